import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type CommandContext, parseCommand } from './parse.ts';

const BERLIN = 'Europe/Berlin';
/** A Wednesday. */
const NOW = '2026-11-18 15:30';

interface At {
  now?: string;
  timeZone?: string;
  locale?: string;
}

function contextAt({ now = NOW, timeZone = BERLIN, locale = 'en-GB' }: At): CommandContext {
  return { now: DateTime.fromSQL(now, { zone: timeZone }).toJSDate(), timeZone, locale };
}

/** The window as the clock on the asker's wall shows it. */
function windowOf(text: string, at: At = {}): string {
  const command = parseCommand(text, contextAt(at));
  if (command.kind !== 'recap') return command.kind === 'unclear' ? `not understood: ${command.nearest}` : '';
  const { window } = command;
  if (window.kind !== 'between') return JSON.stringify(window);
  const show = (date: Date) =>
    DateTime.fromJSDate(date, { zone: at.timeZone ?? BERLIN }).toFormat('yyyy-MM-dd HH:mm');
  return `${show(window.from)} to ${show(window.to)}`;
}

function hoursOf(text: string, at: At): number {
  const command = parseCommand(text, contextAt(at));
  if (command.kind !== 'recap' || command.window.kind !== 'between') return Number.NaN;
  return (command.window.to.getTime() - command.window.from.getTime()) / 3_600_000;
}

