import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, RecallError } from '../core/domain/errors.ts';
import { JOBS } from '../core/queue/jobs.ts';
import { decideAfterFailure } from './after-failure.ts';

const HALF_AN_HOUR_MS = 30 * 60_000;
const asksToWait = ['slack_rate_limited', 'engine_throttled'] as const;
const asked = { isScheduled: false };
const fresh = { ...asked, attemptsLeft: 5, waitedMs: 0 };

describe('a run that failed', () => {
  it.each(ERROR_CODES.filter((code) => !['superseded', 'cancelled', 'slack_token_rejected'].includes(code)))(
    'with %s is given up where trying again cannot help',
    (code) => {
      expect(decideAfterFailure(new RecallError(code, ''), fresh)).toEqual({ kind: 'give_up' });
    },
  );

  it.each(
    ERROR_CODES.filter(
      (code) => !['superseded', 'cancelled', 'slack_token_rejected', ...asksToWait].includes(code),
    ),
  )('with %s is tried again while attempts are left', (code) => {
    const error = new RecallError(code, '', { retryable: true });
    expect(decideAfterFailure(error, { ...fresh, attemptsLeft: 2 })).toEqual({ kind: 'retry' });
    expect(decideAfterFailure(error, { ...fresh, attemptsLeft: 1 })).toEqual({ kind: 'give_up' });
  });

  it.each(asksToWait)('with %s waits as long as the other side asks, on the last attempt too', (code) => {
    const late = new RecallError(code, '', { retryable: true, retryAfterMs: 90_000 });
    const last = { ...asked, attemptsLeft: 1, waitedMs: HALF_AN_HOUR_MS - 1 };
    expect(decideAfterFailure(late, last)).toEqual({ kind: 'wait', waitMs: 90_000 });
    const unasked = new RecallError(code, '', { retryable: true });
    expect(decideAfterFailure(unasked, last)).toEqual({ kind: 'wait', waitMs: 15_000 });
    const atOnce = new RecallError(code, '', { retryable: true, retryAfterMs: 0 });
    expect(decideAfterFailure(atOnce, last)).toEqual({ kind: 'wait', waitMs: 1000 });
  });

  it.each(asksToWait)('with %s spends attempts once it has waited for half an hour', (code) => {
    const error = new RecallError(code, '', { retryable: true, retryAfterMs: 1000 });
    const waited = { ...asked, waitedMs: HALF_AN_HOUR_MS };
    expect(decideAfterFailure(error, { ...waited, attemptsLeft: 2 })).toEqual({ kind: 'retry' });
    expect(decideAfterFailure(error, { ...waited, attemptsLeft: 1 })).toEqual({ kind: 'give_up' });
  });

  it('of a digest waits while the model is left alone; a person who asked is told', () => {
    const error = new RecallError('engine_unavailable', '', { retryable: true, retryAfterMs: 30_000 });
    const last = { attemptsLeft: 1, waitedMs: 0 };
    expect(decideAfterFailure(error, { ...last, isScheduled: true })).toEqual({
      kind: 'wait',
      waitMs: 30_000,
    });
    expect(decideAfterFailure(error, { ...last, isScheduled: false })).toEqual({ kind: 'give_up' });
    const isLate = { attemptsLeft: 1, waitedMs: HALF_AN_HOUR_MS, isScheduled: true };
    expect(decideAfterFailure(error, isLate)).toEqual({ kind: 'give_up' });
    const failed = new RecallError('engine_unavailable', '', { retryable: true });
    expect(decideAfterFailure(failed, { ...fresh, isScheduled: true })).toEqual({ kind: 'retry' });
  });

  it('goes back to the queue at once where it was stopped for a shutdown', () => {
    const error = new RecallError('cancelled', '', { retryable: true });
    const last = { ...asked, attemptsLeft: 1, waitedMs: HALF_AN_HOUR_MS };
    expect(decideAfterFailure(error, last)).toEqual({ kind: 'wait', waitMs: 0 });
  });

  it('rests where Recall was taken out of the workspace, for it may come back', () => {
    expect(decideAfterFailure(new RecallError('slack_token_rejected', ''), fresh)).toEqual({ kind: 'rest' });
  });

  it('is dropped where a person has cancelled it', () => {
    expect(decideAfterFailure(new RecallError('cancelled', ''), fresh)).toEqual({ kind: 'drop' });
  });

  it('is dropped where another worker has taken over', () => {
    expect(decideAfterFailure(new RecallError('superseded', ''), fresh)).toEqual({ kind: 'drop' });
  });
});

it('ends for every run of failures, within the attempts of a job', () => {
  const failure = fc.record({
    code: fc.constantFrom(...ERROR_CODES.filter((code) => code !== 'cancelled')),
    retryable: fc.boolean(),
    retryAfterMs: fc.integer({ min: 0, max: 120_000 }),
  });
  const { attempts } = JOBS.recap;
  fc.assert(
    fc.property(fc.infiniteStream(failure), fc.boolean(), (failures, isScheduled) => {
      let [attemptsLeft, waitedMs, retries] = [attempts, 0, 0];
      for (const { code, ...options } of failures) {
        const next = decideAfterFailure(new RecallError(code, '', options), {
          attemptsLeft,
          waitedMs,
          isScheduled,
        });
        if (next.kind !== 'wait' && next.kind !== 'retry') break;
        if (next.kind === 'wait') {
          expect(next.waitMs).toBeGreaterThanOrEqual(1000);
          waitedMs += next.waitMs;
        } else {
          attemptsLeft -= 1;
          retries += 1;
        }
        expect(retries).toBeLessThan(attempts);
        expect(waitedMs).toBeLessThan(HALF_AN_HOUR_MS + 120_000);
      }
    }),
  );
});
