import { expect, it } from 'vitest';
import { microsFromTs, normalizeTs, tsFromMicros } from './timestamps.ts';

it.each([
  ['1700000000.000100', '1700000000.000100'],
  ['1700000000', '1700000000.000000'],
  ['1700000000.5', '1700000000.500000'],
  ['0', '0000000000.000000'],
])('writes %s so that it compares as text', (given, expected) => {
  expect(normalizeTs(given)).toBe(expected);
});

it.each(['', 'now', '-1', '1e9', '17000000000', '1700000000.1234567', '1700000000.'])(
  'does not take %j for a timestamp',
  (given) => {
    expect(normalizeTs(given)).toBeUndefined();
  },
);

it('turns microseconds into a timestamp and back', () => {
  expect(tsFromMicros(1_700_000_000_000_042)).toBe('1700000000.000042');
  expect(microsFromTs('1700000000.000042')).toBe(1_700_000_000_000_042);
});
