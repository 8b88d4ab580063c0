import type { Conversation, Source } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import {
  type MessageTs,
  type Transcript,
  type TranscriptMessage,
  timeOf,
  type WindowCounts,
} from '../../core/domain/transcript.ts';
import type { ChannelInfo, Slack } from '../../core/slack/client.ts';
import { parseMrkdwn } from '../../core/slack/mrkdwn.ts';
import type { People } from '../../core/slack/people.ts';
import { notePartOf, recapPartOf, type SlackMessage } from '../../core/slack/read-message.ts';
import { readNotes } from './notes.ts';
import { readDigestWindow } from './read-digest-window.ts';
import { type ReadDeps, readThread, readWindow } from './read-messages.ts';
import { isBy, type Sorting, sortMessages } from './sort-messages.ts';

export interface GatherDeps extends Sorting {
  slack: Pick<Slack, 'channel' | 'person' | 'replies' | 'history'>;
  people: People;
  signal: AbortSignal;
  /** What Slack says of the channel, where that is known already. */
  info?: ChannelInfo;
  /** Told what Slack says of the channel. */
  onChannel?(info: ChannelInfo): Promise<void>;
  /** Told how many messages there are, as far as that is known by now. */
  onFound(found: number): void;
}

/**
 * Reads what a conversation consists of. In a channel window each thread that starts in it stands complete behind its
 * first message.
 * @throws RecallError `nothing_to_recap`, `thread_too_short`, `message_gone`, `not_in_channel` and other errors of Slack's
 */
export async function gather(conversation: Conversation, deps: GatherDeps): Promise<Transcript> {
  const { channel, source, workspaceId } = conversation;
  const [info, { messages, coverage }] = await Promise.all([
    deps.info ?? deps.slack.channel(channel.id),
    readSource(conversation, deps),
  ]);
  await deps.onChannel?.(info);
  refuseTooLittle(source, messages);
  return {
    channel: info,
    threadTs: source.kind === 'channel' ? null : source.threadTs,
    ...(source.kind === 'note' ? { isNotes: true } : {}),
    people: await deps.people.named(deps.slack, workspaceId, peopleIn(messages)),
    messages,
    coverage,
  };
}

type Read = Pick<Transcript, 'messages' | 'coverage'>;

async function readSource(conversation: Conversation, deps: GatherDeps): Promise<Read> {
  const { channel, source, askedBy } = conversation;
  const { slack, signal, onFound, recall, optedOut } = deps;
  const reading = (counts: ReadDeps['counts']): ReadDeps => ({ slack, signal, onFound, counts });
  const notOwn = (message: SlackMessage) => !isOwnRecap(message, conversation);
  switch (source.kind) {
    case 'note': {
      const isNote = (message: SlackMessage) => isBy(message, recall) && notePartOf(message) !== null;
      const notes = await readThread(channel.id, source.threadTs, { ...reading(isNote), onFound: () => {} });
      return readNotes(notes, { askedBy, optedOut });
    }
    case 'thread':
      return toRead(await readThread(channel.id, source.threadTs, reading(notOwn)), deps);
    case 'channel': {
      if (conversation.digestPeriodId !== null)
        return readForDigest(channel.id, source, reading(notOwn), deps);
      return toRead(await readWindow(channel.id, source, reading(notOwn)), deps);
    }
  }
}

/** Replies count that were written in the window, to whatever thread; how far back their threads were looked for is told. */
async function readForDigest(
  channelId: string,
  window: Extract<Source, { kind: 'channel' }>,
  reading: ReadDeps,
  sorting: Sorting,
): Promise<Read> {
  const { lookedBackTo, messages: found, partial } = await readDigestWindow(channelId, window, reading);
  const isInWindow = ({ ts }: { ts: MessageTs }) => timeOf(ts) >= window.from;
  // Where older threads began is read to understand the replies, and is none of what happened.
  const { coverage } = toRead({ messages: found.filter(isInWindow), partial }, sorting);
  const { messages } = toRead({ messages: found, partial }, sorting);
  const ofWindow = messages.filter(isInWindow);
  if (ofWindow.length === 0) return { messages: [], coverage };
  return { messages, coverage: { ...coverage, window: countsOf(ofWindow, lookedBackTo) } };
}

function countsOf(messages: readonly TranscriptMessage[], lookedBackTo: Date): WindowCounts {
  const threads = new Map<MessageTs, TranscriptMessage[]>();
  for (const message of messages) {
    if (message.threadTs !== null)
      threads.set(message.threadTs, [...(threads.get(message.threadTs) ?? []), message]);
  }
  const peopleIn = (said: readonly TranscriptMessage[]) => new Set(said.map(({ author }) => author)).size;
  return {
    people: peopleIn(messages),
    threads: [...threads].map(([rootTs, said]) => ({
      rootTs,
      messages: said.length,
      people: peopleIn(said),
    })),
    lookedBackTo: lookedBackTo.toISOString(),
  };
}

function toRead(
  { messages, partial }: { messages: SlackMessage[]; partial: boolean },
  sorting: Sorting,
): Read {
  const { kept, leftOut } = sortMessages(messages, sorting);
  return {
    messages: kept.map(toTranscriptMessage),
    coverage: { found: messages.length, read: kept.length, leftOut, partial },
  };
}

/** The message in which this recap will stand, or stands already; it is no part of what was said. */
function isOwnRecap(message: SlackMessage, { id, followsId }: Conversation): boolean {
  const carried = recapPartOf(message)?.conversationId;
  return carried !== undefined && (carried === id || carried === followsId);
}

function refuseTooLittle(source: Source, { length }: readonly TranscriptMessage[]): void {
  if (length === 0) throw new RecallError('nothing_to_recap', 'no message of a person was found');
  if (source.kind === 'thread' && length === 1)
    throw new RecallError('thread_too_short', 'one message was found');
}

function peopleIn(messages: readonly TranscriptMessage[]): Set<string> {
  const ids = new Set<string>();
  for (const { author, text } of messages) {
    if (author) ids.add(author);
    for (const piece of parseMrkdwn(text)) if (piece.kind === 'user') ids.add(piece.id);
  }
  return ids;
}

function toTranscriptMessage(message: SlackMessage, index: number): TranscriptMessage {
  return {
    number: index + 1,
    ts: message.ts,
    threadTs: message.thread_ts ?? null,
    author: message.user ?? null,
    text: message.text,
    editedTs: message.edited?.ts ?? null,
    files: message.files.map(({ name }) => name),
    reactions: message.reactions,
  };
}
