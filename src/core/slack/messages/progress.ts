import type { Source } from '../../domain/conversation.ts';
import type { OutgoingMessage } from '../client.ts';
import { escapeMrkdwn, mrkdwnLink } from '../mrkdwn.ts';
import { messageCount } from './figures.ts';

/** What is being read, as mrkdwn: “this thread”, “the last 24 hours of #general”. */
export function describeSource({ source, channel, threadUrl }: DescribedSource): string {
  const place = channelMention(channel);
  if (source.kind === 'channel') return `the last ${hours(source)} of ${place}`;
  return threadUrl ? `${mrkdwnLink(threadUrl, 'a thread')} in ${place}` : 'this thread';
}

export interface DescribedSource {
  source: Source;
  channel: { id: string };
  /** Where the thread opens; null where the sentence stands in the thread itself. */
  threadUrl: string | null;
}

const READING = ':hourglass_flowing_sand: Reading';

/** Whether a message's text is that of a placeholder, in whose place a recap is still to come. */
export function isReadingText(text: string): boolean {
  return text.startsWith(READING);
}

/** The message that stands where the recap will be. `found` is the number of messages where it is known. */
export function readingMessage({ what, found }: { what: string; found: number | null }): OutgoingMessage {
  const reading = found === null ? what : `${messageCount(found)} of ${what}`;
  return plain(`${READING} ${reading}…`);
}

/** The same while the queue cannot be reached. */
export function queuedMessage({ what }: { what: string }): OutgoingMessage {
  return plain(
    `:inbox_tray: A recap of ${what} is queued. My work queue cannot be reached right now; the recap comes here by itself as soon as it is back.`,
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
    `Reading ${what} for you alone. The recap comes in ${mrkdwnLink(placeholderUrl, 'our direct messages')}.`,
  );
}

/** What `/recall` understands. */
export function usageMessage(): OutgoingMessage {
  return plain(
    [
      '*What I can do*',
      '• `/recall` recaps the last 24 hours of this channel, for you alone.',
      '• On a message, *More actions → Recall this thread* posts a recap in the thread; *Recall just for me* sends it to you.',
      '• Mention me in a thread, and the recap is posted there.',
    ].join('\n'),
  );
}

function channelMention({ id }: { id: string }): string {
  return id.startsWith('D') ? 'this conversation' : `<#${escapeMrkdwn(id)}>`;
}

function hours({ from, to }: { from: Date; to: Date }): string {
  const count = Math.round((to.getTime() - from.getTime()) / 3_600_000);
  return `${count} hours`;
}

/** A message of one paragraph; `text` is mrkdwn. */
export function plain(text: string): OutgoingMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] };
}
