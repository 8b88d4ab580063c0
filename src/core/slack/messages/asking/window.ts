import { DateTime } from 'luxon';

/** A window of time as a person would say it, seen from when it was asked for. */
export type Span =
  | { kind: 'last_hours'; hours: number }
  | { kind: 'last_days'; days: number }
  /** Up to when it was asked for. `isWholeDay`: from the beginning of that day on. */
  | { kind: 'since'; start: Date; isWholeDay: boolean }
  /** Whole days of the calendar; both ends are moments of them. */
  | { kind: 'days'; first: Date; last: Date; isOne: boolean }
  | { kind: 'between'; start: Date; end: Date };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_HOURS = 24;
/** A window that ends so near to its request ends “now”. */
const NOW_MS = 5 * MINUTE_MS;
/** Windows up to so many hours are told in hours. */
const MOST_HOURS = 48;

/** How to speak of the window from `from` up to but not including `to`; days are those of `timeZone`, an IANA zone. */
export function spanOf(
  { from, to }: { from: Date; to: Date },
  { requestedAt, timeZone }: { requestedAt: Date; timeZone: string },
): Span {
  const isFromMidnight = isMidnight(from, timeZone);
  if (Math.abs(to.getTime() - requestedAt.getTime()) <= NOW_MS) {
    const hours = Math.max(1, Math.round((to.getTime() - from.getTime()) / HOUR_MS));
    if (hours > DAY_HOURS && hours % DAY_HOURS === 0) return { kind: 'last_days', days: hours / DAY_HOURS };
    if (isFromMidnight) return { kind: 'since', start: from, isWholeDay: true };
    if (hours <= MOST_HOURS) return { kind: 'last_hours', hours };
    return { kind: 'since', start: from, isWholeDay: false };
  }
  if (!isFromMidnight || !isMidnight(to, timeZone) || to <= from) {
    return { kind: 'between', start: from, end: to };
  }
  const last = new Date(to.getTime() - 1);
  const isOne = startOfDay(last, timeZone).getTime() === from.getTime();
  return { kind: 'days', first: from, last, isOne };
}

function isMidnight(at: Date, timeZone: string): boolean {
  return startOfDay(at, timeZone).getTime() === at.getTime();
}

function startOfDay(at: Date, timeZone: string): Date {
  return DateTime.fromJSDate(at, { zone: timeZone }).startOf('day').toJSDate();
}
