import { describe, expect, it } from 'vitest';
import { type DigestState, decideDue } from './decide.ts';
import type { DigestDays } from './schedule.ts';

const WORKDAYS: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] };
const EVERY_DAY: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] };
const at = (moment: string) => new Date(`2026-${moment}Z`);

/** A digest of workdays at nine in London, whose last was that of Monday 9 November. */
function decide(now: string, digest: Partial<DigestState> & { days?: DigestDays } = {}) {
  const { days = WORKDAYS, ...state } = digest;
  return decideDue({
    schedule: { days, time: '09:00', timeZone: 'Europe/London' },
    kind: 'since_last',
    lastPeriodEnd: at('11-09T09:00'),
    nextDueAt: at('11-10T09:00'),
    ...state,
    now: at(now),
  });
}

const tuesday = {
  kind: 'run',
  due: at('11-10T09:00'),
  period: { start: at('11-09T09:00'), end: at('11-10T09:00'), key: 'until:2026-11-10T09:00:00.000Z' },
  isLate: false,
  folded: 0,
  isCut: false,
  nextDueAt: at('11-11T09:00'),
};

describe('a digest', () => {
  it('waits until it is due', () => {
    expect(decide('11-10T08:59:59')).toEqual({ kind: 'not_yet', nextDueAt: at('11-10T09:00') });
  });

  it('is posted when it is due', () => {
    expect(decide('11-10T09:00')).toEqual(tuesday);
  });

  it('is late when more than half an hour passed', () => {
    expect(decide('11-10T09:30')).toEqual(tuesday);
    expect(decide('11-10T09:30:01')).toEqual({ ...tuesday, isLate: true });
    expect(decide('11-11T08:59')).toEqual({ ...tuesday, isLate: true });
  });

  it('covers all since the last one when some were missed', () => {
    expect(decide('11-13T11:00')).toMatchObject({
      due: at('11-13T09:00'),
      period: { start: at('11-09T09:00'), end: at('11-13T09:00') },
      isLate: true,
      folded: 3,
      isCut: false,
      nextDueAt: at('11-16T09:00'),
    });
  });

  it('tells of the missed ones also where the latest is on time', () => {
    expect(decide('11-11T09:05')).toMatchObject({ isLate: false, folded: 1 });
  });

  it('looks back for 31 days at most, and says so', () => {
    expect(decide('12-10T09:00')).toMatchObject({
      period: { start: at('11-09T09:00') },
      folded: 22,
      isCut: false,
    });
    expect(decide('12-11T09:00')).toMatchObject({
      period: { start: at('11-10T09:00'), end: at('12-11T09:00') },
      folded: 23,
      isCut: true,
    });
  });

  it('is not cut where its own period is longer', () => {
    const decision = decide('12-07T09:00', {
      days: { kind: 'monthly', weekday: 1 },
      lastPeriodEnd: at('11-02T09:00'),
      nextDueAt: at('12-07T09:00'),
    });
    expect(decision).toMatchObject({
      period: { start: at('11-02T09:00'), end: at('12-07T09:00') },
      isCut: false,
    });
  });

  it('counts what was missed within a year', () => {
    expect(
      decide('11-10T09:00', { nextDueAt: new Date(0), lastPeriodEnd: null, days: EVERY_DAY }),
    ).toMatchObject({
      folded: 366,
      isCut: true,
    });
  });
});

describe('the first digest', () => {
  it('covers the time since it would have been due before', () => {
    expect(decide('11-16T09:00', { lastPeriodEnd: null, nextDueAt: at('11-16T09:00') })).toMatchObject({
      period: { start: at('11-13T09:00'), end: at('11-16T09:00') },
      folded: 0,
    });
  });

  it('covers what was missed before it, but nothing from before it was set up', () => {
    expect(decide('11-12T10:00', { lastPeriodEnd: null })).toMatchObject({
      period: { start: at('11-09T09:00'), end: at('11-12T09:00') },
      folded: 2,
    });
  });
});

