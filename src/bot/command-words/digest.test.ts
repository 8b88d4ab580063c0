import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestDays } from '../../core/domain/digest/schedule.ts';
import type { Weekday } from '../../core/domain/digest/zone.ts';
import { digestForm, readDigest } from './digest.ts';
import { tidy } from './typed-text.ts';

const HOME = 'America/New_York';
const read = (typed: string) => readDigest(tidy(typed), { timeZone: HOME });

const weekly = (...weekdays: Weekday[]): DigestDays => ({ kind: 'weekly', weekdays });
const first = (weekday: Weekday): DigestDays => ({ kind: 'monthly', weekday });
const DAILY = weekly(1, 2, 3, 4, 5, 6, 7);
const WORKDAYS = weekly(1, 2, 3, 4, 5);

describe('a schedule is typed', () => {
  it.each<[string, DigestDays, string, string]>([
    ['daily 9:00', DAILY, '09:00', HOME],
    ['every day at 9 am', DAILY, '09:00', HOME],
    ['Everyday 9.30pm', DAILY, '21:30', HOME],
    ['daily at noon', DAILY, '12:00', HOME],
    ['daily 12am', DAILY, '00:00', HOME],
    ['daily 9 a.m.', DAILY, '09:00', HOME],
    ['daily, 17:45.', DAILY, '17:45', HOME],
    ['weekdays 9:00', WORKDAYS, '09:00', HOME],
    ['every weekday at 8', WORKDAYS, '08:00', HOME],
    ['on workdays 09:05 UTC', WORKDAYS, '09:05', 'UTC'],
    ['mon-fri 9:00', WORKDAYS, '09:00', HOME],
    ['Monday to Friday at 9:00 in Berlin', WORKDAYS, '09:00', 'Europe/Berlin'],
    ['weekly mon 8:30 Europe/Berlin', weekly(1), '08:30', 'Europe/Berlin'],
    ['weekly on Thursdays at 16:00, europe/berlin', weekly(4), '16:00', 'Europe/Berlin'],
    ['every week, tue & thurs 7am', weekly(2, 4), '07:00', HOME],
    ['mon, wed and fri 9:00', weekly(1, 3, 5), '09:00', HOME],
    ['fri-mon 9:00', weekly(1, 5, 6, 7), '09:00', HOME],
    ['sundays midnight', weekly(7), '00:00', HOME],
    ['monthly first monday 9:00', first(1), '09:00', HOME],
    ['first monday 9:00', first(1), '09:00', HOME],
    ['the 1st Friday of the month at 10:00 Asia/Kathmandu', first(5), '10:00', 'Asia/Kathmandu'],
    ['every month on the first tue 9:00 asia/kolkata', first(2), '09:00', 'Asia/Kolkata'],
    ['daily 9:00 new york time', DAILY, '09:00', 'America/New_York'],
    ['daily 9:00 (America/Argentina/Buenos_Aires)', DAILY, '09:00', 'America/Argentina/Buenos_Aires'],
    ['daily 9:00 buenos aires', DAILY, '09:00', 'America/Argentina/Buenos_Aires'],
    ['daily 9:00 kyiv', DAILY, '09:00', 'Europe/Kyiv'],
    ['daily 9:00 gmt', DAILY, '09:00', 'UTC'],
  ])('%s', (typed, days, time, timeZone) => {
    const command = read(typed);
    expect(command).toMatchObject({ kind: 'set_up', schedule: { days, time } });
    const zone = command.kind === 'set_up' ? command.schedule.timeZone : '';
    expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).toBe(
      new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone,
    );
    expect(zone).toMatch(/^(?:[A-Z][A-Za-z]+(?:[/_][A-Z][a-z]+)+|UTC)$/);
  });

  it('in a zone that is unknown counts as UTC', () => {
    expect(readDigest('daily 9:00', { timeZone: 'not a zone' })).toMatchObject({
      schedule: { timeZone: 'UTC' },
    });
  });
});