describe('the window of a recap', () => {
  it.each(['', '  ', 'since my last recap', 'since last time', '/recall'])(
    'is since the last recap for `%s`',
    (text) => {
      expect(windowOf(text)).toBe('{"kind":"since_last"}');
    },
  );

  it.each([
    ['3d', '2026-11-15 15:30'],
    ['12h', '2026-11-18 03:30'],
    ['90m', '2026-11-18 14:00'],
    ['2w', '2026-11-04 15:30'],
    ['1h30m', '2026-11-18 14:00'],
    ['1 day and 3 hours', '2026-11-17 12:30'],
    ['half an hour', '2026-11-18 15:00'],
    ['last 3 days', '2026-11-15 15:30'],
    ['for the past 3 days', '2026-11-15 15:30'],
    ['Please recap the last three days, thanks!', '2026-11-15 15:30'],
    ['past week', '2026-11-11 15:30'],
    ['last hour', '2026-11-18 14:30'],
    ['1y', '2025-11-18 15:30'],
    ['today', '2026-11-18 00:00'],
    ['this week', '2026-11-16 00:00'],
    ['this month', '2026-11-01 00:00'],
    ['november', '2026-11-01 00:00'],
    ['since monday', '2026-11-16 00:00'],
    ['from monday', '2026-11-16 00:00'],
    ['since last week', '2026-11-09 00:00'],
    ['since yesterday', '2026-11-17 00:00'],
    ['since 9am', '2026-11-18 09:00'],
    ['since 16:00', '2026-11-17 16:00'],
    ['since midnight', '2026-11-18 00:00'],
    ['since monday 9am', '2026-11-16 09:00'],
    ['since 2026-11-02', '2026-11-02 00:00'],
    ['since 2026-11-02T10:00:00Z', '2026-11-02 11:00'],
    ['since 3 days ago', '2026-11-15 00:00'],
    ['3 hours ago', '2026-11-18 12:30'],
    ['yesterday 9am', '2026-11-17 09:00'],
    ['monday to friday', '2026-11-16 00:00'],
    ['monday to saturday', '2026-11-16 00:00'],
    ['1 nov to 5 dec', '2026-11-01 00:00'],
    ['today to tomorrow', '2026-11-18 00:00'],
    ['9am to now', '2026-11-18 09:00'],
  ])('reaches until now for `%s`', (text, from) => {
    expect(windowOf(text)).toBe(`${from} to 2026-11-18 15:30`);
  });

  it.each([
    ['yesterday', '2026-11-17 to 2026-11-18'],
    ['Yesterday?', '2026-11-17 to 2026-11-18'],
    ['the day before yesterday', '2026-11-16 to 2026-11-17'],
    ['monday', '2026-11-16 to 2026-11-17'],
    ['on wednesday', '2026-11-11 to 2026-11-12'],
    ['last friday', '2026-11-13 to 2026-11-14'],
    ['friday last week', '2026-11-13 to 2026-11-14'],
    ['3 days ago', '2026-11-15 to 2026-11-16'],
    ['last week', '2026-11-09 to 2026-11-16'],
    ['last weekend', '2026-11-14 to 2026-11-16'],
    ['last month', '2026-10-01 to 2026-11-01'],
    ['last year', '2025-01-01 to 2026-01-01'],
    ['may', '2026-05-01 to 2026-06-01'],
    ['dec', '2025-12-01 to 2026-01-01'],
    ['last november', '2025-11-01 to 2025-12-01'],
    ['1 nov', '2026-11-01 to 2026-11-02'],
    ['20 dec', '2025-12-20 to 2025-12-21'],
    ['2020-01-05', '2020-01-05 to 2020-01-06'],
    ['1 nov to 5 nov', '2026-11-01 to 2026-11-06'],
    ['from 1 nov to 5 nov', '2026-11-01 to 2026-11-06'],
    ['between nov 1 and nov 5', '2026-11-01 to 2026-11-06'],
    ['1 nov - 5 nov', '2026-11-01 to 2026-11-06'],
    ['1-5 nov', '2026-11-01 to 2026-11-06'],
    ['nov 1 – 5', '2026-11-01 to 2026-11-06'],
    ['2026-11-01..2026-11-05', '2026-11-01 to 2026-11-06'],
    ['2026-11-01/2026-11-05', '2026-11-01 to 2026-11-06'],
    ['2026-11-05..2026-11-01', '2026-11-01 to 2026-11-06'],
    ['5 nov to 1 nov', '2026-11-01 to 2026-11-06'],
    ['20 dec to 5 jan', '2025-12-20 to 2026-01-06'],
    ['friday to monday', '2026-11-13 to 2026-11-17'],
    ['wednesday to monday', '2026-11-11 to 2026-11-17'],
    ['sept to october', '2026-09-01 to 2026-11-01'],
  ])('is whole days for `%s`', (text, days) => {
    expect(windowOf(text)).toBe(days.replace(' to ', ' 00:00 to ').concat(' 00:00'));
  });

  it.each([
    ['this morning', '2026-11-18 00:00 to 2026-11-18 12:00'],
    ['yesterday evening', '2026-11-17 18:00 to 2026-11-18 00:00'],
    ['last night', '2026-11-17 18:00 to 2026-11-18 06:00'],
    ['monday afternoon', '2026-11-16 12:00 to 2026-11-16 18:00'],
    ['9am to 11am', '2026-11-18 09:00 to 2026-11-18 11:00'],
    ['yesterday 9am to 5pm', '2026-11-17 09:00 to 2026-11-17 17:00'],
    ['9am to 5pm yesterday', '2026-11-17 09:00 to 2026-11-17 17:00'],
    ['5pm to 9am', '2026-11-17 17:00 to 2026-11-18 09:00'],
  ])('is part of a day for `%s`', (text, expected) => {
    expect(windowOf(text)).toBe(expected);
  });

  it.each([
    ['last 200', 200],
    ['last 200 messages', 200],
    ['5000 messages', 5000],
    ['last 1,000', 1000],
    ['past 1', 1],
  ])('is a number of messages for `%s`', (text, count) => {
    expect(windowOf(text)).toBe(`{"kind":"last_messages","count":${count}}`);
  });

  it.each([
    ['last 5001', '/recall last 5000'],
    ['last 0', '/recall last 200'],
    ['tomorrow', '/recall today'],
    ['next week', '/recall today'],
    ['2027-01-01..2027-01-05', '/recall today'],
    ['0d', '/recall today'],
    ['366d', '/recall 1y'],
    ['999999999y', '/recall 1y'],
    ['since 1 jan 2020', '/recall 1y'],
    ['1 jan 2020 to 5 jan 2024', '/recall 2023-01-06..2024-01-05'],
    ['31 feb', '/recall 24h'],
    [`monday ${'or monday '.repeat(30)}`, '/recall 24h'],
  ])('is none for `%s`', (text, nearest) => {
    expect(windowOf(text)).toBe(`not understood: ${nearest}`);
  });
});

