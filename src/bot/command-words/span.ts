import * as chrono from 'chrono-node';
import { DateTime, type DurationLikeObject } from 'luxon';
import { isWholeDays, readDuration } from './duration.ts';

/** What the words for times mean to the asker. */
export interface Clock {
  /** In the asker's zone. */
  now: DateTime;
  monthFirst: boolean;
}

/** The time that words name, from `from` up to but not including `to`; for a moment such as `9am` both are the same. */
export interface Span {
  from: DateTime;
  to: DateTime;
  isMoment: boolean;
  /** How often such a time comes: the latest one is taken, but a later one may be meant. Null where the words name one time alone. */
  every: DurationLikeObject | null;
  /** Only the time of day was said. */
  isTimeOfDay: boolean;
}

type Match = RegExpExecArray;

interface CalendarRule {
  pattern: RegExp;
  span: (now: DateTime, match: Match, clock: Clock) => Span | null;
}

type CalendarUnit = 'week' | 'month' | 'year';

const CALENDAR_UNITS: Readonly<Record<string, CalendarUnit>> = { week: 'week', month: 'month', year: 'year' };

/** How far back the last 29 February may lie. */
const YEARS_BACK = [0, 1, 2, 3, 4];

/** The hours of a day's parts, so that nothing falls between them; the night ends on the next day. */
const DAY_PARTS: Readonly<Record<string, [number, number]>> = {
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [18, 30],
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  /^(last )?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:,? (\d{4}))?$/;

const CALENDAR_RULES: readonly CalendarRule[] = [
  { pattern: /^today$/, span: (now) => dayOf(now) },
  { pattern: /^yesterday$/, span: (now) => dayOf(now.minus({ days: 1 })) },
  { pattern: /^day before yesterday$/, span: (now) => dayOf(now.minus({ days: 2 })) },
  { pattern: /^(this|last|previous) (week|month|year)$/, span: calendarUnit },
  { pattern: /^([a-z]+) (?:of )?(last|this) week$/, span: weekdayOfWeek },
  { pattern: MONTH, span: month },
  { pattern: /^(?:(this|last|past|previous) )?weekend$/, span: weekend },
  { pattern: /^(?:tonight|this night)$/, span: (now) => partOf(dayOf(now), 'night') },
  { pattern: /^last night$/, span: (now) => partOf(dayOf(now.minus({ days: 1 })), 'night') },
  {
    pattern: /^(?:this )?(morning|afternoon|evening)$/,
    span: (now, match) => partOf(dayOf(now), match[1]),
  },
  {
    pattern: /^(.+) (morning|afternoon|evening|night)$/,
    span: (_, match, clock) => partOf(byChrono(match[1] ?? '', clock), match[2]),
  },
  { pattern: /^(.+) ago$/, span: ago },
];

/** The time that lower-case words such as `yesterday`, `last week`, `1 nov` or `monday 9am` name; null where they name none. */
export function readSpan(words: string, clock: Clock): Span | null {
  for (const { pattern, span } of CALENDAR_RULES) {
    const match = pattern.exec(words);
    const found = match === null ? null : span(clock.now, match, clock);
    if (found !== null) return found;
  }
  return byChrono(words, clock);
}

function momentAt(at: DateTime, every: DurationLikeObject | null = null): Span {
  return { from: at, to: at, isMoment: true, every, isTimeOfDay: false };
}

function dayOf(at: DateTime, every: DurationLikeObject | null = null): Span {
  const from = at.startOf('day');
  return { from, to: from.plus({ days: 1 }).startOf('day'), isMoment: false, every, isTimeOfDay: false };
}

function calendarUnit(now: DateTime, match: Match): Span | null {
  const unit = CALENDAR_UNITS[match[2] ?? ''];
  if (unit === undefined) return null;
  const current = now.startOf(unit);
  const from = match[1] === 'this' ? current : current.minus({ [unit]: 1 }).startOf(unit);
  return { ...dayOf(from), to: from.plus({ [unit]: 1 }).startOf(unit) };
}

/** The month of that name that began last; with `last`, the one before where it is that month now. */
function month(now: DateTime, match: Match): Span {
  const [, last, name = '', year] = match;
  const number = MONTHS.indexOf(name.slice(0, 3)) + 1;
  const inYear = (of: number) => DateTime.fromObject({ year: of, month: number }, { zone: now.zone });
  if (year !== undefined) return wholeMonth(inYear(Number(year)), null);
  const thisYear = inYear(now.year);
  const isAhead = last === undefined ? thisYear > now : thisYear >= now.startOf('month');
  return wholeMonth(isAhead ? inYear(now.year - 1) : thisYear, { years: 1 });
}

function wholeMonth(from: DateTime, every: DurationLikeObject | null): Span {
  return { ...dayOf(from, every), to: from.plus({ months: 1 }).startOf('month') };
}

