import type { DigestDays } from '../../core/domain/digest/schedule.ts';
import type { Weekday } from '../../core/domain/digest/zone.ts';

const WEEKDAYS: readonly { weekday: Weekday; pattern: RegExp; name: string }[] = [
  { weekday: 1, pattern: /^mon(?:days?)?$/, name: 'monday' },
  { weekday: 2, pattern: /^tue(?:s|sdays?)?$/, name: 'tuesday' },
  { weekday: 3, pattern: /^wed(?:s|nesdays?)?$/, name: 'wednesday' },
  { weekday: 4, pattern: /^thu(?:r|rs|rsdays?)?$/, name: 'thursday' },
  { weekday: 5, pattern: /^fri(?:days?)?$/, name: 'friday' },
  { weekday: 6, pattern: /^sat(?:urdays?)?$/, name: 'saturday' },
  { weekday: 7, pattern: /^sun(?:days?)?$/, name: 'sunday' },
];

export const WEEKDAY_NAMES: readonly string[] = WEEKDAYS.map(({ name }) => name);
export const EVERY_DAY: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] };
export const WORKDAYS: DigestDays = { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] };

const DAILY = /^(?:daily|every ?day|each day)$/;
const ON_WORKDAYS = /^(?:(?:every|each|on) )?(?:week|work|working |business )days?$/;
const MONTHLY =
  /^(?:(monthly|(?:every|each) month),? )?(?:on )?(?:the )?(?:(first|1st) )?([a-z]+)(?: (?:of|in) (?:the|every|each|a) month)?$/;
const WEEKLY_START = /^(?:(?:weekly|(?:every|each) week),? )?(?:(?:on|every|each) )?/;

const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\.?)?$/;

/** What may be a time of day, in a text in lower case. */
export const TIME_PATTERN = String.raw`(?:noon|midnight|\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?)?)`;

/** The days that words in lower case name, such as `weekdays`, `weekly mon, thu` or `first monday`; null for others. */
export function readDays(words: string): DigestDays | null {
  if (DAILY.test(words)) return EVERY_DAY;
  if (ON_WORKDAYS.test(words)) return WORKDAYS;
  return readMonthly(words) ?? readWeekly(words);
}

export function readWeekday(word: string): Weekday | null {
  return WEEKDAYS.find(({ pattern }) => pattern.test(word))?.weekday ?? null;
}

export function weekdayName(weekday: Weekday): string {
  return WEEKDAY_NAMES[weekday - 1] ?? '';
}

/** `9`, `9:30`, `9.30 pm`, `noon` as `HH:MM`; null for what is no time. */
export function readTime(text: string): string | null {
  if (text === 'noon') return '12:00';
  if (text === 'midnight') return '00:00';
  const [, hours, minutes = '00', half] = CLOCK.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  const hour = half === undefined ? Number(hours) : fromHalfDay(Number(hours), half);
  return hour === null || hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`;
}

function fromHalfDay(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function readMonthly(words: string): DigestDays | null {
  const [, monthly, first, name = ''] = MONTHLY.exec(words) ?? [];
  const weekday = readWeekday(name);
  if (weekday === null || (monthly === undefined && first === undefined)) return null;
  return { kind: 'monthly', weekday };
}

function readWeekly(words: string): DigestDays | null {
  const names = words
    .replace(WEEKLY_START, '')
    .replace(/ ?[-–] ?| (?:to|through) /g, '-')
    .split(/(?:,|&|\+| and\b| )+ ?/)
    .filter((name) => name !== '');
  const weekdays = names.map(readRange);
  if (weekdays.length === 0 || weekdays.some((range) => range.length === 0)) return null;
  return { kind: 'weekly', weekdays: [...new Set(weekdays.flat())].toSorted((a, b) => a - b) };
}

/** `mon`, or `fri-mon` over the end of the week. */
function readRange(text: string): Weekday[] {
  const [from = '', to = from, ...more] = text.split('-');
  const [first, last] = [readWeekday(from), readWeekday(to)];
  if (first === null || last === null || more.length > 0) return [];
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => WEEKDAYS[(first - 1 + index) % 7]?.weekday ?? first);
}
