const LOCALE = 'en';
const whole = new Intl.NumberFormat(LOCALE);
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
const languageNames = new Intl.DisplayNames([LOCALE], { type: 'language' });

/** `1,530`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1.5K`, where there is little room. */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** `1 recap`, `2 recaps`; `plural` where it does not end in s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `$12.40`; what is less than a cent keeps two digits that say something, such as `$0.0042`. */
export function formatUsd(usd: number): string {
  const digits = usd > 0 && usd < 0.01 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  const plain = usd === 0 || usd >= 0.01 ? { minimumFractionDigits: 2 } : {};
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'USD', ...plain, ...digits }).format(
    usd,
  );
}

/** The share of a whole; nothing of nothing is a dash. */
export function formatShare(part: number, all: number): string {
  return all === 0 ? '–' : percent.format(part / all);
}

/** A length of time in milliseconds with its two largest units at most: `840 ms`, `14 s`, `2 min 5 s`, `3 h`, `2 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 3600) return twoUnits(rounded, [60, 'min'], [1, 's']);
  if (rounded < 86_400) return twoUnits(Math.round(rounded / 60), [60, 'h'], [1, 'min']);
  return twoUnits(Math.round(rounded / 3600), [24, 'd'], [1, 'h']);
}

function twoUnits(amount: number, [per, large]: [number, string], [, small]: [number, string]): string {
  const rest = amount % per;
  return `${Math.floor(amount / per)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

/** `23 Nov` of a date such as `2026-11-23`. */
export function formatDay(day: string): string {
  const date = dateOf(day);
  return date ? dayAndMonth.format(date) : day;
}

/** `November 23, 2026`. */
export function formatFullDay(day: string): string {
  const date = dateOf(day);
  return date ? fullDay.format(date) : day;
}

/** `Nov 23, 2026, 09:00` in UTC. */
export function formatMoment(instant: string): string {
  const date = dateOf(instant);
  return date ? moment.format(date) : instant;
}

/** `3 min ago`, `in 2 h`, in one unit. */
export function formatDistance(instant: string, now: Date): string {
  const date = dateOf(instant);
  if (!date) return instant;
  const seconds = Math.round((now.getTime() - date.getTime()) / 1000);
  const words = largestUnit(Math.abs(seconds));
  if (words === null) return 'just now';
  return seconds >= 0 ? `${words} ago` : `in ${words}`;
}

const UNITS: readonly [number, string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
];

function largestUnit(seconds: number): string | null {
  const unit = UNITS.find(([length]) => seconds >= length);
  return unit ? `${formatCount(Math.floor(seconds / unit[0]))} ${unit[1]}` : null;
}

/** `German` for `de`; the tag itself where nobody knows it. */
export function formatLanguage(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** `Left out` for `left_out` and for `leftOut`. */
export function inWords(code: string): string {
  const words = code.replaceAll('_', ' ').replaceAll(/[a-z][A-Z]/g, ([end = '', start = '']) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function dateOf(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
