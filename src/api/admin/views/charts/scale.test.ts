import { describe, expect, it } from 'vitest';
import { amountTicks, apart, countTicks, heightOf, labelled, middleOf, stack, timeTicks } from './scale.ts';

describe('ticks', () => {
  it('of counts are whole and round, and reach above the largest', () => {
    expect(countTicks(0)).toEqual([0, 1]);
    expect(countTicks(3)).toEqual([0, 1, 2, 3]);
    expect(countTicks(52)).toEqual([0, 20, 40, 60]);
    expect(countTicks(60)).toEqual([0, 20, 40, 60]);
    expect(countTicks(1)).toEqual([0, 1]);
  });

  it('of amounts are round, however small', () => {
    expect(amountTicks(0)).toEqual([0, 1]);
    expect(amountTicks(0.65)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(amountTicks(0.0042)).toEqual([0, 0.002, 0.004, 0.006]);
  });

  it('of time are round as people count it', () => {
    expect(timeTicks(48_000)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
    expect(timeTicks(400_000)).toEqual([0, 120_000, 240_000, 360_000, 480_000]);
    const days = timeTicks(9 * 86_400_000);
    expect(days.at(-1)).toBeGreaterThanOrEqual(9 * 86_400_000);
    expect(days.length).toBeLessThanOrEqual(5);
  });

  it('never are so many that they cover the chart', () => {
    for (let max = 1; max < 5000; max += 7) {
      for (const ticks of [countTicks(max), amountTicks(max / 1000), timeTicks(max * 1000)])
        expect(ticks.length).toBeLessThanOrEqual(6);
      expect(countTicks(max).at(-1)).toBeGreaterThanOrEqual(max);
    }
  });
});

describe('places', () => {
  it('put 0 at the bottom and the end of the axis at the top', () => {
    expect(heightOf(0, [0, 50, 100])).toBe(100);
    expect(heightOf(100, [0, 50, 100])).toBe(0);
    expect(heightOf(25, [0, 50, 100])).toBe(75);
    expect(middleOf(0, 4)).toBe(12.5);
  });

  it('stand values on one another, and leave out what is 0', () => {
    const values = [
      { key: 'a', value: 20 },
      { key: 'b', value: 0 },
      { key: 'c', value: 30 },
    ];
    expect(stack(values, [0, 50, 100])).toEqual([
      { key: 'a', value: 20, top: 80, height: 20 },
      { key: 'c', value: 30, top: 50, height: 30 },
    ]);
  });

  it('label about five slots, the last among them', () => {
    expect(labelled(3)).toEqual([0, 1, 2]);
    expect(labelled(30)).toEqual([5, 11, 17, 23, 29]);
    expect(labelled(0)).toEqual([]);
  });

  it('move labels apart that would cover each other, within the plot', () => {
    expect(apart([20, 60], 10)).toEqual([20, 60]);
    expect(apart([60, 58], 10)).toEqual([68, 58]);
    expect(apart([99, 98], 10)).toEqual([100, 90]);
  });
});
