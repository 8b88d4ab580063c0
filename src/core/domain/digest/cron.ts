import { type DigestDays, inOrder, minuteOf, type Schedule } from './schedule.ts';
import { isTimeZone, type Weekday } from './zone.ts';

export type ParsedCron =
  | { kind: 'schedule'; schedule: Schedule }
  /** Not a schedule that a digest can have; the reason is for operators. */
  | { kind: 'refused'; reason: string };

const FIELDS = 5;
const WEEKDAYS: Readonly<Record<string, Weekday>> = { 0: 7, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 };

/**
 * Reads a schedule as it is stored: `minute hour * * days` of crontab(5), with one minute, one hour, and for the days `*`, numbers,
 * ranges and lists of them (0 and 7 are Sunday), or `1#1` for the first Monday of the month.
 */
export function parseCron(cron: string, timeZone: string): ParsedCron {
  const fields = cron.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth, month, weekdays = ''] = fields;
  if (fields.length !== FIELDS) return refused('a schedule has five fields: minute, hour, *, * and weekdays');
  if (!isNumberUpTo(59, minute)) return refused('the minute is one number from 0 to 59');
  if (!isNumberUpTo(23, hour)) return refused('the hour is one number from 0 to 23');
  if (dayOfMonth !== '*') return refused('the day of the month is *: a digest goes by weekdays');
  if (month !== '*') return refused('the month is *: a digest comes all the year');
  if (!isTimeZone(timeZone)) return refused('the time zone has no IANA name such as Europe/Berlin');
  const days = readDays(weekdays);
  if (typeof days === 'string') return refused(days);
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  return { kind: 'schedule', schedule: { days, time, timeZone } };
}

/** The one way in which a schedule is stored; null for a schedule without a day or with a time that is none. */
export function toCron({ days, time }: Pick<Schedule, 'days' | 'time'>): string | null {
  const minute = minuteOf(time);
  const field = daysField(days);
  if (minute === null || field === '') return null;
  return `${minute % 60} ${Math.floor(minute / 60)} * * ${field}`;
}

function refused(reason: string): ParsedCron {
  return { kind: 'refused', reason };
}

function isNumberUpTo(most: number, text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= most;
}

/** The days, or why they are none. */
function readDays(field: string): DigestDays | string {
  if (field === '*') return { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] };
  const [, ofMonth = '', which] = /^([^#]*)#(.*)$/.exec(field) ?? [];
  if (which !== undefined) {
    const weekday = WEEKDAYS[ofMonth];
    if (weekday === undefined) return 'before # stands one weekday from 0 to 7';
    return which === '1'
      ? { kind: 'monthly', weekday }
      : 'of the weekdays of a month only the first (#1) can be had';
  }
  const weekdays = field.split(',').map(readRange);
  if (weekdays.some((range) => range.length === 0)) {
    return 'the weekdays are *, or numbers from 0 to 7, ranges such as 1-5, and lists of them';
  }
  return { kind: 'weekly', weekdays: inOrder(weekdays.flat()) };
}

/** `5` or `1-5`; nothing for anything else. */
function readRange(text: string): Weekday[] {
  const [, first = '', last = first] = /^([0-7])(?:-([0-7]))?$/.exec(text) ?? [];
  if (first === '') return [];
  const length = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length }, (_, index) => WEEKDAYS[Number(first) + index] ?? []).flat();
}

function daysField(days: DigestDays): string {
  if (days.kind === 'monthly') return `${days.weekday}#1`;
  const weekdays = inOrder(days.weekdays).join(',');
  if (weekdays === '1,2,3,4,5,6,7') return '*';
  return weekdays === '1,2,3,4,5' ? '1-5' : weekdays;
}
