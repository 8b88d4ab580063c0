import { indexAfter, indexFrom, microsFromTs, tsFromMicros } from './timestamps.ts';
import type { Message } from './types.ts';

/** The messages of one channel, with the thread bookkeeping that Slack keeps on a root. */
export interface MessageLog {
  readonly timeline: readonly Message[];
  replies(rootTs: string): readonly Message[];
  get(ts: string): Message | undefined;
  /** Adds a message; throws on a ts that is taken. */
  add(message: Message): void;
  /** Deletes a message; a root with replies stays behind as a tombstone, which is then returned. */
  remove(ts: string): Message | undefined;
  /** A ts that no message of the channel has, later than all of them. */
  nextTs(): string;
}

const NO_REPLIES: readonly Message[] = [];

export function createMessageLog({ now }: { now: () => number }): MessageLog {
  const timeline: Message[] = [];
  const byTs = new Map<string, Message>();
  const threads = new Map<string, Message[]>();
  let lastMicros = 0;

  function addReply(rootTs: string, message: Message): void {
    const replies = threads.get(rootTs) ?? [];
    threads.set(rootTs, replies);
    insert(replies, message);
    const root = byTs.get(rootTs);
    if (root === undefined) return;
    if (root.user !== undefined) message.parent_user_id = root.user;
    countIn(root, message);
  }

  function removeReply(rootTs: string, message: Message): void {
    const replies = threads.get(rootTs) ?? [];
    takeOut(replies, message);
    const root = byTs.get(rootTs);
    if (root === undefined) return;
    clearThreadFields(root);
    if (replies.length > 0) {
      for (const reply of replies) countIn(root, reply);
      return;
    }
    threads.delete(rootTs);
    if (root.subtype === 'tombstone') drop(root);
  }

  function drop(message: Message): void {
    byTs.delete(message.ts);
    takeOut(timeline, message);
  }

  return {
    timeline,
    replies: (rootTs) => threads.get(rootTs) ?? NO_REPLIES,
    get: (ts) => byTs.get(ts),
    add(message) {
      if (byTs.has(message.ts)) throw new Error(`a message with ts ${message.ts} is already in the channel`);
      byTs.set(message.ts, message);
      lastMicros = Math.max(lastMicros, microsFromTs(message.ts));
      if (isReply(message)) addReply(message.thread_ts, message);
      if (isInTimeline(message)) insert(timeline, message);
    },
    remove(ts) {
      const message = byTs.get(ts);
      if (message === undefined) return undefined;
      if (isReply(message)) {
        drop(message);
        removeReply(message.thread_ts, message);
        return undefined;
      }
      if ((message.reply_count ?? 0) === 0) {
        drop(message);
        return undefined;
      }
      const tombstone = tombstoneOf(message);
      byTs.set(ts, tombstone);
      timeline[indexFrom(timeline, ts)] = tombstone;
      return tombstone;
    },
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(now() * 1000));
      return tsFromMicros(lastMicros);
    },
  };
}

/** What Slack leaves in place of a deleted root whose replies stay. */
export function tombstoneOf(root: Message): Message {
  const { ts, team, thread_ts, reply_count, reply_users, reply_users_count, latest_reply } = root;
  return {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    hidden: true,
    ts,
    team,
    is_locked: false,
    subscribed: false,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(reply_count === undefined ? {} : { reply_count }),
    ...(reply_users === undefined ? {} : { reply_users }),
    ...(reply_users_count === undefined ? {} : { reply_users_count }),
    ...(latest_reply === undefined ? {} : { latest_reply }),
  };
}

export function isReply(message: Message): message is Message & { thread_ts: string } {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function isInTimeline(message: Message): boolean {
  return !isReply(message) || message.subtype === 'thread_broadcast';
}

function countIn(root: Message, reply: Message): void {
  root.thread_ts = root.ts;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.latest_reply =
    root.latest_reply !== undefined && root.latest_reply > reply.ts ? root.latest_reply : reply.ts;
  root.is_locked = false;
  root.subscribed = false;
  const author = reply.user ?? reply.bot_id;
  const users = root.reply_users ?? [];
  if (author !== undefined && !users.includes(author)) users.push(author);
  root.reply_users = users;
  root.reply_users_count = users.length;
}

function clearThreadFields(root: Message): void {
  delete root.thread_ts;
  delete root.reply_count;
  delete root.reply_users;
  delete root.reply_users_count;
  delete root.latest_reply;
  delete root.is_locked;
  delete root.subscribed;
}

function insert(sorted: Message[], message: Message): void {
  const last = sorted.at(-1);
  if (last === undefined || last.ts < message.ts) sorted.push(message);
  else sorted.splice(indexAfter(sorted, message.ts), 0, message);
}

function takeOut(sorted: Message[], message: Message): void {
  const index = indexFrom(sorted, message.ts);
  if (sorted[index]?.ts === message.ts) sorted.splice(index, 1);
}
