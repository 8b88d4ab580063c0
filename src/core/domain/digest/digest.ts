import type { Wishes } from '../conversation.ts';
import type { ErrorCode } from '../errors.ts';
import { latestDue } from './due.ts';
import { coveringPeriod, type Period, type PeriodKind, periodOf } from './period.ts';
import type { Schedule } from './schedule.ts';

/** The recaps of some channels, posted together when it is due. */
export interface Digest {
  id: string;
  workspaceId: string;
  /** The channels that it covers, in order. */
  channelIds: string[];
  /** The channel that it is posted in; null: the direct message with its author. */
  postTo: string | null;
  /** Whether it adds what is open for its author and what waits for them. */
  isPersonal: boolean;
  schedule: Schedule;
  covers: PeriodKind;
  wishes: Wishes;
  /** Whether a period in which nothing happened is told in a line. */
  tellsQuiet: boolean;
  state: 'active' | 'paused';
  /** Why Recall paused it; null where a person did, or it is active. */
  pausedFor: ErrorCode | null;
  /** The channel that Recall paused it for; null where it was for none. */
  pausedIn: string | null;
  author: string;
  nextDueAt: Date;
  /** Up to where its digests have covered the time; null before the first. */
  lastPeriodEnd: Date | null;
  /** Periods in a row that failed. */
  failures: number;
}

/** What a person chooses of a digest. */
export type DigestChoice = Pick<
  Digest,
  'channelIds' | 'postTo' | 'isPersonal' | 'schedule' | 'covers' | 'wishes' | 'tellsQuiet'
>;
/** A digest before it is a row. */
export type NewDigest = DigestChoice & Pick<Digest, 'workspaceId' | 'author'>;

/** After so many failed periods in a row a digest is paused. */
export const MOST_FAILURES = 3;

/** What ends a digest until somebody mends it. */
export const STOPPING: ReadonlySet<ErrorCode> = new Set([
  'channel_archived',
  'channel_off',
  'not_in_channel',
  'left_channel',
  'turned_private',
  'no_longer_there',
  'not_permitted',
]);

/** The errors that say that nothing happened. */
export const NOTHING_HAPPENED: ReadonlySet<ErrorCode> = new Set(['nothing_to_recap', 'thread_too_short']);

/** What fails a period and passes by itself at a time that is known: it does not count towards `MOST_FAILURES`. */
export const FORGIVEN: ReadonlySet<ErrorCode> = new Set(['budget_spent']);

/** So long after one minute its digests have all begun, in milliseconds. */
export const SPREAD_MS = 4 * 60_000;

/**
 * What a digest covers that a person asks for out of turn: its period of the calendar, or the time since the digest before it, and
 * where there was none, since the one that would have come before the last. Asked for twice within a minute it is the same.
 */
export function periodNow({ schedule, covers, lastPeriodEnd }: Digest, now: Date): Period {
  const key = `now:${now.toISOString().slice(0, 16)}`;
  if (covers !== 'since_last') return { ...periodOf(schedule, covers, now), key };
  const { start } = periodOf(schedule, covers, latestDue(schedule, now));
  const covered = lastPeriodEnd !== null && lastPeriodEnd < now ? lastPeriodEnd : null;
  return coveringPeriod(covers, [{ start, end: now, key }], covered)?.period ?? { start, end: now, key };
}
