import type { Conversation } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { inParallel } from '../../core/domain/in-parallel.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Transcript, TranscriptMessage } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';
import { threadPages, windowPages } from '../../core/slack/history.ts';
import { parseMrkdwn } from '../../core/slack/mrkdwn.ts';
import type { People } from '../../core/slack/people.ts';
import { recapPartOf, type SlackMessage } from '../../core/slack/read-message.ts';
import { sortMessages } from './sort-messages.ts';

/** Beyond so many messages no further page or thread is read; the recap says so. */
const MOST_MESSAGES = 5000;
const THREADS_AT_ONCE = 4;

export interface GatherDeps {
  slack: Pick<Slack, 'channel' | 'person' | 'replies' | 'history'>;
  people: People;
  recall: { botUserId: string; botId: string };
  signal: AbortSignal;
}

/**
 * Reads what a conversation consists of. In a channel window each thread that starts in it stands complete behind its
 * first message.
 * @throws RecallError `nothing_to_recap`, `thread_too_short`, `message_gone`, `not_in_channel` and other errors of Slack's
 */
export async function gather(conversation: Conversation, deps: GatherDeps): Promise<Transcript> {
  const { channel, source, workspaceId } = conversation;
  const [info, { messages: all, partial }] = await Promise.all([
    deps.slack.channel(channel.id),
    source.kind !== 'channel'
      ? readThread(channel.id, source.threadTs, deps)
      : readWindow(channel.id, source, deps),
  ]);
  const messages = all.filter((message) => !isOwnRecap(message, conversation));
  const { kept, leftOut } = sortMessages(messages, deps.recall);
  refuseTooLittle(conversation, kept);
  return {
    channel: info,
    threadTs: source.kind === 'thread' ? source.threadTs : null,
    people: await deps.people.named(deps.slack, workspaceId, peopleIn(kept)),
    messages: kept.map(toTranscriptMessage),
    coverage: { found: messages.length, read: kept.length, leftOut, partial },
  };
}

/** The message in which this recap will stand, or stands already; it is no part of what was said. */
function isOwnRecap(message: SlackMessage, { id, followsId }: Conversation): boolean {
  const carried = recapPartOf(message)?.conversationId;
  return carried !== undefined && (carried === id || carried === followsId);
}

function refuseTooLittle({ source }: Conversation, kept: readonly SlackMessage[]): void {
  if (kept.length === 0) throw new RecallError('nothing_to_recap', 'no message of a person was found');
  if (source.kind === 'thread' && kept.length === 1)
    throw new RecallError('thread_too_short', 'one message was found');
}

interface Reading {
  messages: SlackMessage[];
  partial: boolean;
}

async function readThread(
  channelId: string,
  threadTs: string,
  { slack, signal }: GatherDeps,
): Promise<Reading> {
  return collect(threadPages(slack, { channelId, threadTs }), signal);
}

async function readWindow(
  channelId: string,
  window: { from: Date; to: Date },
  deps: GatherDeps,
): Promise<Reading> {
  const { slack, signal } = deps;
  const top = await collect(windowPages(slack, { channelId, ...window }), signal);
  const roots = top.messages.filter((message) => message.reply_count > 0 && message.thread_ts === message.ts);
  const threads = new Map<string, SlackMessage[]>();
  let { partial } = top;
  let total = top.messages.length;
  await inParallel(roots, THREADS_AT_ONCE, async (root) => {
    if (total >= MOST_MESSAGES) {
      partial = true;
      return;
    }
    const thread = await readThread(channelId, root.ts, deps);
    threads.set(root.ts, thread.messages);
    partial ||= thread.partial;
    total += thread.messages.length - 1;
  });
  return { messages: inReadingOrder(top.messages, threads), partial };
}

/** Oldest first, each thread in its root's place. A reply that was also sent to the channel stands in its thread alone. */
function inReadingOrder(
  top: readonly SlackMessage[],
  threads: ReadonlyMap<string, readonly SlackMessage[]>,
): SlackMessage[] {
  const replies = new Set([...threads.values()].flatMap(([, ...others]) => others.map(({ ts }) => ts)));
  return top
    .filter(({ ts }) => !replies.has(ts))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .flatMap((message) => threads.get(message.ts) ?? [message]);
}

async function collect(pages: AsyncGenerator<SlackMessage[]>, signal: AbortSignal): Promise<Reading> {
  const messages: SlackMessage[] = [];
  for await (const page of pages) {
    throwIfStopped(signal);
    messages.push(...page);
    if (messages.length > MOST_MESSAGES) return { messages: messages.slice(0, MOST_MESSAGES), partial: true };
  }
  return { messages, partial: false };
}

function peopleIn(messages: readonly SlackMessage[]): Set<string> {
  const ids = new Set<string>();
  for (const { user, text } of messages) {
    if (user) ids.add(user);
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
