import { describe, expect, it } from 'vitest';
import { RecallError } from '../../core/domain/errors.ts';
import { afterError, waitedSince } from './job-run.ts';

const HOUR_MS = 60 * 60_000;

describe('a job', () => {
  it('has waited since it was to begin, which is after the delay that it was queued with', () => {
    expect(waitedSince({ timestamp: 1000, opts: {} }, 4000)).toBe(3000);
    expect(waitedSince({ timestamp: 0, opts: { delay: HOUR_MS } }, HOUR_MS + 5)).toBe(5);
    expect(waitedSince({ timestamp: 0, opts: { delay: HOUR_MS } }, HOUR_MS - 5)).toBe(0);
  });

  it.each([
    ['that cannot succeed', {}, 4, 'failed'],
    ['that is asked to wait, on its last attempt', { retryable: true, retryAfterMs: 90 }, 1, 'wait'],
    ['that may succeed', { retryable: true }, 2, 'retry'],
    ['that may succeed, on its last attempt', { retryable: true }, 1, 'failed'],
  ])('%s: what becomes of it', (_, options, attemptsLeft, kind) => {
    expect(afterError(new RecallError('internal', '', options), { attemptsLeft })).toMatchObject({ kind });
  });
});
