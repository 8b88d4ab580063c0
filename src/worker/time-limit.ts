import { RecallError } from '../core/domain/errors.ts';

/**
 * Does `work` with a signal that is aborted when `outer` is, with its reason, and after `limitMs` with the RecallError
 * `timed_out`. Not made of `AbortSignal.any` and `AbortSignal.timeout`: Node 20 may forget a time limit that only the
 * combined signal knows, when it collects garbage.
 */
export async function withTimeLimit<T>(
  outer: AbortSignal | undefined,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const onOuterAbort = () => stopping.abort(outer?.reason);
  if (outer?.aborted) onOuterAbort();
  outer?.addEventListener('abort', onOuterAbort, { once: true });
  const timer = setTimeout(
    () => stopping.abort(new RecallError('timed_out', 'the time limit of the job was reached')),
    limitMs,
  );
  try {
    return await work(stopping.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', onOuterAbort);
  }
}
