import type { CalendarDate, Receipt } from '../../domain/recap.ts';
import { type Coverage, LEFT_OUT_REASONS, type LeftOutReason } from '../../domain/transcript.ts';

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
  system: 'from Slack itself',
  empty: 'without text',
  over_limit: 'over my limit',
};

/** From here on seconds and dollars are told without their last digit; what rounds up to it counts too. */
const TENTHS_BELOW = 9.95;
const MILLS_BELOW = 0.9995;

/** “1 message”, “1,530 messages”; for nouns whose plural ends in s. */
export function counted(count: number, noun: string): string {
  return `${numbers.format(count)} ${noun}${plurals.select(count) === 'one' ? '' : 's'}`;
}

/**
 * What was read and what was not, such as “Read 41 of 45 messages (left out: 4 from bots)”. Where reading stopped at a limit,
 * how much there is beyond it is not known.
 */
export function coverageLine({ found, read, leftOut, partial }: Coverage): string {
  const counts = LEFT_OUT_REASONS.flatMap((reason) => {
    const count = leftOut[reason] ?? 0;
    return count > 0 ? [`${numbers.format(count)} ${LEFT_OUT[reason]}`] : [];
  });
  const reasons = partial ? [...counts, 'everything beyond my limit'] : counts;
  const all = `${partial ? 'more than ' : ''}${counted(found, 'message')}`;
  const what = read === found && !partial ? all : `${numbers.format(read)} of ${all}`;
  return `Read ${what}${reasons.length > 0 ? ` (left out: ${listing.format(reasons)})` : ''}`;
}

/** What made the recap and what it took, such as “anthropic.claude-… · $0.004 · 3.1 s”. */
export function receiptLine({ engine, model, costUsd, stages }: Receipt): string {
  const maker = engine === 'builtin' ? 'made without a model' : (model ?? engine);
  const cost = engine === 'builtin' ? [] : [costUsd === null ? 'cost unknown' : dollars(costUsd)];
  const seconds = Object.values(stages).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [maker, ...cost, duration(seconds)].join(' · ');
}

/** “Thu, Nov 5”: a calendar date, the same in every zone. */
export function dueDate(date: CalendarDate): string {
  return days.format(new Date(`${date}T00:00:00Z`));
}

function dollars(amount: number): string {
  if (amount > 0 && amount < 0.001) return 'under $0.001';
  return `$${amount.toFixed(amount < MILLS_BELOW ? 3 : 2)}`;
}

function duration(seconds: number): string {
  if (seconds < 0.1) return 'under 0.1 s';
  return `${seconds < TENTHS_BELOW ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
