import { describe, expect, it } from 'vitest';
import {
  counted,
  formatCompact,
  formatCount,
  formatDay,
  formatDistance,
  formatDuration,
  formatLanguage,
  formatMoment,
  formatShare,
  formatUsd,
  inWords,
} from './formats.ts';

describe('figures', () => {
  it('are written as English readers write them', () => {
    expect(formatCount(1530)).toBe('1,530');
    expect(formatCompact(4_812_004)).toBe('4.8M');
    expect(counted(1, 'recap')).toBe('1 recap');
    expect(counted(2000, 'recap')).toBe('2,000 recaps');
    expect(formatShare(1041, 1058)).toBe('98%');
    expect(formatShare(0, 0)).toBe('–');
  });

  it.each([
    [0, '$0.00'],
    [0.0042, '$0.0042'],
    [0.000_123_4, '$0.00012'],
    [0.01, '$0.01'],
    [12.84, '$12.84'],
    [1234.5, '$1,234.50'],
  ])('%d dollars are %s', (usd, words) => expect(formatUsd(usd)).toBe(words));

  it.each([
    [0, '0 ms'],
    [840.4, '840 ms'],
    [1240, '1.2 s'],
    [9960, '10 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [5_430_000, '1 h 31 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d milliseconds are %s', (milliseconds, words) => expect(formatDuration(milliseconds)).toBe(words));
});

describe('times', () => {
  const now = new Date('2026-11-23T09:30:00.000Z');

  it('are in UTC, wherever Recall runs', () => {
    expect(formatMoment('2026-11-23T23:05:00.000Z')).toBe('Nov 23, 2026, 23:05');
    expect(formatDay('2026-03-01')).toBe('Mar 1');
  });

  it('tell how far away they are in one unit', () => {
    expect(formatDistance('2026-11-23T09:29:40.000Z', now)).toBe('just now');
    expect(formatDistance('2026-11-23T08:00:00.000Z', now)).toBe('1 h ago');
    expect(formatDistance('2026-11-26T09:30:00.000Z', now)).toBe('in 3 d');
  });

  it('stay as they are where they are none', () => {
    expect(formatMoment('soon')).toBe('soon');
    expect(formatDistance('soon', now)).toBe('soon');
  });
});

describe('words', () => {
  it('are made of codes and tags', () => {
    expect(inWords('over_limit')).toBe('Over limit');
    expect(inWords('monthlyBudgetUsd_before')).toBe('Monthly budget usd before');
    expect(formatLanguage('de')).toBe('German');
    expect(formatLanguage('<script>')).toBe('<script>');
  });
});
