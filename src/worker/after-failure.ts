import type { RecallError } from '../core/domain/errors.ts';

export type AfterFailure =
  | { kind: 'drop' }
  /** Stays queued until Recall is installed again. */
  | { kind: 'rest' }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'retry' }
  | { kind: 'give_up' };

/** Waiting for others (rate limits, throttling) ends after this, in milliseconds since the work was to begin. */
const LONGEST_WAIT_MS = 30 * 60_000;
const SHORTEST_WAIT_MS = 1000;
const THROTTLED_WAIT_MS = 15_000;

/**
 * What becomes of a conversation whose run ended in `error`. Being asked to wait, and being stopped for a shutdown, spend no
 * attempt; what a person has cancelled is not touched again; what waits for Recall to be installed again rests; what cannot get better by trying again is given up at once.
 * A person is soon told that the model is down, and may try again; a digest, which nobody waits for, waits until the model is asked again.
 */
export function decideAfterFailure(
  { code, retryable, retryAfterMs }: RecallError,
  { attemptsLeft, waitedMs, isScheduled }: { attemptsLeft: number; waitedMs: number; isScheduled: boolean },
): AfterFailure {
  const isUnwanted = code === 'cancelled' && !retryable;
  if (code === 'superseded' || isUnwanted) return { kind: 'drop' };
  if (code === 'slack_token_rejected') return { kind: 'rest' };
  if (!retryable) return { kind: 'give_up' };
  if (code === 'cancelled') return { kind: 'wait', waitMs: 0 };
  const isLeftAlone = isScheduled && code === 'engine_unavailable' && retryAfterMs !== undefined;
  const asksToWait = code === 'slack_rate_limited' || code === 'engine_throttled' || isLeftAlone;
  if (asksToWait && waitedMs < LONGEST_WAIT_MS) {
    return { kind: 'wait', waitMs: Math.max(retryAfterMs ?? THROTTLED_WAIT_MS, SHORTEST_WAIT_MS) };
  }
  return attemptsLeft > 1 ? { kind: 'retry' } : { kind: 'give_up' };
}
