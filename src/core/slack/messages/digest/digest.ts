import type { ContextBlock } from '@slack/types';
import type { ActionItem } from '../../../domain/action-item.ts';
import { STOPPING } from '../../../domain/digest/digest.ts';
import type { ErrorCode } from '../../../domain/errors.ts';
import type { RecapQuestion } from '../../../domain/recap.ts';
import type { OutgoingMessage } from '../../client.ts';
import { LIMITS, shorten } from '../../limits.ts';
import { mentionOf } from '../../mrkdwn.ts';
import { retryButtons } from '../asking/failure.ts';
import { channelMention, plain } from '../asking/progress.ts';
import { spanOf } from '../asking/window.ts';
import { waitingMessage } from '../finding/waiting.ts';
import type { Speech } from '../speech.ts';
import {
  type AroundChannel,
  type ChannelRecap,
  channelChunks,
  quietChannelChunks,
} from './digest-channel.ts';
import { type Chunk, packed } from './digest-pages.ts';
import { whyPausedWords } from './digest-why.ts';

export type { ChannelRecap } from './digest-channel.ts';

export interface DigestToShow {
  /** What it covers. */
  period: { start: Date; end: Date };
  /** The moment that it is for. */
  due: Date;
  isLate: boolean;
  /** How many missed periods it stands for besides its own. */
  folded: number;
  /** Whether it stands for more time than it covers. */
  isCut: boolean;
  /** In the order of the digest. */
  channels: readonly DigestChannel[];
  /** What is added for the one person who reads it; null in a channel. */
  personal: DigestOfPerson | null;
  author: string;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  now: Date;
  /** Of the digest's zone. */
  speech: Speech;
}

/** What became of one channel of a digest. */
export type DigestChannel = { channelId: string } & (
  | ({ kind: 'quiet' } & Pick<ChannelRecap, 'carriedOver'>)
  | { kind: 'failed'; code: ErrorCode; conversationId: string }
  /** It is read once more. */
  | { kind: 'coming' }
  | ({ kind: 'recap' } & ChannelRecap)
);

export interface DigestOfPerson {
  /** Their open action items. */
  items: readonly ActionItem[];
  /** What they are asked and have not answered. */
  questions: readonly (RecapQuestion & { channelId: string; at: Date })[];
}

const LONGEST_FALLBACK = 300;
const MOST_OF_PERSON = 6;
const MOST_NAMED = 5;

/**
 * The Slack messages that show a digest: one, or several where it would go over Slack's limits. Of a digest in which no channel has
 * anything to tell, and nothing waits for its reader, it is one line.
 */
export function digestMessages(shown: DigestToShow): OutgoingMessage[] {
  const { speech, channels } = shown;
  const { digests: words } = speech.words;
  const title = titleOf(shown);
  const around = { ...shown, isOnly: channels.length === 1 };
  const chunks: Chunk[] = [
    { place: null, blocks: plain(`:newspaper: *${title}*`).blocks },
    ...remarks(shown).map((text) => ({ place: null, blocks: [context(text)] })),
    ...channels.flatMap((channel) => chunksOf(channel, around)),
    ...lesserChunks(shown),
    ...personalChunks(shown),
    { place: null, blocks: [context(words.footer(speech, { person: mentionOf(shown.author) }))] },
  ];
  const continued = (place: string) => context(words.continued(speech, { place }));
  return packed(chunks, { room: LIMITS.blocksTotal, continued }).map((blocks, page) => ({
    text: page === 0 ? fallback(title, shown) : `${title} (${speech.words.recap.continued})`,
    blocks,
  }));
}

function titleOf({ channels, period, due, speech }: DigestToShow): string {
  const places = channels.slice(0, MOST_NAMED).map(({ channelId: id }) => channelMention({ id }, speech));
  const more = channels.length - places.length;
  const named = more > 0 ? [...places, speech.words.digests.more(speech, { count: more })] : places;
  return speech.words.digests.title(speech, {
    place: speech.list(named),
    what: spanWords(period, due, speech),
  });
}

