import { DateTime } from 'luxon';
import type { CalendarDate } from '../../core/domain/recap.ts';

/** When people are reminded, on the clock where they are. */
const MORNING_HOUR = 9;
const MONDAY = 1;
const DAYS_A_WEEK = 7;

/** Tomorrow and the Monday after today, as dates in an IANA zone. */
export function snoozeDays(now: Date, timeZone: string): { tomorrow: CalendarDate; monday: CalendarDate } {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const untilMonday = (MONDAY - today.weekday + DAYS_A_WEEK) % DAYS_A_WEEK || DAYS_A_WEEK;
  return { tomorrow: dateAfter(today, 1), monday: dateAfter(today, untilMonday) };
}

/** Nine in the morning of a day in an IANA zone; null for what is no date. */
export function morningOf(date: CalendarDate, timeZone: string): Date | null {
  const day = DateTime.fromISO(date, { zone: timeZone });
  return day.isValid
    ? day.set({ hour: MORNING_HOUR, minute: 0, second: 0, millisecond: 0 }).toJSDate()
    : null;
}

function dateAfter(today: DateTime, days: number): CalendarDate {
  return today.plus({ days }).toFormat('yyyy-MM-dd');
}
