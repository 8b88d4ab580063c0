import { describe, expect, it } from 'vitest';
import { isSameWindow } from './same-window.ts';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const untilNow = (from: string, to: string) => ({ from: at(from), to: at(to), askedAt: at(to) });
const past = (from: string, to: string, askedAt = '12:00:00') => ({
  from: at(from),
  to: at(to),
  askedAt: at(askedAt),
});

describe('two windows are the same', () => {
  it.each([
    ['the very same', past('08:00:00', '09:00:00'), past('08:00:00', '09:00:00', '12:05:00')],
    ['up to now, asked a little later', untilNow('08:00:00', '12:00:00'), untilNow('08:00:00', '12:06:00')],
    [
      'the last four hours, asked a little later',
      untilNow('08:00:00', '12:00:00'),
      untilNow('08:05:00', '12:05:00'),
    ],
  ])('%s', (_, a, b) => {
    expect(isSameWindow(a, b)).toBe(true);
    expect(isSameWindow(b, a)).toBe(true);
  });
});

describe('two windows differ', () => {
  it.each([
    ['other starts', untilNow('08:00:00', '12:00:00'), untilNow('09:00:00', '12:00:00')],
    ['other ends', past('08:00:00', '09:00:00'), past('08:00:00', '10:00:00')],
    ['one ends now, the other then', untilNow('08:00:00', '12:00:00'), past('08:00:00', '11:00:00')],
    ['up to now, asked much later', untilNow('08:00:00', '12:00:00'), untilNow('08:00:00', '12:30:00')],
  ])('%s', (_, a, b) => {
    expect(isSameWindow(a, b)).toBe(false);
    expect(isSameWindow(b, a)).toBe(false);
  });
});
