import { RecallError } from '../core/domain/errors.ts';
import { withStop } from './stopping.ts';

/**
 * Does `work` with a signal that is aborted when `outer` is, with its reason, and after `limitMs` with the RecallError
 * `timed_out`. Not made of `AbortSignal.timeout`, for the same reason as `withStop`.
 */
export async function withTimeLimit<T>(
  outer: AbortSignal | undefined,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withStop(outer, async (stopping) => {
    const timer = setTimeout(
      () => stopping.abort(new RecallError('timed_out', 'the time limit of the job was reached')),
      limitMs,
    );
    try {
      return await work(stopping.signal);
    } finally {
      clearTimeout(timer);
    }
  });
}
