import { getNextMillis } from 'bullmq';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCron } from '../domain/digest/cron.ts';
import { nextDue } from '../domain/digest/due.ts';
import type { DigestDays } from '../domain/digest/schedule.ts';
import { minuteAt, type Weekday } from '../domain/digest/zone.ts';

const MINUTE_MS = 60_000;
const FIRST_MINUTE = Date.parse('2024-01-01T00:00Z') / MINUTE_MS;
const LAST_MINUTE = Date.parse('2030-12-31T23:59Z') / MINUTE_MS;

const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
const days: fc.Arbitrary<DigestDays> = fc.oneof(
  fc.uniqueArray(weekday, { minLength: 1 }).map((weekdays) => ({ kind: 'weekly' as const, weekdays })),
  weekday.map((each) => ({ kind: 'monthly' as const, weekday: each })),
);
const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
const moment = fc
  .integer({ min: FIRST_MINUTE, max: LAST_MINUTE })
  .map((minutes) => new Date(minutes * MINUTE_MS));
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

const asTime = (minutes: number) => new Date(minutes * MINUTE_MS).toISOString().slice(11, 16);

it('a stored schedule means to the queue what it means to a digest, but in an hour that the clocks skip', () => {
  fc.assert(
    fc.property(zone, days, minuteOfDay, moment, (timeZone, on, minute, after) => {
      const schedule = { days: on, time: asTime(minute), timeZone };
      const due = nextDue(schedule, after);
      fc.pre(minuteAt(due, timeZone) === minute);
      const pattern = toCron(schedule) ?? '';
      expect(getNextMillis(after.getTime(), { pattern, tz: timeZone })).toBe(due.getTime());
    }),
    { numRuns: 1000 },
  );
});