function weekdayOfWeek(now: DateTime, match: Match, clock: Clock): Span | null {
  const day = byChrono(match[1] ?? '', clock);
  if (day?.isMoment !== false || !isWeekly(day)) return null;
  const monday = now.startOf('week').minus({ weeks: match[2] === 'last' ? 1 : 0 });
  return dayOf(monday.plus({ days: day.from.weekday - 1 }));
}

/** Whether it is a weekday without a date. */
export function isWeekly({ every }: Span): boolean {
  return every !== null && 'weeks' in every;
}

/** The weekend that began last; on a weekend, the one before where the words say `last`. */
function weekend(now: DateTime, match: Match): Span {
  const thisSaturday = now.startOf('week').plus({ days: 5 });
  const isLater = thisSaturday > now || (match[1] !== undefined && match[1] !== 'this');
  const from = isLater ? thisSaturday.minus({ weeks: 1 }) : thisSaturday;
  return { ...dayOf(from), to: from.plus({ days: 2 }).startOf('day') };
}

function partOf(day: Span | null, part: string | undefined): Span | null {
  const hours = DAY_PARTS[part ?? ''];
  if (day === null || day.isMoment || hours === undefined) return null;
  const [first, last] = hours;
  if (!day.from.plus({ days: 1 }).hasSame(day.to, 'day')) return null;
  const from = first === 0 ? day.from : day.from.set({ hour: first });
  const to = last < 24 ? day.from.set({ hour: last }) : day.to.plus({ hours: last - 24 });
  return { ...day, from, to };
}

/** `3 days ago` is that day, `3 hours ago` that moment. */
function ago(now: DateTime, match: Match): Span | null {
  const duration = readDuration(match[1] ?? '');
  if (duration === null) return null;
  const at = now.minus(duration);
  if (!at.isValid) return null;
  return isWholeDays(duration) ? dayOf(at) : momentAt(at);
}

function byChrono(words: string, { now, monthFirst }: Clock): Span | null {
  if (/^next\b|\bweek\b/.test(words)) return null;
  const parser = monthFirst ? chrono.en.casual : chrono.en.GB;
  const results = parser.parse(words, { instant: now.toJSDate(), timezone: now.offset });
  const [result] = results;
  if (result === undefined || results.length > 1 || result.end || result.text.length !== words.length)
    return null;
  const span = spanOf(result.start, words, now);
  return span?.from.isValid && span.to.isValid ? span : null;
}

function spanOf(start: chrono.ParsedComponents, words: string, now: DateTime): Span | null {
  if (start.isCertain('timezoneOffset')) {
    return momentAt(DateTime.fromJSDate(start.date(), { zone: now.zone }));
  }
  const hasHour = start.isCertain('hour');
  const day = namedDay(start, words, now);
  if (day === null) return hasHour ? timeOfDay(start, now) : null;
  return hasHour ? momentAt(atTime(start, day.from), day.every) : day;
}

/** The last day of that name. */
function namedDay(start: chrono.ParsedComponents, words: string, now: DateTime): Span | null {
  if (start.isCertain('day')) return dayOfYear(start, now);
  if (start.isCertain('month')) return null;
  const weekday = start.get('weekday');
  return start.isCertain('weekday') && weekday !== null ? lastWeekday(weekday, words, now) : null;
}

function dayOfYear(start: chrono.ParsedComponents, now: DateTime): Span | null {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || day === null) return null;
  const inYear = (of: number) => DateTime.fromObject({ year: of, month, day }, { zone: now.zone });
  if (start.isCertain('year')) return dayOf(inYear(year));
  const latest = YEARS_BACK.map((back) => inYear(now.year - back)).find((at) => at.isValid && at <= now);
  return latest === undefined ? null : dayOf(latest, { years: 1 });
}

/** A weekday named on that very day means the one a week before: today is called today. `sunday` is 0. */
function lastWeekday(weekday: number, words: string, now: DateTime): Span {
  const thisWeek = now.startOf('week').plus({ days: (weekday + 6) % 7 });
  if (/^this\b/.test(words)) return dayOf(thisWeek);
  return dayOf(thisWeek >= now.startOf('day') ? thisWeek.minus({ weeks: 1 }) : thisWeek, { weeks: 1 });
}

function timeOfDay(start: chrono.ParsedComponents, now: DateTime): Span {
  const today = atTime(start, now.startOf('day'));
  const at = today > now ? atTime(start, now.minus({ days: 1 }).startOf('day')) : today;
  return { ...momentAt(at, { days: 1 }), isTimeOfDay: true };
}

function atTime(start: chrono.ParsedComponents, day: DateTime): DateTime {
  return day.set({
    hour: start.get('hour') ?? 0,
    minute: start.get('minute') ?? 0,
    second: start.get('second') ?? 0,
    millisecond: 0,
  });
}
