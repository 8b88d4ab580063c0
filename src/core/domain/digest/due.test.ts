import { describe, expect, it } from 'vitest';
import { latestDue, nextDue, upcoming } from './due.ts';
import type { Schedule } from './schedule.ts';
import type { Weekday } from './zone.ts';

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const daily = (time: string, timeZone: string): Schedule => ({
  days: { kind: 'weekly', weekdays: EVERY_DAY },
  time,
  timeZone,
});
const on = (weekdays: Weekday[], time: string, timeZone: string): Schedule => ({
  days: { kind: 'weekly', weekdays },
  time,
  timeZone,
});
const monthly = (weekday: Weekday, time: string, timeZone: string): Schedule => ({
  days: { kind: 'monthly', weekday },
  time,
  timeZone,
});

const next = (schedule: Schedule, after: string, count = 1) =>
  upcoming(schedule, new Date(after), count).map((due) => due.toISOString().slice(0, 16));

describe('a digest is due', () => {
  it('at its time in its zone', () => {
    expect(next(daily('09:00', 'Asia/Kathmandu'), '2026-11-23T00:00Z')).toEqual(['2026-11-23T03:15']);
    expect(next(daily('09:00', 'America/St_Johns'), '2026-11-23T00:00Z')).toEqual(['2026-11-23T12:30']);
    expect(next(daily('00:00', 'Pacific/Kiritimati'), '2026-11-23T00:00Z')).toEqual(['2026-11-23T10:00']);
    expect(next(daily('23:59', 'Pacific/Pago_Pago'), '2026-11-23T00:00Z')).toEqual(['2026-11-23T10:59']);
  });

  it('keeps its time when the clocks change', () => {
    expect(next(daily('09:00', 'Europe/Berlin'), '2026-10-24T00:00Z', 3)).toEqual([
      '2026-10-24T07:00',
      '2026-10-25T08:00',
      '2026-10-26T08:00',
    ]);
  });

  it('on its weekdays alone', () => {
    expect(next(on([5, 1], '08:30', 'Europe/Berlin'), '2026-11-23T07:30Z', 3)).toEqual([
      '2026-11-27T07:30',
      '2026-11-30T07:30',
      '2026-12-04T07:30',
    ]);
  });

  it('on a weekday of its zone, whatever day it is in Greenwich', () => {
    expect(next(on([1], '05:00', 'Asia/Tokyo'), '2026-11-21T00:00Z')).toEqual(['2026-11-22T20:00']);
    expect(next(on([7], '20:00', 'America/Los_Angeles'), '2026-11-21T00:00Z')).toEqual(['2026-11-23T04:00']);
  });

  it('on the first such weekday of the month', () => {
    expect(next(monthly(1, '09:00', 'Europe/London'), '2026-11-02T09:00Z', 4)).toEqual([
      '2026-12-07T09:00',
      '2027-01-04T09:00',
      '2027-02-01T09:00',
      '2027-03-01T09:00',
    ]);
    expect(next(monthly(7, '09:00', 'UTC'), '2026-11-01T08:59Z', 2)).toEqual([
      '2026-11-01T09:00',
      '2026-12-06T09:00',
    ]);
  });

  it('never at the moment itself that is asked from, and up to it when asked for the latest', () => {
    const schedule = daily('09:00', 'UTC');
    const due = new Date('2026-11-23T09:00Z');
    expect(nextDue(schedule, due)).toEqual(new Date('2026-11-24T09:00Z'));
    expect(nextDue(schedule, new Date(due.getTime() - 1))).toEqual(due);
    expect(latestDue(schedule, due)).toEqual(due);
    expect(latestDue(schedule, new Date(due.getTime() - 1))).toEqual(new Date('2026-11-22T09:00Z'));
  });
});

describe('a time that the clocks skip comes at the first minute after the gap', () => {
  it.each([
    ['America/New_York', '02:30', '2026-03-08', '2026-03-08T07:00'],
    ['America/New_York', '02:00', '2026-03-08', '2026-03-08T07:00'],
    ['Europe/Berlin', '02:59', '2026-03-29', '2026-03-29T01:00'],
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30'],
    ['Africa/Cairo', '00:00', '2026-04-24', '2026-04-23T22:00'],
    ['Antarctica/Troll', '01:30', '2026-03-29', '2026-03-29T01:00'],
    ['Asia/Beirut', '00:30', '2026-03-29', '2026-03-28T22:00'],
  ])('%s, %s on %s', (timeZone, time, date, expected) => {
    const gap = Date.parse(`${expected}Z`);
    const hours = (count: number) => count * 60 * 60_000;
    const [first, second] = upcoming(daily(time, timeZone), new Date(gap - hours(12)), 2);
    expect(first).toEqual(new Date(gap));
    expect(second?.getTime()).toBeGreaterThan(gap + hours(20));
    expect(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(gap)).toBe(date);
  });

  it('even where a whole day is skipped', () => {
    expect(next(daily('09:00', 'Pacific/Apia'), '2011-12-29T00:00Z', 3)).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T10:00',
      '2011-12-30T19:00',
    ]);
    expect(next(daily('00:00', 'Pacific/Apia'), '2011-12-29T00:00Z', 3)).toEqual([
      '2011-12-29T10:00',
      '2011-12-30T10:00',
      '2011-12-31T10:00',
    ]);
  });
});

describe('a time that the clocks show twice comes once, the first time', () => {
  it.each([
    ['America/New_York', '01:30', '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    ['Australia/Lord_Howe', '01:45', '2026-04-04T00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
    ['America/Havana', '00:30', '2026-10-31T12:00Z', ['2026-11-01T04:30', '2026-11-02T05:30']],
    ['Antarctica/Troll', '01:30', '2026-10-24T12:00Z', ['2026-10-24T23:30', '2026-10-26T01:30']],
  ])('%s, %s', (timeZone, time, after, expected) => {
    expect(next(daily(time, timeZone), after, 2)).toEqual(expected);
  });
});

it('clocks that go back over midnight do not bring back the day before', () => {
  const midnight = daily('00:00', 'America/St_Johns');
  const again = new Date('2010-11-07T03:00Z');
  expect(latestDue(midnight, again)).toEqual(new Date('2010-11-07T02:30Z'));
  expect(nextDue(midnight, again)).toEqual(new Date('2010-11-08T03:30Z'));
});

describe('zones that change their rules', () => {
  it.each([
    ['Asia/Almaty', '09:00', '2024-02-29T00:00Z', ['2024-02-29T03:00', '2024-03-01T04:00']],
    ['Asia/Almaty', '23:30', '2024-02-28T18:00Z', ['2024-02-29T17:30', '2024-03-01T18:30']],
    ['Africa/Casablanca', '09:00', '2026-02-14T00:00Z', ['2026-02-14T08:00', '2026-02-15T09:00']],
  ])('%s, %s after %s', (timeZone, time, after, expected) => {
    expect(next(daily(time, timeZone), after, 2)).toEqual(expected);
  });
});

describe('a schedule that is never due is refused', () => {
  it.each([
    ['no day', on([], '09:00', 'UTC')],
    ['no time', daily('9:00', 'UTC')],
    ['no zone', daily('09:00', 'Europe/Atlantis')],
  ])('%s', (_, schedule) => {
    expect(() => nextDue(schedule, new Date())).toThrow(expect.objectContaining({ code: 'bad_input' }));
    expect(() => latestDue(schedule, new Date())).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });
});
