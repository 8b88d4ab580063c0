import { type Day, dayOfMonth, type Weekday, weekdayOf } from './zone.ts';

/** Which days a digest comes on: on some days of every week, or on the first such weekday of every month. */
export type DigestDays =
  | { kind: 'weekly'; weekdays: readonly Weekday[] }
  | { kind: 'monthly'; weekday: Weekday };

/** When a digest is due. */
export interface Schedule {
  days: DigestDays;
  /** What the clocks of the zone show then, as `HH:MM` of 24 hours. */
  time: string;
  /** IANA name, such as `Europe/Berlin`. */
  timeZone: string;
}

/** How people speak of the days. */
export type Rhythm =
  | { kind: 'every_day' }
  /** Monday to Friday. */
  | { kind: 'workdays' }
  | { kind: 'weekly'; weekdays: readonly Weekday[] }
  /** On the first such weekday of the month. */
  | { kind: 'monthly'; weekday: Weekday };

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

export function rhythmOf(days: DigestDays): Rhythm {
  if (days.kind === 'monthly') return days;
  const weekdays = inOrder(days.weekdays);
  const spelt = weekdays.join('');
  if (spelt === '1234567') return { kind: 'every_day' };
  return spelt === '12345' ? { kind: 'workdays' } : { kind: 'weekly', weekdays };
}

/** From Monday on, each once. */
export function inOrder(weekdays: readonly Weekday[]): Weekday[] {
  return [...new Set(weekdays)].toSorted((a, b) => a - b);
}

export function isOn(days: DigestDays, day: Day): boolean {
  const weekday = weekdayOf(day);
  return days.kind === 'weekly'
    ? days.weekdays.includes(weekday)
    : weekday === days.weekday && dayOfMonth(day) <= 7;
}

/** Minutes since midnight; null for what is no time such as `09:00`. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = TIME.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}
