const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** What the clocks of a zone show, by the platform's own formatter, and what follows from looking at them minute by minute. */
export interface WallClock {
  timeZone: string;
  /** As `2026-11-23 09:00`. */
  show(at: Date): string;
  /** The first minute at which the clocks show `shown` or something later; all clocks change at whole quarters of an hour. */
  firstShowing(shown: string): Date;
  /** The minutes at which the clocks are changed. */
  changes(from: Date, to: Date): Date[];
}

export function wallClockOf(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const show = (at: Date | number) => format.format(at);
  return {
    timeZone,
    show,
    firstShowing: (shown) => firstShowing(show, shown),
    changes: (from, to) => [...changes(show, from.getTime(), to.getTime())],
  };
}

type Show = (at: number) => string;

function firstShowing(show: Show, shown: string): Date {
  const asUtc = Date.parse(`${shown.replace(' ', 'T')}Z`);
  const start = Math.floor(asUtc / QUARTER_MS) * QUARTER_MS - 15 * HOUR_MS;
  for (let quarter = start; quarter < start + 4 * DAY_MS; quarter += QUARTER_MS) {
    if (show(quarter + QUARTER_MS - MINUTE_MS) < shown) continue;
    for (let minute = quarter; minute < quarter + QUARTER_MS; minute += MINUTE_MS) {
      if (show(minute) >= shown) return new Date(minute);
    }
  }
  throw new Error(`no clock shows ${shown}`);
}

function* changes(show: Show, from: number, to: number): Generator<Date> {
  for (let week = from; week < to; week += WEEK_MS) {
    for (const day of steps(show, week, WEEK_MS, DAY_MS)) {
      for (const hour of steps(show, day, DAY_MS, HOUR_MS)) {
        for (const quarter of steps(show, hour, HOUR_MS, QUARTER_MS)) yield new Date(quarter + QUARTER_MS);
      }
    }
  }
}

/** The parts of a span in which the clocks do not go on evenly. */
function steps(show: Show, start: number, length: number, step: number): number[] {
  if (isEven(show, start, length)) return [];
  const starts = Array.from({ length: length / step }, (_, index) => start + index * step);
  return starts.filter((from) => !isEven(show, from, step));
}

function isEven(show: Show, start: number, length: number): boolean {
  const asUtc = (at: number) => Date.parse(`${show(at).replace(' ', 'T')}Z`);
  return asUtc(start + length) - asUtc(start) === length;
}
