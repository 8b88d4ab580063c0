import { describe, expect, it } from 'vitest';
import { outlook } from './outlook.ts';
import type { PeriodKind } from './period.ts';
import type { DigestDays } from './schedule.ts';

const EVERY_DAY: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] };
const WORKDAYS: DigestDays = { kind: 'weekly', weekdays: [5, 4, 3, 2, 1] };
const MONDAYS: DigestDays = { kind: 'weekly', weekdays: [1] };
const FIRST_MONDAY: DigestDays = { kind: 'monthly', weekday: 1 };

function outlookOf(
  days: DigestDays,
  kind: PeriodKind,
  { lastPeriodEnd = null, time = '09:00' }: { lastPeriodEnd?: Date | null; time?: string } = {},
) {
  return outlook({
    schedule: { days, time, timeZone: 'Europe/Berlin' },
    kind,
    lastPeriodEnd,
    after: new Date('2026-03-25T12:00Z'),
    count: 3,
  });
}

function told(...args: Parameters<typeof outlookOf>): string[] {
  const short = (at: Date) => at.toISOString().slice(5, 16).replace('T', ' ');
  return outlookOf(...args).coming.map(
    ({ due, period }) => `${short(due)}: ${short(period.start)} to ${short(period.end)}`,
  );
}

describe('what will happen', () => {
  it('is said with the next dates and what each covers', () => {
    const { coming, ...rest } = outlookOf(WORKDAYS, 'since_last');
    expect(rest).toEqual({
      rhythm: { kind: 'workdays' },
      time: '09:00',
      timeZone: 'Europe/Berlin',
      covers: 'since_last',
      leavesGaps: false,
    });
    expect(told(WORKDAYS, 'since_last')).toEqual([
      '03-26 08:00: 03-25 08:00 to 03-26 08:00',
      '03-27 08:00: 03-26 08:00 to 03-27 08:00',
      '03-30 07:00: 03-27 08:00 to 03-30 07:00',
    ]);
    expect(coming.map(({ isMoved }) => isMoved)).toEqual([false, false, false]);
  });

  it('goes on from where the last digest ended', () => {
    expect(told(MONDAYS, 'since_last', { lastPeriodEnd: new Date('2026-03-25T08:00Z') })[0]).toBe(
      '03-30 07:00: 03-25 08:00 to 03-30 07:00',
    );
  });

  it('leaves out the days on which the same week would come again', () => {
    expect(told(WORKDAYS, 'previous_week')).toEqual([
      '03-26 08:00: 03-15 23:00 to 03-22 23:00',
      '03-30 07:00: 03-22 23:00 to 03-29 22:00',
      '04-06 07:00: 03-29 22:00 to 04-05 22:00',
    ]);
  });

  it('leaves out what was covered already', () => {
    expect(told(EVERY_DAY, 'previous_month', { lastPeriodEnd: new Date('2026-02-28T23:00Z') })).toEqual([
      '04-01 07:00: 02-28 23:00 to 03-31 22:00',
      '05-01 07:00: 03-31 22:00 to 04-30 22:00',
      '06-01 07:00: 04-30 22:00 to 05-31 22:00',
    ]);
  });

  it('says when the clocks move a digest', () => {
    const { coming } = outlookOf({ kind: 'weekly', weekdays: [6, 7] }, 'previous_day', { time: '02:30' });
    expect(coming.map(({ due, isMoved }) => [due.toISOString().slice(5, 16), isMoved])).toEqual([
      ['03-28T01:30', false],
      ['03-29T01:00', true],
      ['04-04T00:30', false],
    ]);
  });

  it.each<[DigestDays, PeriodKind, string, boolean]>([
    [EVERY_DAY, 'previous_day', 'every_day', false],
    [WORKDAYS, 'previous_day', 'workdays', true],
    [MONDAYS, 'previous_day', 'weekly', true],
    [MONDAYS, 'previous_week', 'weekly', false],
    [FIRST_MONDAY, 'previous_week', 'monthly', true],
    [FIRST_MONDAY, 'previous_month', 'monthly', false],
    [FIRST_MONDAY, 'since_last', 'monthly', false],
  ])('says whether days are left out: %j, %s', (days, kind, rhythm, leavesGaps) => {
    expect(outlookOf(days, kind)).toMatchObject({ rhythm: { kind: rhythm }, leavesGaps });
  });
});
