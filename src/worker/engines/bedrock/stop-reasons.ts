import { RecallError } from '../../../core/domain/errors.ts';

/** What a stop reason means for the answer that came with it. */
export type Stop = 'answered' | 'cut' | 'malformed';

const STOPS: ReadonlyMap<string, Stop> = new Map([
  ['end_turn', 'answered'],
  ['tool_use', 'answered'],
  ['stop_sequence', 'answered'],
  ['max_tokens', 'cut'],
  ['malformed_model_output', 'malformed'],
  ['malformed_tool_use', 'malformed'],
]);

/** `refusal` is not in the SDK's list, but values that are not in it are passed through as they come. */
const REFUSALS: ReadonlySet<string> = new Set(['guardrail_intervened', 'content_filtered', 'refusal']);

/**
 * Throws `engine_refused` where the model or a guardrail would not answer, `engine_too_long` where the conversation did
 * not fit, and `engine_bad_answer` for a reason that nobody knows.
 */
export function stopOf(stopReason: string | undefined): Stop {
  const stop = STOPS.get(stopReason ?? '');
  if (stop !== undefined) return stop;
  if (stopReason !== undefined && REFUSALS.has(stopReason)) {
    throw new RecallError('engine_refused', `the model stopped with ${stopReason}`);
  }
  if (stopReason === 'model_context_window_exceeded') {
    throw new RecallError('engine_too_long', 'the prompt and its answer are over the context of the model');
  }
  throw new RecallError(
    'engine_bad_answer',
    `the model stopped for an unknown reason: ${stopReason ?? 'none'}`,
  );
}
