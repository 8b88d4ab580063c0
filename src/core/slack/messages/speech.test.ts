import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Member } from '../client.ts';
import { createPeople } from '../people.ts';
import { ANYONE, speechFor, speechOf } from './speech.ts';

const at = new Date('2026-11-05T13:30:00Z');
const american = speechFor({ locale: 'en-US', timeZone: 'America/New_York' });
const german = speechFor({ locale: 'de-DE', timeZone: 'Europe/Berlin' });

describe('a reader of whom nothing is known', () => {
  const anyone = speechFor(ANYONE);

  it('reads English, and times in UTC', () => {
    expect(anyone.words.recap.decisions).toBe('Decisions');
    expect(anyone.moment(at)).toBe('Thu, Nov 5, 1:30 PM');
    expect(anyone.timeZone).toBe('UTC');
  });

  it.each([
    { locale: 'en_US', timeZone: 'Mars/Olympus' },
    { locale: '', timeZone: '' },
    { locale: 'not a locale', timeZone: 'not a zone' },
  ])('is who they are taken for with %j', (reader) => {
    expect(speechFor(reader)).toMatchObject({ locale: anyone.locale, timeZone: 'UTC', words: anyone.words });
  });
});

describe('dates', () => {
  it('stand in the zone and the manner of the reader', () => {
    expect(american.moment(at)).toBe('Thu, Nov 5, 8:30 AM');
    expect(german.moment(at)).toBe('Do., 5. Nov., 14:30');
    expect([german.day(at), german.time(at)]).toEqual(['Do., 5. Nov.', '14:30']);
  });

  it('follow the region where the words fall back to English', () => {
    const french = speechFor({ locale: 'fr-FR', timeZone: 'Europe/Paris' });
    expect(french.words).toBe(american.words);
    expect(french.time(at)).toBe('14:30');
    expect(speechFor({ locale: 'en-GB', timeZone: 'Europe/London' }).day(at)).toBe('Thu 5 Nov');
  });

  it('are the same day in every zone where they are no moments', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      const { date } = speechFor({ locale: 'en-US', timeZone });
      expect([date('2026-11-05'), date('2028-02-29')]).toEqual(['Thu, Nov 5', 'Tue, Feb 29']);
    }
  });

  it('tell the year where it is not the present one for the reader', () => {
    const newYear = new Date('2027-01-01T02:00:00Z');
    expect(american.day(at, newYear)).toBe('Thu, Nov 5');
    expect(german.day(at, newYear)).toBe('Do., 5. Nov. 2026');
    expect(american.date('2027-01-04', at)).toBe('Mon, Jan 4, 2027');
    expect(american.moment(newYear, at)).toBe('Thu, Dec 31, 9:00 PM');
  });
});

describe('numbers', () => {
  it.each([
    [0, '0 messages'],
    [1, '1 message'],
    [1530, '1,530 messages'],
  ])('bring %i messages into the right form', (count, words) => {
    expect(american.plural(count, { one: '# message', other: '# messages' })).toBe(words);
  });

  it('take the form of their plural category, or the general one', () => {
    expect(american.plural(1, { one: 'the last one', other: 'the last #' })).toBe('the last one');
    expect(american.plural(2, { one: 'x', two: 'two', other: '# of #' })).toBe('2 of 2');
  });

  it('and lists are written as the reader does', () => {
    expect([american.number(1234.5), german.number(1234.5)]).toEqual(['1,234.5', '1.234,5']);
    expect([american.number(3, 1), german.number(3, 1)]).toEqual(['3.0', '3,0']);
    expect(american.dollars(0.0042, 3)).toBe('$0.004');
    expect(american.list(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(german.list(['a', 'b', 'c'])).toBe('a, b und c');
  });
});

it('finds a way to speak to any reader, and remembers only so many', () => {
  const anything = fc.record({ locale: fc.option(fc.string()), timeZone: fc.option(fc.string()) });
  fc.assert(
    fc.property(anything, (reader) => {
      expect(speechFor(reader).moment(at)).not.toBe('');
    }),
  );
  const first = speechFor(ANYONE);
  expect(speechFor({ ...ANYONE })).toBe(first);
  for (let count = 0; count <= 200; count += 1) speechFor({ locale: 'en', timeZone: `Nowhere/${count}` });
  expect(speechFor(ANYONE)).not.toBe(first);
});

describe('a person of a workspace', () => {
  const mara: Member = {
    ...{ id: 'U1', name: 'mara', timeZone: 'Europe/Berlin', locale: 'de-DE' },
    ...{ standing: 'full', isAdmin: false },
  };
  const who = { workspaceId: 'T1', userId: 'U1' };
  const createPeopleNow = () => createPeople({ now: () => at });

  it('is spoken to in their language and zone', async () => {
    const speech = await speechOf(createPeopleNow(), { person: async () => mara }, who);
    expect(speech).toMatchObject({ locale: 'de-DE', timeZone: 'Europe/Berlin', words: german.words });
  });

  it('is spoken to in English where Slack does not answer', async () => {
    const person = vi.fn(async () => {
      throw new Error('no answer');
    });
    const speech = await speechOf(createPeopleNow(), { person }, who);
    expect(person).toHaveBeenCalled();
    expect(speech).toMatchObject({ locale: 'en', timeZone: 'UTC', words: american.words });
  });
});
