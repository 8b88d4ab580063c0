import { DateTime } from 'luxon';
import type { Person, Transcript, TranscriptMessage } from '../../core/domain/transcript.ts';
import { escapeMrkdwn, mentionOf } from '../../core/slack/mrkdwn.ts';

interface Line {
  name: string;
  /** `2026-11-03`, where the line says so. */
  date: string | null;
  /** `14:05` or `14:05:30`, where the line says so. */
  clock: string | null;
  text: string;
}

const STAMP = String.raw`\[?(?:(?<date>\d{4}-\d{2}-\d{2})[ T,]*)?(?<clock>\d{1,2}:\d{2}(?::\d{2})?)?\]?`;
const STAMPED = new RegExp(
  String.raw`^(?=\[?\d)${STAMP}\s*[-–]?\s+(?<name>[^:\n]{1,50}):(?:\s+|$)(?<text>.*)$`,
  'u',
);
const UNSTAMPED = /^(?<name>[\p{L}\p{N}#@_<][^:\n]{0,49}):(?:\s+|$)(?<text>.*)$/u;
/** What stands before a colon within a message more often than it is somebody's name. */
const LABELS =
  /^(?:todo|to do|note|notes|nb|ps|p\.s\.|edit|update|decision|decided|agreed|actions?|action items?|ai|fyi|tl;?dr|q|a|question|answer|e\.?g|i\.?e|https?|mailto|error|warning|example|options?|next steps?|summary|agenda|steps?)$/i;
const MAX_NAME_WORDS = 4;

/** Reads `Name: words` lines; null where no line is of that form. */
export function readPlainTranscript(
  content: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Transcript | null {
  const lines = linesOf(content);
  if (lines.length === 0) return null;
  const people = peopleOf(lines);
  const times = timesOf(lines, now, timeZone);
  const messages = lines.map((line, i) => message(line, i, times[i] ?? now, people));
  return {
    channel: { id: 'C000001', name: 'transcript', purpose: '' },
    threadTs: messages[0]?.ts ?? null,
    people: new Map([...people.values()].map((person) => [person.id, person])),
    messages: messages.map((each) => ({ ...each, threadTs: messages[0]?.ts ?? null })),
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}

/** Where the first line carries a time, only lines with a time start a message. */
function linesOf(content: string): Line[] {
  const raw = content.split(/\r\n|\n|\r/);
  const form = STAMPED.test(raw[0] ?? '') ? STAMPED : UNSTAMPED;
  const lines: Line[] = [];
  for (const text of raw) {
    const start = startOfMessage(text, form);
    const last = lines.at(-1);
    if (start !== null) lines.push(start);
    else if (last !== undefined) last.text += `\n${text}`;
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() })).filter((line) => line.text !== '');
}

function startOfMessage(text: string, form: RegExp): Line | null {
  const groups = form.exec(text)?.groups;
  const name = groups?.name?.trim().replace(/^[@<]|>$/g, '');
  if (groups === undefined || name === undefined || !isName(name)) return null;
  return { name, date: groups.date ?? null, clock: groups.clock ?? null, text: groups.text ?? '' };
}

function isName(name: string): boolean {
  return name !== '' && name.split(/\s+/).length <= MAX_NAME_WORDS && !LABELS.test(name);
}

function peopleOf(lines: readonly Line[]): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const { name } of lines) joined(name, people);
  return people;
}

function message(line: Line, index: number, at: Date, people: Map<string, Person>): TranscriptMessage {
  return {
    number: index + 1,
    ts: `${Math.floor(at.getTime() / 1000)}.${String(index).padStart(6, '0')}`,
    threadTs: null,
    author: people.get(line.name.toLowerCase())?.id ?? null,
    text: withMentions(escapeMrkdwn(line.text), people),
    editedTs: null,
    files: [],
    reactions: [],
  };
}

const PINGS = new Set(['here', 'channel', 'everyone']);

/** `@Mara Lind` and `@Mara` become mentions; whoever is mentioned without having written joins the people. */
function withMentions(text: string, people: Map<string, Person>): string {
  return text.replace(
    /(?<![\p{L}\p{N}.])@(\p{L}[\p{L}\p{N}_'-]*)(\s[\p{L}\p{N}_'-]+)?/gu,
    (_, first: string, second = '') => {
      if (PINGS.has(first)) return `<!${first}>${second}`;
      const full = people.get(`${first}${second}`.toLowerCase());
      if (full !== undefined) return mentionOf(full.id);
      const called = [...people].filter(([name]) => name.split(/\s+/)[0] === first.toLowerCase());
      const person = called.length === 1 ? called[0]?.[1] : undefined;
      return `${mentionOf((person ?? joined(first, people)).id)}${second}`;
    },
  );
}

function joined(name: string, people: Map<string, Person>): Person {
  const known = people.get(name.toLowerCase());
  if (known !== undefined) return known;
  const person = { id: `U${String(people.size + 1).padStart(6, '0')}`, name, timeZone: null };
  people.set(name.toLowerCase(), person);
  return person;
}

/** Times as the lines give them; a clock that runs backwards starts a new day, and a file without times ends now. */
function timesOf(lines: readonly Line[], now: Date, timeZone: string): Date[] {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  if (lines.every((line) => line.clock === null && line.date === null)) {
    return lines.map((_, i) => today.minus({ minutes: lines.length - 1 - i }).toJSDate());
  }
  let latest: DateTime = lines.some((line) => line.date !== null)
    ? today
    : today.startOf('day').minus({ days: nightsIn(lines) });
  let first = true;
  return lines.map((line) => {
    const at = timeOfLine(line, latest);
    latest = !first && line.date === null && at < latest ? at.plus({ days: 1 }) : at;
    first = false;
    return latest.toJSDate();
  });
}

function timeOfLine({ date, clock }: Line, latest: DateTime): DateTime {
  const day = date === null ? latest : DateTime.fromISO(date, { zone: latest.zone });
  const [hour = 0, minute = 0, second = 0] = (clock ?? '').split(':').map(Number);
  const at = clock === null ? day : day.set({ hour, minute, second, millisecond: 0 });
  return at.isValid ? at : latest;
}

function nightsIn(lines: readonly Line[]): number {
  const clocks = lines.flatMap((line) => (line.clock === null ? [] : line.clock.padStart(5, '0')));
  return clocks.filter((clock, i) => clock < (clocks[i - 1] ?? '')).length;
}
