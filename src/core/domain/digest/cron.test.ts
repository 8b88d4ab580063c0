import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCron, toCron } from './cron.ts';
import type { DigestDays } from './schedule.ts';
import type { Weekday } from './zone.ts';

const ZONE = 'Europe/Berlin';
const weekly = (...weekdays: Weekday[]): DigestDays => ({ kind: 'weekly', weekdays });

describe('a stored schedule', () => {
  it.each<[string, DigestDays, string, string]>([
    ['0 9 * * *', weekly(1, 2, 3, 4, 5, 6, 7), '09:00', '0 9 * * *'],
    ['0 9 * * 1-5', weekly(1, 2, 3, 4, 5), '09:00', '0 9 * * 1-5'],
    ['30 8 * * 1', weekly(1), '08:30', '30 8 * * 1'],
    ['05 00 * * 5,1,3', weekly(1, 3, 5), '00:05', '5 0 * * 1,3,5'],
    ['59 23 * * 0', weekly(7), '23:59', '59 23 * * 7'],
    ['0 9 * * 0,7,6-7', weekly(6, 7), '09:00', '0 9 * * 6,7'],
    ['0 9 * * 0-2', weekly(1, 2, 7), '09:00', '0 9 * * 1,2,7'],
    ['0 9 * * 1#1', { kind: 'monthly', weekday: 1 }, '09:00', '0 9 * * 1#1'],
    [' 0  9 * * 0#1 ', { kind: 'monthly', weekday: 7 }, '09:00', '0 9 * * 7#1'],
  ])('%s is read and written back', (cron, days, time, canonical) => {
    expect(parseCron(cron, ZONE)).toEqual({ kind: 'schedule', schedule: { days, time, timeZone: ZONE } });
    expect(toCron({ days, time })).toBe(canonical);
  });

  it.each([
    ['', 'five fields'],
    ['0 9 * *', 'five fields'],
    ['0 0 9 * * 1', 'five fields'],
    ['@daily', 'five fields'],
    ['60 9 * * *', 'minute'],
    ['*/5 9 * * *', 'minute'],
    ['* 9 * * *', 'minute'],
    ['0,30 9 * * *', 'minute'],
    ['-1 9 * * *', 'minute'],
    ['0 24 * * *', 'hour'],
    ['0 9-17 * * *', 'hour'],
    ['0 9 1 * *', 'day of the month'],
    ['0 9 L * *', 'day of the month'],
    ['0 9 * 6 *', 'month is *'],
    ['0 9 * * 8', 'weekdays are'],
    ['0 9 * * MON', 'weekdays are'],
    ['0 9 * * 5-1', 'weekdays are'],
    ['0 9 * * 1,', 'weekdays are'],
    ['0 9 * * 1-5/2', 'weekdays are'],
    ['0 9 * * 1#2', 'only the first'],
    ['0 9 * * 1#1,2#1', 'only the first'],
    ['0 9 * * 1L', 'weekdays are'],
    ['0 9 * * 1,2#1', 'one weekday'],
    ['0 9 * * #1', 'one weekday'],
  ])('%j is refused, since of its %s', (cron, reason) => {
    expect(parseCron(cron, ZONE)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it.each(['', 'Europe/Atlantis', '+03:00', 'local', 'UTC+3'])('is refused in the zone %j', (timeZone) => {
    expect(parseCron('0 9 * * *', timeZone)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('zone'),
    });
  });

  it.each<[string, Parameters<typeof toCron>[0]]>([
    ['no day', { days: weekly(), time: '09:00' }],
    ['a time that is none', { days: weekly(1), time: '24:00' }],
  ])('is not made of %s', (_, schedule) => {
    expect(toCron(schedule)).toBeNull();
  });

  it('says the same after it was stored', () => {
    const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
    const days: fc.Arbitrary<DigestDays> = fc.oneof(
      fc.uniqueArray(weekday, { minLength: 1 }).map((each) => weekly(...each.toSorted())),
      weekday.map((each) => ({ kind: 'monthly' as const, weekday: each })),
    );
    const time = fc
      .date({ min: new Date(0), max: new Date(86_399_999), noInvalidDate: true })
      .map((at) => at.toISOString().slice(11, 16));
    fc.assert(
      fc.property(days, time, (on, at) => {
        const cron = toCron({ days: on, time: at }) ?? '';
        expect(parseCron(cron, ZONE)).toEqual({
          kind: 'schedule',
          schedule: { days: on, time: at, timeZone: ZONE },
        });
      }),
    );
  });
});
