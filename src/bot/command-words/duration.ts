import type { DurationLike } from 'luxon';

const UNITS: readonly [RegExp, 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years'][] = [
  [/^(?:m|mins?|minutes?)$/, 'minutes'],
  [/^(?:h|hrs?|hours?)$/, 'hours'],
  [/^(?:d|days?)$/, 'days'],
  [/^(?:w|wks?|weeks?)$/, 'weeks'],
  [/^(?:mo|mths?|months?)$/, 'months'],
  [/^(?:y|yrs?|years?)$/, 'years'],
];

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  'couple of': 2,
  three: 3,
  'a few': 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  'half an': 0.5,
  'half a': 0.5,
};

const PART =
  /(?:(\d{1,9}(?:\.\d{1,2})?) ?|(half an?|(?:a )?couple of|(?:a )?few|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) )([a-z]+)(?:,? and |, ?| )?/y;
const MAX_PARTS = 6;

/** How long `3d`, `1h30m` or `a couple of weeks` is, in lower case; null for what is no length of time. */
export function readDuration(words: string): DurationLike | null {
  const total: Record<string, number> = {};
  const part = new RegExp(PART);
  for (let count = 0; count < MAX_PARTS && part.lastIndex < words.length; count += 1) {
    const start = part.lastIndex;
    const [, digits, word, unit = ''] = part.exec(words) ?? [];
    const name = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
    const amount = digits === undefined ? NUMBER_WORDS[word ?? ''] : Number(digits);
    if (name === undefined || amount === undefined || part.lastIndex <= start) return null;
    total[name] = (total[name] ?? 0) + amount;
  }
  return part.lastIndex === words.length && words !== '' ? total : null;
}

/** The length that a unit without a number names: `past week`. */
export function readUnit(words: string): DurationLike | null {
  return /^[a-z]+$/.test(words) ? readDuration(`1 ${words}`) : null;
}

/** Whether it is counted in days or longer, so that the hour of the day does not matter. */
export function isWholeDays(duration: DurationLike): boolean {
  return typeof duration === 'object' && !('hours' in duration) && !('minutes' in duration);
}
