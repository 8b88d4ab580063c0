import type { RecallError } from '../../core/domain/errors.ts';

/** How a job ended: done, to be tried again (later, with or without spending an attempt), or failed for good. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'retry'; error: RecallError }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'failed'; error: RecallError };

export interface JobRun {
  signal: AbortSignal;
  /** How often this job may still fail, this time included. */
  attemptsLeft: number;
  attempt: number;
  /** How long ago the job was to begin, in milliseconds; it may have waited, or been tried, meanwhile. */
  waitedMs: number;
}

/**
 * How long ago a job was to begin, in milliseconds. One that was tried before began then, and one that is queued anew begins anew,
 * however old the conversation is that it is about.
 */
export function waitedSince(
  { timestamp, opts: { delay = 0 } }: { timestamp: number; opts: { delay?: number } },
  now: number,
): number {
  return Math.max(0, now - timestamp - delay);
}

/** What becomes of a job whose work is worth another try where its error says so. */
export function afterError(error: RecallError, { attemptsLeft }: Pick<JobRun, 'attemptsLeft'>): Outcome {
  if (!error.retryable) return { kind: 'failed', error };
  if (error.retryAfterMs !== undefined) return { kind: 'wait', waitMs: error.retryAfterMs };
  return attemptsLeft > 1 ? { kind: 'retry', error } : { kind: 'failed', error };
}
