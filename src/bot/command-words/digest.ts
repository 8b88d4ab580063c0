import { type DigestDays, rhythmOf, type Schedule } from '../../core/domain/digest/schedule.ts';
import { isTimeZone } from '../../core/domain/digest/zone.ts';
import { COMMAND } from '../../core/slack/ids.ts';
import { type Trouble, trouble } from './command.ts';
import type { DigestCommand } from './digest-command.ts';
import {
  EVERY_DAY,
  readDays,
  readTime,
  readWeekday,
  TIME_PATTERN,
  WEEKDAY_NAMES,
  WORKDAYS,
  weekdayName,
} from './digest-words.ts';
import { nearestWord } from './spelling.ts';
import { nearestTimeZone, readTimeZone } from './time-zone.ts';

const DIGEST = `${COMMAND} digest`;
const MAX_LENGTH = 200;
const USUAL_TIME = '09:00';

const ACTS = ['list', 'pause', 'resume', 'now', 'off'] as const;
const OTHER_ACTS: readonly [RegExp, DigestCommand['kind'] & (typeof ACTS)[number]][] = [
  [/^(?:show|status)$/, 'list'],
  [/^(?:unpause|continue)$/, 'resume'],
  [/^(?:run|post|send)(?: it)? now$/, 'now'],
  [/^(?:remove|delete|turn off|disable)$/, 'off'],
];
/** What may mean for a while or for good: the one that can be taken back is offered. */
const STOPPING = /^(?:stop|cancel|quit|halt|mute|snooze)$/;
const OPENING = /^(?:set ?up|new|edit|change|options?)?$/;

const TIMED = new RegExp(`^(.+?),?(?: at)? (${TIME_PATTERN})(?: o'clock)?(?:,? (.+))?$`, 'i');
const TIMES = new RegExp(String.raw`(?<![\w:.])${TIME_PATTERN}(?![\w:.])`, 'g');
const VOCABULARY = [
  ...ACTS,
  ...WEEKDAY_NAMES,
  ...'daily weekly monthly weekdays workdays every first month week'.split(' '),
];

/**
 * Reads the words after `/recall digest`, tidied and on one line. Without a zone among them a time is one of `timeZone`, the
 * asker's; one that does not exist counts as UTC. What is not understood comes with the nearest form that is.
 */
export function readDigest(typed: string, { timeZone }: { timeZone: string }): DigestCommand | Trouble {
  const text = typed.replace(/[ .!?]+$/, '').trim();
  const words = text.toLowerCase();
  if (text.length > MAX_LENGTH) return trouble(DIGEST);
  if (OPENING.test(words)) return { kind: 'open' };
  const act = readAct(words);
  if (act !== null) return { kind: act };
  const home = isTimeZone(timeZone) ? timeZone : 'UTC';
  const schedule = readSchedule(text, home);
  return schedule === null ? trouble(nearestForm(text, home)) : { kind: 'set_up', schedule };
}

/** The command that sets up a schedule as it is; the zone is left out where it is that of the person who reads it. */
export function digestForm({ days, time, timeZone }: Schedule, readersTimeZone: string): string {
  const zone = timeZone === readersTimeZone ? '' : ` ${timeZone}`;
  return `${DIGEST} ${rhythmWords(days)} ${time.replace(/^0/, '')}${zone}`;
}

function readAct(words: string): (typeof ACTS)[number] | null {
  const act = ACTS.find((name) => name === words);
  return act ?? OTHER_ACTS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function readSchedule(text: string, home: string): Schedule | null {
  const [, rhythm = '', clock = '', zone] = TIMED.exec(text) ?? [];
  const days = readDays(rhythm.toLowerCase());
  const time = readTime(clock.toLowerCase());
  const timeZone = zone === undefined ? home : readTimeZone(zone);
  return days === null || time === null || timeZone === null ? null : { days, time, timeZone };
}

/** A form made of all that can be made out. */
function nearestForm(text: string, home: string): string {
  const words = text.toLowerCase();
  if (STOPPING.test(words)) return `${DIGEST} pause`;
  const spelt = words.split(/[ ,]+/).map((word) => nearestWord(word, VOCABULARY) ?? word);
  const act = readAct(spelt.join(' '));
  if (act !== null) return `${DIGEST} ${act}`;
  const days = likelyDays(spelt);
  const time = likelyTime(words);
  if (days === null && time === null) return DIGEST;
  const zone = likelyZone(text);
  const schedule = { days: days ?? EVERY_DAY, time: time ?? USUAL_TIME, timeZone: zone ?? home };
  return digestForm(schedule, zone === null ? home : '');
}

function likelyDays(words: readonly string[]): DigestDays | null {
  const weekdays = words.flatMap((word) => readWeekday(word) ?? []);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (has(/^(?:month|first$|1st$)/)) return { kind: 'monthly', weekday: weekdays[0] ?? 1 };
  if (weekdays.length > 0) return { kind: 'weekly', weekdays };
  if (has(/^(?:week|work)days?$/)) return WORKDAYS;
  if (has(/week/)) return { kind: 'weekly', weekdays: [1] };
  return has(/^(?:daily|days?|everyday)$/) ? EVERY_DAY : null;
}

/** What looks most like a time: with minutes or a half of the day, or the last number. */
function likelyTime(words: string): string | null {
  const times = (words.match(TIMES) ?? []).filter((each) => readTime(each) !== null);
  const likeliest = times.find((each) => /\D/.test(each)) ?? times.at(-1);
  return likeliest === undefined ? null : readTime(likeliest);
}

/** The zone that was named or misspelt; null where nothing of the kind was typed or can be made out. */
function likelyZone(text: string): string | null {
  const named = TIMED.exec(text)?.[3] ?? text.split(' ').find((word) => word.includes('/'));
  return named === undefined ? null : (readTimeZone(named) ?? nearestTimeZone(named));
}

function rhythmWords(days: DigestDays): string {
  const rhythm = rhythmOf(days);
  switch (rhythm.kind) {
    case 'every_day':
      return 'daily';
    case 'workdays':
      return 'weekdays';
    case 'weekly':
      return `weekly ${rhythm.weekdays.map((weekday) => weekdayName(weekday).slice(0, 3)).join(',')}`;
    case 'monthly':
      return `monthly first ${weekdayName(rhythm.weekday)}`;
  }
}
