/** With more days than this, a chart shows weeks. */
const MOST_DAYS = 92;
const DAYS_OF_WEEK = 7;

/** The stretches that a chart has a mark for: days, or weeks that end with the last day. */
export interface Spans<Day> {
  noun: 'day' | 'week';
  /** The last of each stands for it. */
  spans: [Day, ...Day[]][];
}

/** What the first column of a chart's table is called. */
export const SPAN_LABELS = { day: 'Day', week: 'Week to' } as const;

/** Gathers days, the oldest first, so that no chart has more marks than one can tell apart. */
export function spansOf<Day>(days: readonly Day[]): Spans<Day> {
  const length = days.length > MOST_DAYS ? DAYS_OF_WEEK : 1;
  const spans: [Day, ...Day[]][] = [];
  for (let end = days.length; end > 0; end -= length) {
    const [first, ...others] = days.slice(Math.max(0, end - length), end);
    if (first !== undefined) spans.unshift([first, ...others]);
  }
  return { noun: length === 1 ? 'day' : 'week', spans };
}

/** The middle of those that there are; null where there is none. */
export function middleOfAll(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? null;
}
