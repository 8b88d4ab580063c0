import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import type { CalendarDate } from '../../../core/domain/recap.ts';
import type { Language } from './language.ts';

export interface DueDate {
  date: CalendarDate;
  /** The words that say it, with the preposition before them: `by Friday`. */
  phrase: string;
}

interface DateRule {
  pattern: RegExp;
  date: (today: DateTime, match: RegExpExecArray) => DateTime | null;
}

const FRIDAY = 5;

/** Deadlines of office life that chrono does not know. */
const OFFICE_RULES: readonly DateRule[] = [
  {
    pattern: /\b(?:EOW|end of (?:the |this )?week|(?:later )?this week)\b/i,
    date: (today) => weekdayOf(today, FRIDAY),
  },
  {
    pattern: /\b(?:early|beginning of|start of) next week\b/i,
    date: (today) => weekdayOf(today.plus({ weeks: 1 }), 1),
  },
  {
    pattern: /\b(?:(?:the )?end of )?next week\b(?! (?:mon|tue|wed|thu|fri|sat|sun))/i,
    date: (today) => weekdayOf(today.plus({ weeks: 1 }), FRIDAY),
  },
  { pattern: /\b(?:EOM|end of (?:the |this )?month|this month)\b/i, date: (today) => today.endOf('month') },
  {
    pattern: /\b(?:(?:the )?end of )?next month\b/i,
    date: (today) => today.plus({ months: 1 }).endOf('month'),
  },
  {
    pattern: /\b(?:EOQ|end of (?:the |this )?quarter|this quarter)\b/i,
    date: (today) => today.endOf('quarter'),
  },
  { pattern: /\b(?:EOY|end of (?:the |this )?year)\b/i, date: (today) => today.endOf('year') },
  {
    pattern: /\b(?:by |before )?(?:the )?end of Q([1-4])\b/i,
    date: (today, match) => quarterEnd(today, Number(match[1])),
  },
  {
    pattern:
      /\b(?:by|before|on|until|till|due) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|commit|time|item|point|step|line))/i,
    date: (today, match) => nextDayOfMonth(today, Number(match[1])),
  },
];