describe('the asker', () => {
  it('has days of their own', () => {
    const now = '2026-11-18 08:00';
    expect(windowOf('today', { now, timeZone: 'Pacific/Auckland' })).toBe(
      '2026-11-18 00:00 to 2026-11-18 08:00',
    );
    const [auckland, honolulu] = ['Pacific/Auckland', 'Pacific/Honolulu'].map((timeZone) =>
      parseCommand('yesterday', { now: new Date('2026-11-18T08:00:00Z'), timeZone, locale: 'en' }),
    );
    expect(auckland).toMatchObject({
      window: { from: new Date('2026-11-16T11:00:00Z'), to: new Date('2026-11-17T11:00:00Z') },
    });
    expect(honolulu).toMatchObject({
      window: { from: new Date('2026-11-16T10:00:00Z'), to: new Date('2026-11-17T10:00:00Z') },
    });
  });

  it('counts as in UTC where the zone does not exist', () => {
    const context = { now: new Date('2026-11-18T08:00:00Z'), timeZone: 'Mars/Olympus', locale: '' };
    expect(parseCommand('today', context)).toMatchObject({
      window: { from: new Date('2026-11-18T00:00:00Z') },
    });
  });

  it('writes the month first in the United States only', () => {
    expect(windowOf('1/2', { locale: 'en-US' })).toBe('2026-01-02 00:00 to 2026-01-03 00:00');
    expect(windowOf('1/2', { locale: 'en-GB' })).toBe('2026-02-01 00:00 to 2026-02-02 00:00');
    expect(windowOf('1/2', { locale: 'de-DE' })).toBe('2026-02-01 00:00 to 2026-02-02 00:00');
  });

  it('has days of 23 and 25 hours when the clocks change', () => {
    expect(hoursOf('yesterday', { now: '2026-03-30 12:00' })).toBe(23);
    expect(hoursOf('yesterday', { now: '2026-10-26 12:00' })).toBe(25);
    expect(hoursOf('24h', { now: '2026-10-25 12:00' })).toBe(24);
    expect(hoursOf('1d', { now: '2026-10-25 12:00' })).toBe(25);
    expect(hoursOf('2026-10-25', { now: '2026-11-18 12:00' })).toBe(25);
    expect(hoursOf('since 9am', { now: '2026-03-29 12:00' })).toBe(3);
  });

  it('has a day without midnight where the clocks change then', () => {
    const at = { now: '2026-03-29 12:00', timeZone: 'Asia/Beirut' };
    expect(windowOf('today', at)).toBe('2026-03-29 01:00 to 2026-03-29 12:00');
    expect(windowOf('yesterday', at)).toBe('2026-03-28 00:00 to 2026-03-29 01:00');
  });

  it('may ask on the stroke of midnight', () => {
    expect(windowOf('today', { now: '2026-11-18 00:00' })).toBe('not understood: /recall yesterday');
  });

  it('may ask on a weekend and on a leap day', () => {
    expect(windowOf('this weekend', { now: '2026-11-22 12:00' })).toBe(
      '2026-11-21 00:00 to 2026-11-22 12:00',
    );
    expect(windowOf('last weekend', { now: '2026-11-22 12:00' })).toBe(
      '2026-11-14 00:00 to 2026-11-16 00:00',
    );
    expect(windowOf('past year', { now: '2028-02-29 12:00' })).toBe('2027-02-28 12:00 to 2028-02-29 12:00');
  });
});
