import { IANAZone } from 'luxon';

/** A day of the calendar, in whatever zone, as the number of days since 1 January 1970. */
export type Day = number;

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** No zone is further ahead of UTC, nor further behind it. */
const FURTHEST_AHEAD_MS = 14 * HOUR_MS;
const FURTHEST_BEHIND_MS = 12 * HOUR_MS;

/** Whether there is an IANA zone of that name, in whatever case; offsets such as `+03:00` are none. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The day that it is in the zone at that moment. */
export function dayAt(at: Date, timeZone: string): Day {
  return Math.floor(wallClock(at.getTime(), timeZone) / DAY_MS);
}

/** What the clocks of the zone show at that moment, in minutes since midnight. */
export function minuteAt(at: Date, timeZone: string): number {
  const wall = wallClock(at.getTime(), timeZone);
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/**
 * The first moment at which the clocks of the zone show that minute of that day, or a later one where they skip it: of an hour that
 * comes twice it is the first, and of an hour that is skipped it is the minute after the gap. A zone's clocks are taken to change at
 * most once in 26 hours. Luxon's own conversion takes the first or the second by the offset that holds today, and shifts a skipped
 * time by the length of the gap.
 */
export function momentOf(day: Day, minuteOfDay: number, timeZone: string): Date {
  const wall = day * DAY_MS + minuteOfDay * MINUTE_MS;
  const earliest = wall - FURTHEST_AHEAD_MS;
  const latest = wall + FURTHEST_BEHIND_MS;
  const before = offsetMs(earliest, timeZone);
  const after = offsetMs(latest, timeZone);
  const byOldClocks = wall - before;
  if (before === after) return new Date(byOldClocks);
  const change = changeOfClocks(earliest, latest, timeZone);
  return new Date(byOldClocks < change ? byOldClocks : Math.max(wall - after, change));
}

export function weekdayOf(day: Day): Weekday {
  const [monday, weekdays] = [4, [1, 2, 3, 4, 5, 6, 7] as const];
  return weekdays[(((day - monday) % 7) + 7) % 7] ?? 1;
}

export function dayOfMonth(day: Day): number {
  return asUtc(day).getUTCDate();
}

/** The first day of the month that is `monthsLater` after the one of that day. */
export function startOfMonth(day: Day, monthsLater = 0): Day {
  const at = asUtc(day);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsLater, 1) / DAY_MS;
}

/** As `2026-11-23`. */
export function isoDate(day: Day): string {
  return asUtc(day).toISOString().slice(0, 10);
}

function asUtc(day: Day): Date {
  return new Date(day * DAY_MS);
}

function wallClock(at: number, timeZone: string): number {
  return at + offsetMs(at, timeZone);
}

function offsetMs(at: number, timeZone: string): number {
  return IANAZone.create(timeZone).offset(at) * MINUTE_MS;
}

/** The minute from which on another offset holds than at `from`. */
function changeOfClocks(from: number, to: number, timeZone: string): number {
  const before = offsetMs(from, timeZone);
  let [unchanged, changed] = [from, to];
  while (changed - unchanged > MINUTE_MS) {
    const middle = unchanged + Math.floor((changed - unchanged) / MINUTE_MS / 2) * MINUTE_MS;
    if (offsetMs(middle, timeZone) === before) unchanged = middle;
    else changed = middle;
  }
  return changed;
}
