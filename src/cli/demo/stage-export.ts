import { busiestDay, longestThread } from '../../simulator/export/index.ts';
import type { SeedMessage, WorkspaceSeed } from '../../simulator/seed.ts';
import type { TourStops } from './tour/stops.ts';

const DAY_SECONDS = 24 * 60 * 60;
const MICROSECONDS = 1_000_000;

/**
 * Moves an export in time so that a busy day of it has just passed: the busiest one after its longest thread. What came after
 * that day is left out, all else keeps its distances. Where no admin is in the channel of that thread, who asks is made one.
 * @throws Error where the export has no thread or nobody who could ask
 */
export function stageExport(seed: WorkspaceSeed, now: Date): { seed: WorkspaceSeed; stops: TourStops } {
  const thread = longestThread(seed);
  if (!thread) throw new Error('the export has no threads');
  const ofThread = messagesOf(seed, thread.channelId).filter(({ threadTs }) => threadTs === thread.threadTs);
  const threadEnd = Math.max(...ofThread.map(({ ts }) => Number(ts)));
  const day = busiestDay(since(seed, thread.channelId, threadEnd - DAY_SECONDS));
  const dayEnd = day ? Date.parse(`${day.date}T00:00:00Z`) / 1000 + DAY_SECONDS : threadEnd + 1;
  const askedBy = someoneIn(seed, ofThread);
  const admin = adminIn(seed, thread.channelId) ?? askedBy;
  const moved = moveInTime(withRole(seed, admin), Math.max(dayEnd, threadEnd + 1), now);
  const threadTs = moved.ts(thread.threadTs);
  const other = longestThread(withMessages(moved.seed, (message) => message.threadTs !== threadTs));
  const place = { channelId: thread.channelId, threadTs, askedBy };
  return {
    seed: moved.seed,
    stops: {
      shortcut: place,
      recall: { channelId: thread.channelId, askedBy },
      doneBy: askedBy,
      mention: other
        ? { channelId: other.channelId, threadTs: other.threadTs, askedBy, words: 'what came out of this?' }
        : null,
      reaction: null,
      find: null,
      waiting: place,
      note: null,
      notInvited: null,
      admin: { channelId: thread.channelId, askedBy: admin },
    },
  };
}

function messagesOf(seed: WorkspaceSeed, channelId: string): SeedMessage[] {
  return seed.channels.find(({ id }) => id === channelId)?.messages ?? [];
}

function withMessages(seed: WorkspaceSeed, wanted: (message: SeedMessage) => boolean): WorkspaceSeed {
  return {
    ...seed,
    channels: seed.channels.map((channel) => ({ ...channel, messages: channel.messages.filter(wanted) })),
  };
}

function since(seed: WorkspaceSeed, channelId: string, from: number): WorkspaceSeed {
  const ofChannel = { ...seed, channels: seed.channels.filter(({ id }) => id === channelId) };
  return withMessages(ofChannel, ({ ts }) => Number(ts) >= from);
}

function moveInTime(seed: WorkspaceSeed, end: number, now: Date) {
  const shift = BigInt(Math.floor(now.getTime() / 1000 - end)) * BigInt(MICROSECONDS);
  const ts = (old: string) => fromMicroseconds(toMicroseconds(old) + shift);
  const channels = seed.channels.map((channel) => ({
    ...channel,
    messages: channel.messages
      .filter((message) => Number(message.ts) < end)
      .map((message) => moveMessage(message, ts)),
  }));
  return { seed: { ...seed, channels }, ts };
}

function moveMessage(message: SeedMessage, ts: (old: string) => string): SeedMessage {
  return {
    ...message,
    ts: ts(message.ts),
    ...(message.threadTs ? { threadTs: ts(message.threadTs) } : {}),
    ...(message.edited ? { edited: { ...message.edited, ts: ts(message.edited.ts) } } : {}),
  };
}

function toMicroseconds(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds) * BigInt(MICROSECONDS) + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

function fromMicroseconds(value: bigint): string {
  const text = value.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}

function someoneIn(seed: WorkspaceSeed, messages: readonly SeedMessage[]): string {
  const able = new Set(seed.people.filter(({ deleted, isBot }) => !deleted && !isBot).map(({ id }) => id));
  const asker = messages.find(({ user }) => user !== undefined && able.has(user))?.user;
  if (!asker) throw new Error('nobody in the longest thread of the export can ask for a recap');
  return asker;
}

function adminIn({ people, channels }: WorkspaceSeed, channelId: string): string | undefined {
  const members = new Set(channels.find(({ id }) => id === channelId)?.members);
  return people.find(
    ({ id, deleted, isBot, isAdmin, isOwner, isPrimaryOwner }) =>
      members.has(id) && !deleted && !isBot && [isAdmin, isOwner, isPrimaryOwner].includes(true),
  )?.id;
}

function withRole(seed: WorkspaceSeed, adminId: string): WorkspaceSeed {
  const people = seed.people.map((person) => (person.id === adminId ? { ...person, isAdmin: true } : person));
  return { ...seed, people };
}
