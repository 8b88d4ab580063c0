import type { Source } from '../../core/domain/conversation.ts';
import { inParallel } from '../../core/domain/in-parallel.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { MessageTs } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';
import { threadPages, windowPages } from '../../core/slack/history.ts';
import type { SlackMessage } from '../../core/slack/read-message.ts';

/** Beyond so many messages no further page or thread is read; the recap says so. */
export const MOST_MESSAGES = 5000;
const THREADS_AT_ONCE = 4;

export interface ReadDeps {
  slack: Pick<Slack, 'replies' | 'history'>;
  signal: AbortSignal;
  /** Which of the messages that Slack gives are looked at. */
  counts(message: SlackMessage): boolean;
  /** Told how many messages there are, as far as that is known by now. */
  onFound(found: number): void;
}

export interface Reading {
  messages: SlackMessage[];
  /** Whether reading stopped at a limit of Recall's own. */
  partial: boolean;
}

/** All messages of a thread, root first. */
export async function readThread(
  channelId: string,
  threadTs: MessageTs,
  { onFound, ...deps }: ReadDeps,
): Promise<Reading> {
  let [read, skippedSoFar, promised] = [0, 0, 0];
  return collectThread(channelId, threadTs, {
    ...deps,
    onRead(messages, skipped) {
      read += messages.length;
      skippedSoFar += skipped;
      for (const { ts, reply_count } of messages) if (ts === threadTs) promised = reply_count + 1;
      onFound(Math.min(Math.max(read, promised - skippedSoFar), MOST_MESSAGES));
    },
  });
}

/**
 * The messages of a channel's window, oldest first, each thread that starts in it complete behind its first message. With a `limit`
 * only the latest of all these are read, replies counting like any message.
 */
export async function readWindow(
  channelId: string,
  { from, to, limit }: Extract<Source, { kind: 'channel' }>,
  { onFound, ...deps }: ReadDeps,
): Promise<Reading> {
  const most = Math.min(limit ?? MOST_MESSAGES, MOST_MESSAGES);
  let read = 0;
  const onRead = (messages: readonly SlackMessage[]) => {
    read += messages.length;
    onFound(Math.min(read, most));
  };
  const pages = windowPages(deps.slack, { channelId, from, to });
  // Of a window one more than the limit is read, to know whether there are more.
  const enough = limit === null ? most + 1 : most;
  const top = await collect(pages, { most, enough }, { ...deps, onRead });
  const roots = limit === null ? rootsIn(top.messages) : rootsSinceLast(top.messages, most);
  const { threads, partial } = await readThreads(channelId, roots, {
    ...deps,
    onRead,
    room: MOST_MESSAGES - top.messages.length,
  });
  const messages = inReadingOrder(top.messages, threads);
  if (limit === null) return { messages, partial: top.partial || partial };
  return { messages: latest(messages, most), partial: partial || (top.partial && limit > most) };
}

export function rootsIn(top: readonly SlackMessage[]): SlackMessage[] {
  return top.filter((message) => message.reply_count > 0 && message.thread_ts === message.ts);
}

/** Threads without a reply since the earliest of `most` top-level messages have none among the latest `most` of all. */
function rootsSinceLast(top: readonly SlackMessage[], most: number): SlackMessage[] {
  const earliest = top.length < most ? 0 : Number(top.at(-1)?.ts ?? 0);
  return rootsIn(top).filter(({ latest_reply: last }) => last === undefined || Number(last) >= earliest);
}

interface CollectDeps extends Pick<ReadDeps, 'signal' | 'counts'> {
  /** Told of each page: what counts of it, and how many do not. */
  onRead(messages: readonly SlackMessage[], skipped: number): void;
}
interface ThreadDeps extends CollectDeps, Pick<ReadDeps, 'slack'> {}

/** Begins no thread once there are `room` replies. */
export async function readThreads(
  channelId: string,
  roots: readonly SlackMessage[],
  { room, onRead, ...deps }: ThreadDeps & { room: number },
): Promise<{ threads: Map<MessageTs, SlackMessage[]>; partial: boolean }> {
  const threads = new Map<MessageTs, SlackMessage[]>();
  let partial = false;
  let replies = 0;
  await inParallel(roots, THREADS_AT_ONCE, async ({ ts: rootTs }) => {
    if (replies >= room) {
      partial = true;
      return;
    }
    const thread = await collectThread(channelId, rootTs, {
      ...deps,
      onRead: (page, skipped) =>
        onRead(
          page.filter(({ ts }) => ts !== rootTs),
          skipped,
        ),
    });
    threads.set(rootTs, thread.messages);
    partial ||= thread.partial;
    replies += thread.messages.length - 1;
  });
  return { threads, partial };
}

function collectThread(
  channelId: string,
  threadTs: MessageTs,
  { slack, ...deps }: ThreadDeps,
): Promise<Reading> {
  const pages = threadPages(slack, { channelId, threadTs });
  return collect(pages, { most: MOST_MESSAGES, enough: MOST_MESSAGES + 1 }, deps);
}

/** Reads no further page once there are `enough`. */
export async function collect(
  pages: AsyncGenerator<SlackMessage[]>,
  { most, enough }: { most: number; enough: number },
  { signal, counts, onRead }: CollectDeps,
): Promise<Reading> {
  const messages: SlackMessage[] = [];
  for await (const page of pages) {
    throwIfStopped(signal);
    const counted = page.filter(counts);
    messages.push(...counted);
    onRead(counted, page.length - counted.length);
    if (messages.length >= enough) return { messages: messages.slice(0, most), partial: true };
  }
  return { messages, partial: false };
}

/** Oldest first, each thread in its root's place. A reply that was also sent to the channel stands in its thread alone. */
export function inReadingOrder(
  top: readonly SlackMessage[],
  threads: ReadonlyMap<string, readonly SlackMessage[]>,
): SlackMessage[] {
  const replies = new Set(
    [...threads].flatMap(([rootTs, thread]) => thread.map(({ ts }) => ts).filter((ts) => ts !== rootTs)),
  );
  return top
    .filter(({ ts }) => !replies.has(ts))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .flatMap((message) => threads.get(message.ts) ?? [message]);
}

/** The latest `most` messages, in the order that they are in. */
function latest(messages: readonly SlackMessage[], most: number): SlackMessage[] {
  const chosen = new Set(messages.toSorted((a, b) => Number(b.ts) - Number(a.ts)).slice(0, most));
  return messages.filter((message) => chosen.has(message));
}
