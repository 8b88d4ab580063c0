import type { World } from '../world/types.ts';

/** Keeps how far people have read what the app wrote to them, so that an answer there is noticed elsewhere. */
export interface Unread {
  /** How many messages of the app a person has not seen yet. */
  count(userId: string): number;
  /** Takes everything as seen. */
  seen(userId: string): void;
}

export function createUnread(world: World): Unread {
  const lastSeen = new Map<string, number>();

  function timesOf(userId: string): number[] {
    const channel = world.directChannel(userId);
    if (channel === undefined) return [];
    return world
      .timeline(channel.id)
      .flatMap((message) => [message, ...world.replies(channel.id, message.ts)])
      .filter((message) => message.bot_id !== undefined)
      .map(({ ts }) => Number(ts));
  }

  return {
    count: (userId) => timesOf(userId).filter((time) => time > (lastSeen.get(userId) ?? 0)).length,
    seen: (userId) => void lastSeen.set(userId, Math.max(0, ...timesOf(userId))),
  };
}
