import { describe, expect, it } from 'vitest';
import { dueDateIn } from './due-dates.ts';
import type { Language } from './language.ts';

/** Tuesday afternoon in Berlin. */
const SENT = new Date('2026-11-03T14:05:00Z');

function due(text: string, sentAt = SENT, timeZone = 'Europe/Berlin', language: Language = 'en') {
  return dueDateIn(text, { sentAt, timeZone, language });
}

describe('the day that words name', () => {
  it.each([
    ['send it by Friday', '2026-11-06'],
    ['tomorrow at noon', '2026-11-04'],
    ['in 2 weeks', '2026-11-17'],
    ['within 48 hours', '2026-11-05'],
    ['by EOD', '2026-11-03'],
    ['by EOD tomorrow', '2026-11-04'],
    ['by 5pm', '2026-11-03'],
    ['this afternoon', '2026-11-03'],
    ['this week', '2026-11-06'],
    ['by EOW', '2026-11-06'],
    ['next week', '2026-11-13'],
    ['early next week', '2026-11-09'],
    ['end of the month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['end of Q1', '2027-03-31'],
    ['by the 15th', '2026-11-15'],
    ['by the 2nd', '2026-12-02'],
    ['no later than December 1st', '2026-12-01'],
    ['by Sat', '2026-11-07'],
    ["slides for Friday's demo", '2026-11-06'],
    ['2026-11-12', '2026-11-12'],
  ])('%s is %s', (text, date) => {
    expect(due(text)?.date).toBe(date);
  });

  it.each([
    'the sun is out',
    'in March',
    'last Friday',
    'since Monday',
    'after Friday',
    'every Monday',
    'it takes 2 days',
    'turn it into an s-expression',
    '3/4 of them',
    '12/11',
    'version 5.2',
    'give me a second',
    'good morning everyone',
    'right now',
    'I may do it',
    'yesterday',
    '7 pm',
  ])('%s names none', (text) => {
    expect(due(text)).toBeNull();
  });

  it.each([
    ['bis Freitag', 'de', '2026-11-06'],
    ['pour vendredi', 'fr', '2026-11-06'],
    ['para el viernes', 'es', '2026-11-06'],
  ] as const)('%s is understood in its language', (text, language, date) => {
    expect(due(text, SENT, 'Europe/Berlin', language)?.date).toBe(date);
  });
});

describe("the author's zone", () => {
  it('decides which day it is', () => {
    const lateEvening = new Date('2026-11-04T02:30:00Z');
    expect(due('tomorrow', lateEvening, 'America/New_York')?.date).toBe('2026-11-04');
    expect(due('tomorrow', lateEvening, 'Asia/Tokyo')?.date).toBe('2026-11-05');
  });

  it('is UTC where it is unknown', () => {
    expect(due('today', SENT, 'Mars/Olympus')?.date).toBe('2026-11-03');
  });
});

it('means the one a week later by a weekday named on that day, whatever the hour', () => {
  expect(due('on Tuesday', new Date('2026-11-03T07:00:00Z'))?.date).toBe('2026-11-10');
  expect(due('on Tuesday', new Date('2026-11-03T20:00:00Z'))?.date).toBe('2026-11-10');
});

it('keeps the preposition with the words, so that both can be cut away', () => {
  expect(due('send it by Friday')?.phrase).toBe('by Friday');
});
