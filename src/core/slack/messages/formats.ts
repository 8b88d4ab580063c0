import type { CalendarDate } from '../../domain/recap.ts';

/** A text for each plural category that the language of the words has; `#` stands for the number. */
export type PluralForms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** How numbers, lists and dates are written for one reader. */
export interface Formats {
  /** BCP 47: the language of the words, with the reader's region. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** “1,530”; with exactly `fractionDigits` where they are given. */
  number(n: number, fractionDigits?: number): string;
  /** US dollars: “$0.004”. */
  dollars(amount: number, fractionDigits: number): string;
  /** The form for `count`, with the number in the place of each `#`. */
  plural(count: number, forms: PluralForms): string;
  /** “a, b, and c”. */
  list(items: readonly string[]): string;
  /** “Thu, Nov 5”: a calendar date, the same in every zone. The year is told where `now` is given and lies in another one. */
  date(date: CalendarDate, now?: Date): string;
  /** “Thu, Nov 5” in the reader's zone; the year as for `date`. */
  day(at: Date, now?: Date): string;
  /** “2:30 PM” in the reader's zone. */
  time(at: Date): string;
  /** “Thu, Nov 5, 2:30 PM” in the reader's zone; the year as for `date`. */
  moment(at: Date, now?: Date): string;
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const YEAR = { year: 'numeric' } as const;
/** Newer versions of Unicode's data put it before “PM”; searching and comparing are easier without it. */
const NARROW_NO_BREAK_SPACE = /\u202F/g;

/**
 * Formats in the language of the words. `region` is ISO 3166 or UN M49, null for the language's own; `hourCycle` is the
 * reader's, which the language of the words may not know. `timeZone` must be known to Intl.
 * @throws RangeError
 */
export function formatsFor({
  language,
  region,
  hourCycle,
  timeZone,
}: {
  language: string;
  region: string | null;
  hourCycle: Intl.DateTimeFormatOptions['hourCycle'];
  timeZone: string;
}): Formats {
  const locale = region === null ? language : `${language}-${region}`;
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(language);
  const listing = new Intl.ListFormat(locale, { type: 'conjunction' });
  // A formatter takes some 40 kB, and most readers need one or two of them.
  const formatter = (options: Intl.DateTimeFormatOptions, zone: string) => {
    let format: Intl.DateTimeFormat | undefined;
    return (at: Date) => {
      format ??= new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
      return format.format(at).replace(NARROW_NO_BREAK_SPACE, ' ');
    };
  };
  const yearHere = formatter(YEAR, timeZone);
  const withYearWhereNeeded = (options: Intl.DateTimeFormatOptions, zone: string) => {
    const short = formatter(options, zone);
    const long = formatter({ ...options, ...YEAR }, zone);
    const year = formatter(YEAR, zone);
    return (at: Date, now?: Date) => (now && year(at) !== yearHere(now) ? long : short)(at);
  };
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle } as const;
  const dates = withYearWhereNeeded(DAY, 'UTC');
  return {
    locale,
    timeZone,
    number: (n, digits) => (digits === undefined ? numbers : decimals(locale, digits)).format(n),
    dollars: (amount, digits) =>
      decimals(locale, digits, {
        style: 'currency',
        currency: 'USD',
        currencyDisplay: 'narrowSymbol',
      }).format(amount),
    plural: (count, forms) =>
      (forms[plurals.select(count)] ?? forms.other).replaceAll('#', () => numbers.format(count)),
    list: (items) => listing.format(items),
    date: (date, now) => dates(new Date(`${date}T00:00:00Z`), now),
    day: withYearWhereNeeded(DAY, timeZone),
    time: formatter(clock, timeZone),
    moment: withYearWhereNeeded({ ...DAY, ...clock }, timeZone),
  };
}

function decimals(locale: string, digits: number, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
