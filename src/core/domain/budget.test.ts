import { describe, expect, it } from 'vitest';
import { decideBudget, startOfMonth } from './budget.ts';

describe('a monthly budget', () => {
  it.each([
    [0, 0, 'ample'],
    [1000, 0, 'ample'],
    [7.99, 10, 'ample'],
    [8, 10, 'thrifty'],
    [9.99, 10, 'thrifty'],
    [10, 10, 'spent'],
    [12, 10, 'spent'],
  ])('of which %d is spent, of %d, is %s', (spentUsd, monthlyUsd, state) => {
    expect(decideBudget({ spentUsd, monthlyUsd })).toBe(state);
  });

  it('begins with the month in UTC', () => {
    expect(startOfMonth(new Date('2026-12-31T23:59:59Z'))).toEqual(new Date('2026-12-01T00:00:00Z'));
  });
});
