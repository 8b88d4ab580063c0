import { latestDue } from './due.ts';
import type { Schedule } from './schedule.ts';
import { type Day, dayAt, isoDate, momentOf, startOfMonth, weekdayOf } from './zone.ts';

export const PERIOD_KINDS = ['since_last', 'previous_day', 'previous_week', 'previous_month'] as const;

/** What a digest covers: the time since the one before it, or the day, week (from Monday) or month of the calendar before it is due. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A window of time from `start` up to but not including `end`. */
export interface Period {
  start: Date;
  end: Date;
  /**
   * What it is called among the periods of its digest, whoever works it out and however far back it was made to reach; in ASCII, at
   * most 40 characters long.
   */
  key: string;
}

/** So far back earlier periods are folded into a later one. */
const LONGEST_FOLDED_MS = 31 * 24 * 60 * 60_000;

/** The period of the digest that is due at `due`. Several dues of one calendar period have the same. */
export function periodOf(schedule: Schedule, kind: PeriodKind, due: Date): Period {
  const { timeZone } = schedule;
  const today = dayAt(due, timeZone);
  switch (kind) {
    case 'since_last':
      return {
        start: latestDue(schedule, new Date(due.getTime() - 1)),
        end: due,
        key: `until:${due.toISOString()}`,
      };
    case 'previous_day':
      return wholeDays('day', today - 1, today, timeZone);
    case 'previous_week': {
      const monday = today - (weekdayOf(today) - 1);
      return wholeDays('week', monday - 7, monday, timeZone);
    }
    case 'previous_month':
      return wholeDays('month', startOfMonth(today, -1), startOfMonth(today), timeZone);
  }
}

/**
 * What one digest covers that stands for all of `missed`, which are in order and none of them covered, where the digest before it
 * covered the time up to `lastPeriodEnd`. It goes back to there, or to the first of them, but not further than 31 days where the
 * latest alone does not; `isCut` says that something is left out for that. Periods of the calendar are covered whole. Null where
 * nothing was missed.
 */
export function coveringPeriod(
  kind: PeriodKind,
  missed: readonly Period[],
  lastPeriodEnd: Date | null,
): { period: Period; isCut: boolean } | null {
  const [first, latest] = [missed.at(0), missed.at(-1)];
  if (first === undefined || latest === undefined) return null;
  const bound = earlier(latest.start, new Date(latest.end.getTime() - LONGEST_FOLDED_MS));
  const wanted = kind === 'since_last' ? (lastPeriodEnd ?? first.start) : first.start;
  const reached =
    kind === 'since_last' ? bound : (missed.find((each) => each.start >= bound) ?? latest).start;
  return { period: { ...latest, start: later(wanted, reached) }, isCut: wanted < reached };
}

function wholeDays(name: string, first: Day, next: Day, timeZone: string): Period {
  return {
    start: momentOf(first, 0, timeZone),
    end: momentOf(next, 0, timeZone),
    key: `${name}:${isoDate(first)}`,
  };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
