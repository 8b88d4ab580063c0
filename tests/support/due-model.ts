import type { Schedule } from '../../src/core/domain/digest/schedule.ts';
import type { WallClock } from './wall-clock.ts';

const DAY_MS = 24 * 60 * 60_000;

/** `count` dates from `first` on, as `2026-11-23`. */
export function datesFrom(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(start + index * DAY_MS).toISOString().slice(0, 10),
  );
}

/** When a digest is due on those dates, found by looking at the clocks of its zone. */
export function modelDues({ days, time }: Schedule, clock: WallClock, dates: readonly string[]): Date[] {
  const isOn = (date: string) => {
    const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7;
    return days.kind === 'weekly'
      ? days.weekdays.some((each) => each === weekday)
      : weekday === days.weekday && date.slice(8) <= '07';
  };
  return dates.filter(isOn).map((date) => clock.firstShowing(`${date} ${time}`));
}
