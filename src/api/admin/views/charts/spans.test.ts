import { describe, expect, it } from 'vitest';
import { middleOfAll, spansOf } from './spans.ts';

const days = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('spansOf', () => {
  it('leaves days alone that one can tell apart', () => {
    expect(spansOf(days(90))).toEqual({ noun: 'day', spans: days(90).map((day) => [day]) });
  });

  it('gathers more of them in weeks that end with the last day', () => {
    const { noun, spans } = spansOf(days(365));
    expect(noun).toBe('week');
    expect(spans.at(-1)).toEqual([358, 359, 360, 361, 362, 363, 364]);
    expect(spans[0]).toEqual([0]);
    expect(spans.flat()).toEqual(days(365));
  });

  it('has nothing to gather of no days', () => expect(spansOf([]).spans).toEqual([]));
});

it('the middle is of the days that have a value', () => {
  expect(middleOfAll([9, null, 1, 4])).toBe(4);
  expect(middleOfAll([1, 2, 3, 4])).toBe(2);
  expect(middleOfAll([null])).toBeNull();
});