describe('a digest whose clock or schedule was changed', () => {
  it('does not come again when the clock goes back', () => {
    const after = { lastPeriodEnd: at('11-10T09:00'), nextDueAt: at('11-11T09:00') };
    expect(decide('11-10T08:01', after)).toEqual({ kind: 'not_yet', nextDueAt: at('11-11T09:00') });
  });

  it('does not come again even where it is thought to be due', () => {
    const after = { lastPeriodEnd: at('11-10T09:00'), nextDueAt: at('11-10T09:00') };
    expect(decide('11-10T09:01', after)).toEqual({ kind: 'not_yet', nextDueAt: at('11-11T09:00') });
  });

  it('waits for the new time where the stored one is not its own', () => {
    const early = { nextDueAt: at('11-10T08:00') };
    expect(decide('11-10T08:30', early)).toEqual({ kind: 'not_yet', nextDueAt: at('11-10T09:00') });
    expect(decide('11-10T09:00', early)).toEqual(tuesday);
  });

  it('goes on from where the last one ended', () => {
    const earlier = decide('11-11T09:00', { lastPeriodEnd: at('11-10T17:00'), nextDueAt: at('11-11T09:00') });
    expect(earlier).toMatchObject({ period: { start: at('11-10T17:00'), end: at('11-11T09:00') } });
  });

  it('covers the time that it paused, without calling it missed', () => {
    const resumed = decide('11-20T09:00', { nextDueAt: at('11-20T09:00') });
    expect(resumed).toMatchObject({ period: { start: at('11-09T09:00') }, folded: 0, isLate: false });
  });
});

describe('a digest of the calendar', () => {
  const daily = { kind: 'previous_day' as const, lastPeriodEnd: at('11-09T00:00') };
  const weekly = { kind: 'previous_week' as const, lastPeriodEnd: at('11-09T00:00') };

  it('covers the day before', () => {
    expect(decide('11-10T09:00', daily)).toMatchObject({
      period: { start: at('11-09T00:00'), end: at('11-10T00:00'), key: 'day:2026-11-09' },
      folded: 0,
    });
  });

  it('covers the day before alone though others are covered by no digest', () => {
    const overWeekend = { ...daily, lastPeriodEnd: at('11-13T00:00'), nextDueAt: at('11-16T09:00') };
    expect(decide('11-16T09:00', overWeekend)).toMatchObject({
      period: { start: at('11-15T00:00'), end: at('11-16T00:00'), key: 'day:2026-11-15' },
    });
  });

  it('covers the missed days too, under the name of the latest', () => {
    expect(decide('11-13T11:00', daily)).toMatchObject({
      period: { start: at('11-09T00:00'), end: at('11-13T00:00'), key: 'day:2026-11-12' },
      folded: 3,
      isLate: true,
    });
  });

  it('reaches back over whole days only', () => {
    expect(decide('12-31T09:00', daily)).toMatchObject({
      period: { start: at('11-30T00:00'), end: at('12-31T00:00') },
      isCut: true,
    });
  });

  it('posts a week once, though it is due every workday', () => {
    expect(decide('11-10T09:00', weekly)).toEqual({ kind: 'not_yet', nextDueAt: at('11-11T09:00') });
    expect(decide('11-16T09:00', { ...weekly, nextDueAt: at('11-16T09:00') })).toMatchObject({
      period: { start: at('11-09T00:00'), end: at('11-16T00:00'), key: 'week:2026-11-09' },
    });
  });

  it('is late by the first moment at which its week was due', () => {
    expect(decide('11-18T09:00', { ...weekly, nextDueAt: at('11-16T09:00') })).toMatchObject({
      due: at('11-16T09:00'),
      folded: 0,
      isLate: true,
    });
  });

  it('covers its month whole, however long it is', () => {
    const october = {
      kind: 'previous_month' as const,
      lastPeriodEnd: null,
      nextDueAt: at('11-02T09:00'),
      days: { kind: 'monthly' as const, weekday: 1 as const },
    };
    expect(decide('11-02T09:00', october)).toMatchObject({
      period: { start: at('09-30T23:00'), end: at('11-01T00:00'), key: 'month:2026-10-01' },
      isCut: false,
    });
    expect(decide('12-07T09:00', october)).toMatchObject({
      period: { start: at('11-01T00:00'), end: at('12-01T00:00'), key: 'month:2026-11-01' },
      folded: 1,
      isCut: true,
    });
  });
});
