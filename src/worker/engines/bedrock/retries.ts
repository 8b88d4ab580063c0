import { RecallError } from '../../../core/domain/errors.ts';

const BASE_MS = 500;
const THROTTLED_BASE_MS = 2_000;
const CAP_MS = 20_000;
const THROTTLED_PAUSE_MS = 30_000;

export interface RetryOptions {
  attempts: number;
  signal: AbortSignal;
  /** Resolves after so many milliseconds, or rejects once the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/**
 * Repeats a call that failed for a passing reason, after a pause between nothing and an exponentially growing bound
 * ("full jitter"), or after as long as the service asked for. A longer pause than twenty seconds is not slept here but
 * left to the caller, who finds it as `retryAfterMs` on the error; a throttled error always carries one.
 */
export async function withRetries<T>(call: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const pauseMs = pauseBefore(attempt, error, options);
      if (pauseMs === null) throw withPause(error);
      await options.sleep(pauseMs, options.signal);
    }
  }
}

function pauseBefore(attempt: number, error: unknown, { attempts, random }: RetryOptions): number | null {
  if (!(error instanceof RecallError) || !error.retryable || attempt >= attempts) return null;
  const base = error.code === 'engine_throttled' ? THROTTLED_BASE_MS : BASE_MS;
  const jittered = random() * Math.min(CAP_MS, base * 2 ** (attempt - 1));
  const pauseMs = error.retryAfterMs ?? jittered;
  return pauseMs > CAP_MS ? null : pauseMs;
}

function withPause(error: unknown): unknown {
  const needsPause =
    error instanceof RecallError && error.code === 'engine_throttled' && error.retryAfterMs === undefined;
  if (!needsPause) return error;
  return new RecallError('engine_throttled', error.message, {
    retryable: true,
    retryAfterMs: THROTTLED_PAUSE_MS,
    cause: error.cause,
  });
}