describe('a word does', () => {
  it.each([
    ['', 'open'],
    ['set up', 'open'],
    ['list', 'list'],
    ['Show', 'list'],
    ['pause', 'pause'],
    ['resume!', 'resume'],
    ['unpause', 'resume'],
    ['now', 'now'],
    ['post it now', 'now'],
    ['OFF', 'off'],
    ['delete', 'off'],
  ])('%j: %s', (typed, kind) => {
    expect(read(typed)).toEqual({ kind });
  });
});

describe('what is not understood comes with the nearest form', () => {
  it.each([
    ['daily', 'daily 9:00'],
    ['9:00', 'daily 9:00'],
    ['weekly', 'weekly mon 9:00'],
    ['weekly 8:30', 'weekly mon 8:30'],
    ['weekly friday', 'weekly fri 9:00'],
    ['monthly 8:30', 'monthly first monday 8:30'],
    ['monthly last friday 16:00', 'monthly first friday 16:00'],
    ['every 2 weeks mon 10', 'weekly mon 10:00'],
    ['every other tuesday at 10:00', 'weekly tue 10:00'],
    ['weekdays', 'weekdays 9:00'],
    ['dayly 9:15', 'daily 9:15'],
    ['wekly mondy 9:15', 'weekly mon 9:15'],
    ['daily 25:00', 'daily 9:00'],
    ['daily 9:60', 'daily 9:00'],
    ['daily 13pm', 'daily 9:00'],
    ['9:00 weekdays', 'weekdays 9:00'],
    ['weekly mon 8:30 Europe/Berln', 'weekly mon 8:30 Europe/Berlin'],
    ['weekly mon 8:30 berln', 'weekly mon 8:30 Europe/Berlin'],
    ['weekly mon 8:30 EST', 'weekly mon 8:30'],
    ['daily Europe/Berlin 8:30', 'daily 8:30 Europe/Berlin'],
    ['pasue', 'pause'],
    ['resum', 'resume'],
    ['stop', 'pause'],
    ['pause please', ''],
    ['lunch menu', ''],
    ['x'.repeat(300), ''],
  ])('%s', (typed, nearest) => {
    expect(read(typed)).toEqual({ kind: 'trouble', suggestions: [`/recall digest ${nearest}`.trim()] });
  });

  it('and that form is understood, whatever was typed', () => {
    const words = fc.constantFrom(
      ...(
        'daily weekly monthly weekdays every other first 1st last mon monday tues fri-mon sat, sun and at 9 9:00 25:00 12pm ' +
        '13am noon . : / Europe/Berlin europe/berln EST UTC (new york) in time list pause off dayly mondy weke 31 2 weeks ' +
        'month of the - – <@U1> \u202e 🙂 constructor __proto__'
      ).split(' '),
    );
    const typed = fc.oneof(
      fc.array(words, { maxLength: 8 }).map((each) => each.join(' ')),
      fc.string({ unit: 'binary', maxLength: 250 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const command = read(text);
        if (command.kind !== 'trouble') return;
        const [nearest = ''] = command.suggestions;
        expect(nearest).toMatch(/^\/recall digest(?: |$)/);
        expect(read(nearest.slice('/recall digest'.length)).kind).not.toBe('trouble');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the form of a schedule', () => {
  it('is short for a person in the same zone', () => {
    const schedule = { days: weekly(1, 4), time: '08:30', timeZone: 'Europe/Berlin' };
    expect(digestForm(schedule, 'Europe/Berlin')).toBe('/recall digest weekly mon,thu 8:30');
    expect(digestForm(schedule, HOME)).toBe('/recall digest weekly mon,thu 8:30 Europe/Berlin');
  });

  it('says the same when it is typed', () => {
    const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
    const days: fc.Arbitrary<DigestDays> = fc.oneof(
      fc.uniqueArray(weekday, { minLength: 1 }).map((each) => weekly(...each.toSorted())),
      weekday.map(first),
    );
    const time = fc
      .date({ min: new Date(0), max: new Date(86_399_999), noInvalidDate: true })
      .map((at) => at.toISOString().slice(11, 16));
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(days, time, zone, (on, at, timeZone) => {
        const schedule = { days: on, time: at, timeZone };
        const typed = digestForm(schedule, '').slice('/recall digest'.length);
        expect(read(typed)).toEqual({ kind: 'set_up', schedule });
      }),
      { numRuns: 1000 },
    );
  });
});
