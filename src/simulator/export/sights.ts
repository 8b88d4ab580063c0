import type { WorkspaceSeed } from '../seed.ts';

export interface LongThread {
  channelId: string;
  threadTs: string;
  /** Messages in it, the root included. */
  length: number;
}

export interface BusyDay {
  channelId: string;
  /** `YYYY-MM-DD`, in UTC. */
  date: string;
  /** Messages of that day, replies included. */
  messages: number;
}

/** The longest thread of a workspace; undefined where there are no threads. */
export function longestThread(seed: WorkspaceSeed): LongThread | undefined {
  const threads = seed.channels.flatMap((channel) =>
    counted(channel.messages.flatMap((message) => message.threadTs ?? [])).map(([threadTs, length]) => ({
      channelId: channel.id,
      threadTs,
      length,
    })),
  );
  return threads.reduce<LongThread | undefined>(
    (longest, thread) => (longest === undefined || thread.length > longest.length ? thread : longest),
    undefined,
  );
}

/** The day on which the most was said in one channel; undefined where nothing was said at all. */
export function busiestDay(seed: WorkspaceSeed): BusyDay | undefined {
  const days = seed.channels.flatMap((channel) =>
    counted(channel.messages.map((message) => dateOf(message.ts))).map(([date, messages]) => ({
      channelId: channel.id,
      date,
      messages,
    })),
  );
  return days.reduce<BusyDay | undefined>(
    (busiest, day) => (busiest === undefined || day.messages > busiest.messages ? day : busiest),
    undefined,
  );
}

function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

function dateOf(ts: string): string {
  return new Date(Number(ts) * 1000).toISOString().slice(0, 10);
}
