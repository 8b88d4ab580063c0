import type { DateTime } from 'luxon';
import { type Clock, isWeekly, readSpan, type Span } from './span.ts';

export interface Range {
  from: DateTime;
  to: DateTime;
}

/** What stands between the two ends of a range, the clearest first. */
const SEPARATORS: readonly RegExp[] = [
  / ?(?:\.{2,3}|…) ?/,
  / (?:to|until|till|through|thru) /,
  / and /,
  / ?[–—→] ?/,
  / - /,
  /\//,
  / ?- ?/,
];

const DAY_NUMBER = /^\d{1,2}(?:st|nd|rd|th)?$/;
const FIRST_DAY_NUMBER = /\b\d{1,2}(?:st|nd|rd|th)?\b(?!:)/;

/** The range that lower-case words such as `1 nov to 5 nov` name, both ends whole; its ends are put in order. */
export function readRange(words: string, clock: Clock): Range | null {
  const ends = words.replace(/^(?:from|between|since) /, '');
  for (const separator of SEPARATORS) {
    const [first, last, ...more] = ends.split(separator);
    if (!first || !last || more.length > 0) continue;
    const range = between(withMonthOf(last, first), withMonthOf(first, last), clock);
    if (range !== null) return range;
  }
  return null;
}

/** `1` of `1 to 5 nov` is the first of November. */
function withMonthOf(other: string, words: string): string {
  const hasBoth = /[a-z]{3}/.test(other) && FIRST_DAY_NUMBER.test(other);
  if (!DAY_NUMBER.test(words) || !hasBoth) return words;
  return other.replace(FIRST_DAY_NUMBER, words);
}

function between(firstWords: string, lastWords: string, clock: Clock): Range | null {
  const first = readSpan(firstWords, clock);
  const last = readSpan(lastWords, clock);
  if (first === null || last === null) return null;
  if (last.isTimeOfDay) return inOrder(first, onDayOf(first, last), clock);
  if (first.isTimeOfDay && last.isMoment) return inOrder(onDayOf(last, first), last, clock);
  return inOrder(first, last, clock);
}

function onDayOf({ from: { year, month, day } }: Span, time: Span): Span {
  const at = time.from.set({ year, month, day });
  return { ...time, from: at, to: at };
}

/**
 * Where the end comes before the start, either a later day of the same name is meant (`1 nov to 5 dec`, said in November) or the
 * two are the wrong way round.
 */
function inOrder(first: Span, last: Span, { now }: Clock): Range {
  if (last.from >= first.from) return { from: first.from, to: last.to };
  const swapped = { from: last.from, to: first.to };
  if (last.every === null) return swapped;
  const later = { from: first.from, to: last.to.plus(last.every) };
  return isLaterMeant({ later, swapped, last, now }) ? later : swapped;
}

/** Weekdays are said in their order; times of day too, if both are past; of dates, the shorter range is the likelier. */
function isLaterMeant(of: { later: Range; swapped: Range; last: Span; now: DateTime }): boolean {
  if (of.last.isTimeOfDay) return of.later.to <= of.now;
  return isWeekly(of.last) || lengthOf(of.later) < lengthOf(of.swapped);
}

function lengthOf({ from, to }: Range): number {
  return to.toMillis() - from.toMillis();
}