/** Only where no other day is named: `EOD Friday` is Friday. */
const END_OF_DAY: readonly DateRule[] = [
  {
    pattern:
      /\b(?:EOD|COB|EOB|end of (?:the |this )?(?:day|business)|(?:right )?(?:before|over|after) lunch|heute|aujourd'hui|hoy)\b/i,
    date: (today) => today,
  },
];

const PARSERS: Readonly<Record<Language, chrono.Chrono>> = {
  en: chrono.en.casual,
  de: chrono.de.casual,
  fr: chrono.fr.casual,
  es: chrono.es.casual,
};

const DEADLINE_WORD =
  /\b(?:by|before|until|till|til|on|for|due|this|next|no later than|bis|am|zum|vor|pour|avant|le|para|antes del?|el)\s*$/i;
/** After these, a date is not when something is due but when it happened, began or repeats. */
const NOT_DUE_WORD =
  /\b(?:last|past|previous|since|after|from|ago|every|each|as of|not before|starting|seit|letzten?|nach|ab|jeden|depuis|après|desde|cada)\s*(?:the\s*)?$/i;
/** Names of days and months that are common words as well. */
const ALSO_A_WORD = /^(?:sun|sat|mon|wed|mar|may|march|august|second|dec|jan|nov|sec)$/i;
const PREPOSITION =
  /(?:\b(?:by|before|until|till|til|on|for|due|no later than|latest|at|within|bis zum|bis|am|pour|avant|le|para|antes del?|el)\s+)+$/i;

/**
 * The day that words such as `by Friday` or `EOW` name, seen from the moment and the zone in which they were written.
 * Null where they name no day, a past one, or only a month.
 */
export function dueDateIn(
  text: string,
  { sentAt, timeZone, language }: { sentAt: Date; timeZone: string; language: Language },
): DueDate | null {
  const today = localDay(sentAt, timeZone);
  return (
    byRule(OFFICE_RULES, text, today) ??
    byChrono(text, sentAt, today, language) ??
    byRule(END_OF_DAY, text, today)
  );
}

function localDay(sentAt: Date, timeZone: string): DateTime {
  const local = DateTime.fromJSDate(sentAt, { zone: timeZone });
  return local.isValid ? local : DateTime.fromJSDate(sentAt, { zone: 'UTC' });
}

function byRule(rules: readonly DateRule[], text: string, today: DateTime): DueDate | null {
  for (const { pattern, date } of rules) {
    const match = pattern.exec(text);
    const day = match === null ? null : date(today, match);
    if (match === null || day === null || NOT_DUE_WORD.test(text.slice(0, match.index))) continue;
    return { date: day.toFormat('yyyy-MM-dd'), phrase: withPreposition(text, match.index, match[0]) };
  }
  return null;
}

function byChrono(text: string, sentAt: Date, today: DateTime, language: Language): DueDate | null {
  const reference = { instant: sentAt, timezone: today.offset };
  const found = PARSERS[language]
    .parse(text, reference, { forwardDate: true })
    .filter((result) => isDue(result, text))
    .map((result) => ({ result, day: dayOf(result, today) }))
    .filter(({ day }) => day >= today.startOf('day'));
  const best = found.find(({ result }) => DEADLINE_WORD.test(text.slice(0, result.index))) ?? found[0];
  if (best === undefined) return null;
  return {
    date: best.day.toFormat('yyyy-MM-dd'),
    phrase: withPreposition(text, best.result.index, best.result.text),
  };
}

function isDue(result: chrono.ParsedResult, text: string): boolean {
  const before = text.slice(0, result.index);
  const after = text.slice(result.index + result.text.length);
  if (NOT_DUE_WORD.test(before) || /^(?:last|past|every)\b/i.test(result.text)) return false;
  if (/^(?:right )?now$/i.test(result.text) || /^\s*(?:or so )?ago\b/i.test(after)) return false;
  if (ALSO_A_WORD.test(result.text)) return DEADLINE_WORD.test(before) && /^\p{Lu}/u.test(result.text);
  if (isBareDuration(result) || isAmbiguousSlashDate(result.text)) return false;
  return namesADay(result, before);
}

/** A month names no day, and a bare `morning` is a greeting. */
function namesADay({ start, text }: chrono.ParsedResult, before: string): boolean {
  if (start.isCertain('day') || start.isCertain('weekday')) return true;
  if (start.isCertain('hour')) return DEADLINE_WORD.test(before) || /\bat\s*$|^at /i.test(`${before}${text}`);
  return (
    /^this /i.test(text) ||
    (/^(?:noon|afternoon|evening|midnight)$/i.test(text) && DEADLINE_WORD.test(before))
  );
}

/** `takes 2 days` is no date; `in 2 days` is one. */
function isBareDuration({ text }: chrono.ParsedResult): boolean {
  return /^(?:about |another )?(?:\d+|an?|one|two|three|few|couple)\b.*\b(?:[smhdwy]|sec|second|min|minute|hour|hr|day|week|month|mo|year|yr)s?$/i.test(
    text,
  );
}

function isAmbiguousSlashDate(text: string): boolean {
  const parts = /^(\d{1,2})[./-](\d{1,2})$/.exec(text);
  return parts !== null && Number(parts[1]) <= 12 && Number(parts[2]) <= 12;
}

/** A weekday named on that very day means the one a week later. */
function dayOf({ start, text }: chrono.ParsedResult, today: DateTime): DateTime {
  const isWeekday = start.isCertain('weekday');
  if (!start.isCertain('day') && !isWeekday) return today.startOf('day');
  const { zone } = today;
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  const named = DateTime.fromObject({ year: year ?? today.year, month: month ?? 1, day: day ?? 1 }, { zone });
  const isToday = isWeekday && named.hasSame(today, 'day') && !/^this\b/i.test(text);
  return isToday ? named.plus({ weeks: 1 }) : named;
}

function withPreposition(text: string, index: number, words: string): string {
  return `${PREPOSITION.exec(text.slice(0, index))?.[0] ?? ''}${words}`;
}

/** That weekday of the same week; on a weekend, of the coming one. */
function weekdayOf(day: DateTime, weekday: number): DateTime {
  const workday = day.weekday > FRIDAY ? day.plus({ weeks: 1 }) : day;
  return workday.startOf('week').plus({ days: weekday - 1 });
}

function quarterEnd(today: DateTime, quarter: number): DateTime {
  const end = today.set({ month: quarter * 3, day: 1 }).endOf('month');
  return end < today ? end.plus({ years: 1 }).endOf('month') : end;
}

function nextDayOfMonth(today: DateTime, day: number): DateTime | null {
  for (const months of [0, 1, 2]) {
    const month = today.startOf('month').plus({ months });
    if (day < 1 || day > (month.daysInMonth ?? 0)) continue;
    const candidate = month.set({ day });
    if (candidate >= today.startOf('day')) return candidate;
  }
  return null;
}