/** Whole days without times of day. */
function spanWords({ start, end }: { start: Date; end: Date }, due: Date, speech: Speech): string {
  const { digests: words } = speech.words;
  const span = spanOf({ from: start, to: end }, { requestedAt: due, timeZone: speech.timeZone });
  if (span.kind === 'days') {
    const first = speech.day(span.first, due);
    return span.isOne ? first : words.span(speech, { start: first, end: speech.day(span.last, due) });
  }
  return words.span(speech, { start: speech.moment(start, due), end: speech.moment(end, due) });
}

function fallback(title: string, { channels }: DigestToShow): string {
  const [first] = channels.flatMap((channel) => (channel.kind === 'recap' ? [channel.recap.headline] : []));
  return first === undefined ? title : `${title}: ${shorten(escaped(first), LONGEST_FALLBACK)}`;
}

function remarks({ isLate, folded, isCut, due, now, speech }: DigestToShow): string[] {
  const { digests: words } = speech.words;
  return [
    ...(isLate ? [words.late(speech, { date: speech.moment(due, now) })] : []),
    ...(folded > 0 ? [words.folded(speech, { count: folded })] : []),
    ...(isCut ? [words.cut] : []),
  ];
}

function chunksOf(channel: DigestChannel, around: AroundChannel): Chunk[] {
  if (channel.kind === 'recap') return channelChunks(channel, around);
  return channel.kind === 'quiet' && isCarrying(channel) ? quietChannelChunks(channel, around) : [];
}

function isCarrying({ carriedOver: { closed, overdue } }: Pick<ChannelRecap, 'carriedOver'>): boolean {
  return closed.length + overdue.length > 0;
}

function lesserChunks(shown: DigestToShow): Chunk[] {
  const { channels, speech } = shown;
  const quiet = channels
    .filter((channel) => channel.kind === 'quiet' && !isCarrying(channel))
    .map(({ channelId: id }) => channelMention({ id }, speech));
  const says = speech.words.digests.quiet(speech, { place: speech.list(quiet) });
  return [
    ...(quiet.length > 0 ? [{ place: null, blocks: [context(says)] }] : []),
    ...channels.flatMap((channel) => (channel.kind === 'failed' ? [failedChunk(channel, shown)] : [])),
    ...channels.flatMap((channel) => (channel.kind === 'coming' ? [comingChunk(channel, shown)] : [])),
  ];
}

/** Why a channel is missing, with a button to read it again where that can help. */
function failedChunk(
  { channelId, code, conversationId }: Extract<DigestChannel, { kind: 'failed' }>,
  { author, speech }: DigestToShow,
): Chunk {
  const place = channelMention({ id: channelId }, speech);
  const why = whyPausedWords({ code, channelId, channelIds: [channelId], author, reader: 'others', speech });
  const line = context(speech.words.digests.failed(speech, { place, why }));
  const elements = STOPPING.has(code) ? [] : retryButtons({ code, channelId, conversationId, speech });
  return { place: null, blocks: elements.length > 0 ? [line, { type: 'actions', elements }] : [line] };
}

function comingChunk({ channelId: id }: DigestChannel, { speech }: DigestToShow): Chunk {
  const place = channelMention({ id }, speech);
  return { place: null, blocks: [context(speech.words.digests.coming(speech, { place }))] };
}

function personalChunks({ personal, workspaceUrl, now, speech }: DigestToShow): Chunk[] {
  if (personal === null) return [];
  const items = personal.items.slice(0, MOST_OF_PERSON);
  const questions = personal.questions.slice(0, MOST_OF_PERSON);
  const size = items.length + questions.length;
  const hidden = personal.items.length + personal.questions.length - size;
  const place = { kind: 'other' } as const;
  const { blocks } = waitingMessage({ items, questions, offset: 0, size, workspaceUrl, now, speech, place });
  const rest = hidden > 0 ? [context(speech.words.digests.moreWaiting(speech, { count: hidden }))] : [];
  return [{ place: null, blocks: [{ type: 'divider' }, ...blocks, ...rest] }];
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/&lt;(@[UW][A-Z0-9]+)&gt;/g, '<$1>');
}

/** `words` are mrkdwn. */
function context(words: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: shorten(words, LIMITS.contextText), verbatim: true }],
  };
}
