import { z } from 'zod';
import type {
  Coverage,
  LeftOutReason,
  Person,
  Transcript,
  TranscriptMessage,
} from '../../core/domain/transcript.ts';
import { parseMrkdwn } from '../../core/slack/mrkdwn.ts';

/** A message as a day file of a Slack export holds it. See https://slack.com/help/articles/220556107. */
const exportMessageSchema = z.object({
  type: z.string().optional(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string().regex(/^\d+(\.\d+)?$/),
  thread_ts: z.string().optional(),
  user_profile: z
    .object({ real_name: z.string().optional(), display_name: z.string().optional() })
    .optional(),
  edited: z.object({ ts: z.string() }).optional().catch(undefined),
  files: z.array(z.object({ name: z.string().nullish() })).optional(),
  reactions: z.array(z.object({ name: z.string(), count: z.number() })).optional(),
});
type ExportMessage = z.infer<typeof exportMessageSchema>;

/** Subtypes under which people still write. */
const WRITTEN_BY_PEOPLE = new Set(['thread_broadcast', 'me_message', 'file_share']);

/** Reads the whole day, threads included, oldest first; null where the text is not an array of messages. */
export function readExportTranscript(content: string): Transcript | null {
  const parsed = z.array(exportMessageSchema).safeParse(parsedJson(content));
  if (!parsed.success) return null;
  const found = parsed.data.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const read = found.filter((message) => whyLeftOut(message) === null);
  const threads = new Set(read.map((message) => message.thread_ts ?? null));
  return {
    channel: { id: 'C000001', name: 'transcript', purpose: '' },
    threadTs: threads.size === 1 ? ([...threads][0] ?? null) : null,
    people: peopleOf(read),
    messages: read.map(transcriptMessage),
    coverage: coverageOf(found, read.length),
  };
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function whyLeftOut(message: ExportMessage): LeftOutReason | null {
  if (message.bot_id !== undefined || message.subtype === 'bot_message') return 'bot';
  if (message.subtype !== undefined && !WRITTEN_BY_PEOPLE.has(message.subtype)) return 'system';
  if (message.text.trim() === '' && (message.files ?? []).length === 0) return 'empty';
  return null;
}

function coverageOf(found: readonly ExportMessage[], read: number): Coverage {
  const leftOut: Coverage['leftOut'] = {};
  for (const message of found) {
    const reason = whyLeftOut(message);
    if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  }
  return { found: found.length, read, leftOut, partial: false };
}

/** Everyone who wrote or was mentioned; an export's day file names only those who wrote. */
function peopleOf(messages: readonly ExportMessage[]): Map<string, Person> {
  const names = new Map<string, string | null>();
  for (const { user, user_profile: profile, text } of messages) {
    if (user !== undefined)
      names.set(user, profile?.display_name || profile?.real_name || names.get(user) || null);
    for (const piece of parseMrkdwn(text)) {
      if (piece.kind === 'user') names.set(piece.id, names.get(piece.id) ?? piece.label);
    }
  }
  return new Map([...names].map(([id, name]) => [id, { id, name: name ?? id, timeZone: null }]));
}

function transcriptMessage(message: ExportMessage, index: number): TranscriptMessage {
  return {
    number: index + 1,
    ts: message.ts,
    threadTs: message.thread_ts ?? null,
    author: message.user ?? null,
    text: message.text,
    editedTs: message.edited?.ts ?? null,
    files: (message.files ?? []).map((file) => file.name ?? 'a file'),
    reactions: message.reactions ?? [],
  };
}
