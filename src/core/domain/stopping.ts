import { RecallError } from './errors.ts';

/**
 * Throws where the signal is aborted: the RecallError that it was aborted with, `timed_out` for a time limit, else
 * `cancelled`, which is retryable.
 */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stopError(signal);
}

export function stopError(signal: AbortSignal): RecallError {
  const { reason } = signal;
  if (reason instanceof RecallError) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new RecallError('timed_out', 'the time limit of the job was reached', { cause: reason });
  }
  return new RecallError('cancelled', 'stopped before it was done', { retryable: true, cause: reason });
}
