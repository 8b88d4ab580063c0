/** From 0 to the end of an axis, in the unit of what it measures; the last is the end. */
export type Ticks = readonly [number, ...number[]];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Steps of time that people count in, in milliseconds. */
const TIME_STEPS = [
  ...[100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR],
];
const MOST_STEPS = 4;

/** An axis of whole things, up to `max` or a little more. */
export function countTicks(max: number): Ticks {
  return ticksOf(max, Math.max(1, roundStep(max / MOST_STEPS)));
}

/** An axis of any amounts, such as dollars. */
export function amountTicks(max: number): Ticks {
  return ticksOf(max, max > 0 ? roundStep(max / MOST_STEPS) : 1);
}

/** An axis of milliseconds, in steps that are round as seconds, minutes, hours or days. */
export function timeTicks(maxMs: number): Ticks {
  const wanted = maxMs / MOST_STEPS;
  const day = 24 * HOUR;
  return ticksOf(maxMs, TIME_STEPS.find((step) => step >= wanted) ?? Math.ceil(wanted / day) * day);
}

/** The next 1, 2 or 5 with zeros at or above. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= wanted * (1 - 1e-9)) ?? 10;
  return factor >= 1 && power < 1 ? Number((factor * power).toPrecision(1)) : factor * power;
}

function ticksOf(max: number, step: number): Ticks {
  const steps = Math.max(1, Math.ceil(max / step - 1e-9));
  return [0, ...Array.from({ length: steps }, (_, index) => Number(((index + 1) * step).toPrecision(12)))];
}

/** How far down a plot a value stands, in percent of its height: the end of the axis at the top, 0 at the bottom. */
export function heightOf(value: number, ticks: Ticks): number {
  const end = ticks.at(-1) ?? 1;
  return inPlot(100 - (value / end) * 100);
}

/** Rounded, so that a page does not carry digits that nobody sees. */
export function inPlot(percent: number): number {
  return Math.round(percent * 100) / 100;
}

/** Where the middle of each slot is, in percent of the width. */
export function middleOf(index: number, slots: number): number {
  return inPlot(((index + 0.5) * 100) / slots);
}

export interface Segment {
  key: string;
  value: number;
  /** Of the top edge, and of the segment itself; in percent of the height. */
  top: number;
  height: number;
}

/** Stands values on one another, in their order; what is 0 has no segment. */
export function stack(values: readonly { key: string; value: number }[], ticks: Ticks): Segment[] {
  let below = 0;
  return values.flatMap(({ key, value }) => {
    if (value <= 0) return [];
    const bottom = heightOf(below, ticks);
    below += value;
    const top = heightOf(below, ticks);
    return [{ key, value, top, height: inPlot(bottom - top) }];
  });
}

/** Which of so many slots get a label: about `most`, evenly, the last among them. */
export function labelled(slots: number, most = 5): number[] {
  const step = Math.max(1, Math.ceil(slots / most));
  const indexes = [];
  for (let index = slots - 1; index >= 0; index -= step) indexes.unshift(index);
  return indexes;
}

/** Moves labels apart that would stand on one another; the upper one stays above. In percent of the height. */
export function apart(heights: readonly number[], least: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let free = Number.NEGATIVE_INFINITY;
  for (const label of order) {
    label.height = Math.max(label.height, free);
    free = label.height + least;
  }
  const over = Math.max(0, (order.at(-1)?.height ?? 0) - 100);
  const moved = [...heights];
  for (const { height, index } of order) moved[index] = inPlot(Math.max(0, height - over));
  return moved;
}
