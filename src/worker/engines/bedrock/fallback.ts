import { type ErrorCode, RecallError } from '../../../core/domain/errors.ts';

/** Failures of one model that another may not have. */
const OF_THE_MODEL: ReadonlySet<ErrorCode> = new Set([
  'engine_unavailable',
  'engine_throttled',
  'engine_denied',
  'engine_misconfigured',
  'engine_bad_answer',
]);

export interface FallbackOptions<M> {
  first: M;
  fallback: M | null;
  onFallback(code: ErrorCode): void;
}

/**
 * Tries the first model, and the fallback where the first failed for a reason of its own. Where both fail, the error
 * that may pass is thrown, since then trying again later helps.
 */
export async function withFallback<M, R>(
  attempt: (model: M) => Promise<R>,
  { first, fallback, onFallback }: FallbackOptions<M>,
): Promise<R> {
  try {
    return await attempt(first);
  } catch (error) {
    if (fallback === null || !(error instanceof RecallError) || !OF_THE_MODEL.has(error.code)) throw error;
    onFallback(error.code);
    return attempt(fallback).catch((fallbackError: unknown) => {
      throw decidingError(error, fallbackError);
    });
  }
}

function decidingError(first: RecallError, second: unknown): unknown {
  if (!(second instanceof RecallError)) return first;
  if (!second.code.startsWith('engine_')) return second;
  return !first.retryable && second.retryable ? second : first;
}
