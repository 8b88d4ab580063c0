import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesFrom, modelDues } from '../../../../tests/support/due-model.ts';
import { type WallClock, wallClockOf } from '../../../../tests/support/wall-clock.ts';
import { latestDue, nextDue, upcoming } from './due.ts';
import { PERIOD_KINDS, periodOf } from './period.ts';
import type { DigestDays, Schedule } from './schedule.ts';
import type { Weekday } from './zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FROM = new Date('2024-01-01T00:00Z');
const TO = new Date('2031-01-01T00:00Z');
const EVERY_DAY: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] };

const clocks = Intl.supportedValuesOf('timeZone').map(wallClockOf);

const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
const days: fc.Arbitrary<DigestDays> = fc.oneof(
  fc.uniqueArray(weekday, { minLength: 1 }).map((weekdays) => ({ kind: 'weekly' as const, weekdays })),
  weekday.map((each) => ({ kind: 'monthly' as const, weekday: each })),
);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const clock = fc.constantFrom(...clocks);
const moment = fc
  .integer({ min: FROM.getTime() / MINUTE_MS, max: TO.getTime() / MINUTE_MS })
  .map((minutes) => new Date(minutes * MINUTE_MS));

/** The first minute after a change of the clocks, and the times around it that the clocks skip or show twice. */
function around(change: Date, { show }: WallClock): string[] {
  const shown = Date.parse(`${show(change).replace(' ', 'T')}Z`);
  return [-15, 0, 15].map((minutes) => new Date(shown + minutes * MINUTE_MS).toISOString().slice(11, 16));
}

/** Three dues of a daily digest, the second on the day of the change: ours and those of the model. */
function compare(each: WallClock, change: Date, at: string) {
  const schedule = { days: EVERY_DAY, time: at, timeZone: each.timeZone };
  const [dayBefore = ''] = each.show(new Date(change.getTime() - DAY_MS)).split(' ');
  const expected = modelDues(schedule, each, datesFrom(dayBefore, 3));
  const first = expected.at(0) ?? change;
  const ours = upcoming(schedule, new Date(first.getTime() - 1), 3);
  return { timeZone: each.timeZone, at, ours: ours.join(), theirs: expected.join() };
}

describe('in all zones, from 2024 to 2030', () => {
  it('a daily digest is due when the clocks say so, around each change of them', { timeout: 60_000 }, () => {
    const compared = clocks.flatMap((each) =>
      each.changes(FROM, TO).flatMap((change) => around(change, each).map((at) => compare(each, change, at))),
    );
    expect(compared.length).toBeGreaterThan(1000);
    expect(compared.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
  });

  it('any digest is due when the clocks say so', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(clock, days, time, moment, (each, on, at, after) => {
        const schedule: Schedule = { days: on, time: at, timeZone: each.timeZone };
        const span = on.kind === 'monthly' ? 38 : 9;
        const [first = ''] = each.show(new Date(after.getTime() - span * DAY_MS)).split(' ');
        const dues = modelDues(schedule, each, datesFrom(first, 2 * span + 1));
        expect(nextDue(schedule, after)).toEqual(dues.find((due) => due > after));
        expect(latestDue(schedule, after)).toEqual(dues.findLast((due) => due <= after));
      }),
      { numRuns: 300 },
    );
  });

  it('periods since the last digest follow each other with no gap and no overlap', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(clock, days, time, moment, (each, on, at, after) => {
        const schedule: Schedule = { days: on, time: at, timeZone: each.timeZone };
        const dues = upcoming(schedule, after, 6);
        const periods = dues.map((due) => periodOf(schedule, 'since_last', due));
        expect(periods.map(({ end }) => end)).toEqual(dues);
        expect(periods.slice(1).map(({ start }) => start)).toEqual(dues.slice(0, -1));
        expect(new Set(periods.map(({ key }) => key)).size).toBe(dues.length);
      }),
      { numRuns: 500 },
    );
  });

  it('periods of the calendar are whole days of the zone that ended before', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(clock, time, moment, (each, at, after) => {
        const schedule: Schedule = { days: EVERY_DAY, time: at, timeZone: each.timeZone };
        const due = nextDue(schedule, after);
        const [today = ''] = each.show(due).split(' ');
        const midnight = (daysBefore: number, date = today) => {
          const day = new Date(Date.parse(`${date}T00:00Z`) - daysBefore * DAY_MS).toISOString().slice(0, 10);
          return each.firstShowing(`${day} 00:00`);
        };
        const sinceMonday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
        const firstOfMonth = `${today.slice(0, 8)}01`;
        const lastMonth = new Date(Date.parse(`${firstOfMonth}T00:00Z`) - DAY_MS).toISOString().slice(0, 8);
        const expected = {
          since_last: [nextDue(schedule, new Date(due.getTime() - 1.5 * DAY_MS)), due],
          previous_day: [midnight(1), midnight(0)],
          previous_week: [midnight(sinceMonday + 7), midnight(sinceMonday)],
          previous_month: [midnight(0, `${lastMonth}01`), midnight(0, firstOfMonth)],
        };
        for (const kind of PERIOD_KINDS) {
          const { start, end } = periodOf(schedule, kind, due);
          expect([kind, start, end]).toEqual([kind, ...expected[kind]]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
