import type { CalendarDate, Receipt } from '../../domain/recap.ts';
import type { Coverage, LeftOutReason } from '../../domain/transcript.ts';

const LOCALE = 'en';
const numbers = new Intl.NumberFormat(LOCALE);
const plurals = new Intl.PluralRules(LOCALE);
const listing = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const days = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

const LEFT_OUT: Record<LeftOutReason, string> = {
  bot: 'from bots',
  recall: "of Recall's own",
  system: 'joins and other notices',
  empty: 'without text',
  over_limit: 'over the limit',
};

/** “1 message”, “1,530 messages”. */
export function messageCount(count: number): string {
  return `${numbers.format(count)} ${plurals.select(count) === 'one' ? 'message' : 'messages'}`;
}

/** What was read and what was not, such as “Read 41 of 45 messages (left out: 4 from bots)”. */
export function coverageLine({ found, read, leftOut, partial }: Coverage): string {
  const reasons = Object.entries(LEFT_OUT).flatMap(([reason, words]) => {
    const count = Object.entries(leftOut).find(([key]) => key === reason)?.[1] ?? 0;
    return count === 0 ? [] : [`${numbers.format(count)} ${words}`];
  });
  const all = `${partial ? 'more than ' : ''}${messageCount(found)}`;
  const what = read === found && !partial ? messageCount(read) : `${numbers.format(read)} of ${all}`;
  return `Read ${what}${reasons.length > 0 ? ` (left out: ${listing.format(reasons)})` : ''}`;
}

/** What made the recap and what it cost, such as “Claude … · $0.004 · 3.1 s”. */
export function receiptLine({ engine, model, costUsd, stages }: Receipt): string {
  const maker = engine === 'builtin' ? 'made without a model' : (model ?? engine);
  const cost = engine === 'builtin' ? [] : [costUsd === null ? 'cost unknown' : dollars(costUsd)];
  const seconds = Object.values(stages).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [maker, ...cost, `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`].join(' · ');
}

/** “Thu, Nov 5”: a calendar date, the same in every zone. */
export function dueDate(date: CalendarDate): string {
  return days.format(new Date(`${date}T00:00:00Z`));
}

function dollars(amount: number): string {
  if (amount > 0 && amount < 0.001) return 'under $0.001';
  return `$${amount.toFixed(amount < 1 ? 3 : 2)}`;
}
