import { countChanges, type RecapChanges } from '../../domain/compare-recaps.ts';
import type { Source } from '../../domain/conversation.ts';
import type { OutgoingMessage } from '../client.ts';
import { escapeMrkdwn, mrkdwnLink } from '../mrkdwn.ts';
import { counted } from './figures.ts';

/** What is being read, as mrkdwn: “this thread”, “the last 24 hours of #general”. */
export function describeSource({ source, channel, threadUrl }: DescribedSource): string {
  const place = channelMention(channel);
  if (source.kind === 'channel') return `the last ${timeIn(source)} of ${place}`;
  return threadUrl ? `${mrkdwnLink(threadUrl, 'a thread')} in ${place}` : 'this thread';
}

export interface DescribedSource {
  source: Source;
  channel: { id: string };
  /** Where the thread opens; null where the sentence stands in the thread itself. */
  threadUrl: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

const READING = ':hourglass_flowing_sand: Reading';

/** Whether a message's text is that of a placeholder, in whose place a recap is still to come. */
export function isReadingText(text: string): boolean {
  return text.startsWith(READING);
}

/** The message that stands where the recap will be. `found` is the number of messages where it is known. */
export function readingMessage({ what, found }: { what: string; found: number | null }): OutgoingMessage {
  const reading = found === null ? what : `${counted(found, 'message')} of ${what}`;
  return plain(`${READING} ${reading}…`);
}

/** The same while the queue cannot be reached. */
export function queuedMessage({ what }: { what: string }): OutgoingMessage {
  return plain(
    `:inbox_tray: Your recap of ${what} is queued. My work queue is out of reach right now; the recap appears here once it is back, and you need not ask again.`,
  );
}

/** Told to the person who asked in private: where the recap will appear. */
export function privateNotice({
  what,
  placeholderUrl,
}: {
  what: string;
  placeholderUrl: string;
}): OutgoingMessage {
  return plain(
    `Reading ${what}. The recap comes in ${mrkdwnLink(placeholderUrl, 'our direct messages')}, where only you see it.`,
  );
}

/** Told to the person who asked for a recap of a thread that has one. */
export function followUpNotice({ recapUrl }: { recapUrl: string }): OutgoingMessage {
  return plain(`This thread has ${mrkdwnLink(recapUrl, 'a recap')}. Reading what was said since…`);
}

/** Told when that recap has been brought up to date. */
export function updatedNotice({
  recapUrl,
  changes,
}: {
  recapUrl: string;
  changes: RecapChanges;
}): OutgoingMessage {
  const counts = Object.entries(countChanges(changes)).filter(([, count]) => count > 0);
  const what = counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
  return plain(
    `${mrkdwnLink(recapUrl, 'The recap')} is up to date${what === '' ? '; nothing in it changed' : `: ${what}`}.`,
  );
}

/** Told when nothing was said, edited or deleted since. */
export function unchangedNotice({ recapUrl }: { recapUrl: string }): OutgoingMessage {
  return plain(`Nothing was said here since ${mrkdwnLink(recapUrl, 'the recap')}, so it still holds.`);
}

/** What `/recall` understands. */
export function usageMessage(): OutgoingMessage {
  return plain(
    [
      '*What I can do*',
      '• `/recall` recaps the last 24 hours of this channel, and sends it to you alone.',
      '• On a message in a thread, *⋮ More actions → Recall this thread* posts a recap in the thread, for everyone; *Recall just for me* sends it to you alone.',
      '• Mention me in a thread, and I post a recap there, for everyone.',
    ].join('\n'),
  );
}

function channelMention({ id }: { id: string }): string {
  return id.startsWith('D') ? 'this conversation' : `<#${escapeMrkdwn(id)}>`;
}

/** “24 hours”, “7 days”; “hour” where it is one. */
function timeIn({ from, to }: { from: Date; to: Date }): string {
  const hours = Math.max(1, Math.round((to.getTime() - from.getTime()) / HOUR_MS));
  if (hours === 1) return 'hour';
  return hours > DAY_HOURS && hours % DAY_HOURS === 0
    ? counted(hours / DAY_HOURS, 'day')
    : counted(hours, 'hour');
}

/** A message of one paragraph; `text` is mrkdwn. */
export function plain(text: string): OutgoingMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] };
}
