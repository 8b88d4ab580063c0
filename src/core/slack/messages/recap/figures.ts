import type { Receipt } from '../../../domain/recap.ts';
import { type Coverage, LEFT_OUT_REASONS } from '../../../domain/transcript.ts';
import type { Speech } from '../speech.ts';

/** From here on seconds and dollars are told without their last digit; what rounds up to it counts too. */
const TENTHS_BELOW = 9.95;
const MILLS_BELOW = 0.9995;
const LEAST_DOLLARS = 0.001;
const LEAST_SECONDS = 0.1;

/**
 * What was read and what was not, such as “Read 41 of 45 messages (left out: 4 from bots)”. Where reading stopped at a limit,
 * how much there is beyond it is not known.
 */
export function coverageLine({ found, read, leftOut, partial }: Coverage, speech: Speech): string {
  const { recap } = speech.words;
  const counts = LEFT_OUT_REASONS.flatMap((reason) => {
    const count = leftOut[reason] ?? 0;
    return count > 0 ? [recap.reasons[reason](speech, { count })] : [];
  });
  const reasons = partial ? [...counts, recap.beyondLimit] : counts;
  const what = whatWasRead({ found, read, partial }, speech);
  if (reasons.length === 0) return what;
  return `${what} ${recap.leftOut(speech, { reasons: speech.list(reasons) })}`;
}

function whatWasRead({ found, read, partial }: Omit<Coverage, 'leftOut'>, speech: Speech): string {
  const { recap } = speech.words;
  if (partial) return recap.readSomeOfMore(speech, { read, atLeast: found });
  return read === found ? recap.readAll(speech, { count: read }) : recap.readSome(speech, { read, found });
}

/** What made the recap and what it took, such as “anthropic.claude-… · $0.004 · 3.1 s”. */
export function receiptLine({ engine, model, costUsd, stages }: Receipt, speech: Speech): string {
  const { withoutModel, costUnknown } = speech.words.recap;
  const maker = engine === 'builtin' ? withoutModel : (model ?? engine);
  const cost = engine === 'builtin' ? [] : [costUsd === null ? costUnknown : dollars(costUsd, speech)];
  const seconds = Object.values(stages).reduce((sum, ms) => sum + ms, 0) / 1000;
  return [maker, ...cost, duration(seconds, speech)].join(' · ');
}

function dollars(amount: number, speech: Speech): string {
  if (amount > 0 && amount < LEAST_DOLLARS) {
    return speech.words.recap.under(speech, { amount: speech.dollars(LEAST_DOLLARS, 3) });
  }
  return speech.dollars(amount, amount < MILLS_BELOW ? 3 : 2);
}

function duration(seconds: number, speech: Speech): string {
  const { recap } = speech.words;
  const told = (amount: number, digits: number) =>
    recap.seconds(speech, { count: speech.number(amount, digits) });
  if (seconds < LEAST_SECONDS) return recap.under(speech, { amount: told(LEAST_SECONDS, 1) });
  return told(seconds, seconds < TENTHS_BELOW ? 1 : 0);
}
