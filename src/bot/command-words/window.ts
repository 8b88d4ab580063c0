import type { RecapWindow } from './command.ts';

export interface ResolvedWindow {
  from: Date;
  /** Not included. */
  to: Date;
  /** At most so many messages, the latest ones; null for all. */
  limit: number | null;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_RECAP_MS = 24 * HOUR_MS;
const LONGEST_SINCE_LAST_MS = 30 * DAY_MS;
const LAST_MESSAGES_REACH_MS = 365 * DAY_MS;

/**
 * The time to read. `lastRecapTo` is the end of the asker's last recap of the same place, null where there was none: then it is
 * the last 24 hours. A last recap of long ago counts for 30 days at most; the last messages are those of a year.
 */
export function resolveWindow(
  window: RecapWindow,
  { now, lastRecapTo }: { now: Date; lastRecapTo: Date | null },
): ResolvedWindow {
  switch (window.kind) {
    case 'between':
      return { from: window.from, to: window.to, limit: null };
    case 'last_messages':
      return { from: before(now, LAST_MESSAGES_REACH_MS), to: now, limit: window.count };
    case 'since_last':
      return { from: sinceLast(now, lastRecapTo), to: now, limit: null };
  }
}

function sinceLast(now: Date, lastRecapTo: Date | null): Date {
  if (lastRecapTo === null) return before(now, FIRST_RECAP_MS);
  const earliest = before(now, LONGEST_SINCE_LAST_MS);
  if (lastRecapTo < earliest) return earliest;
  return lastRecapTo > now ? now : lastRecapTo;
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds);
}
