/**
 * Every way in which Recall can fail, as a closed list. What a person reads for each is looked up by code in
 * `core/slack/messages`; what an operator reads is the code itself.
 */
export const ERROR_CODES = [
  'message_gone',
  'not_in_channel',
  'channel_archived',
  'channel_off',
  'nothing_to_recap',
  'thread_too_short',
  'not_in_thread',
  'group_message',
  'not_permitted',
  'restricted',
  'not_yours',
  'left_channel',
  'turned_private',
  'no_longer_there',
  'slack_rate_limited',
  'slack_unavailable',
  'slack_token_rejected',
  'slack_missing_scope',
  'slack_refused',
  'slack_refused_blocks',
  'queue_unavailable',
  'database_unavailable',
  'database_newer',
  'key_missing',
  'budget_spent',
  'engine_unavailable',
  'engine_throttled',
  'engine_denied',
  'engine_misconfigured',
  'engine_refused',
  'engine_too_long',
  'engine_bad_answer',
  'timed_out',
  'cancelled',
  'superseded',
  'worker_died',
  'bad_input',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Ends that lie in what was asked for, not in Recall or what it runs on: nothing for an operator to mend. */
const ORDINARY: ReadonlySet<ErrorCode> = new Set([
  'message_gone',
  'not_in_channel',
  'channel_archived',
  'channel_off',
  'nothing_to_recap',
  'thread_too_short',
  'not_in_thread',
  'group_message',
  'not_permitted',
  'restricted',
  'not_yours',
  'left_channel',
  'turned_private',
  'no_longer_there',
  'budget_spent',
  'engine_refused',
  'engine_too_long',
  'cancelled',
]);

export function isOrdinary(code: ErrorCode): boolean {
  return ORDINARY.has(code);
}

export interface RecallErrorOptions {
  /** Whether trying the same again later can succeed. */
  retryable?: boolean;
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
}

/**
 * The one error class of Recall. Errors of libraries are turned into it once, in the adapter that called the library,
 * so that the rest of the code decides by `code` and `retryable` alone. The message is for operators: it never holds
 * message text or secrets.
 */
export class RecallError extends Error {
  override readonly name = 'RecallError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: RecallErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Returns `error` where it is a RecallError already, else wraps it as `internal`, which is not retryable. */
export function asRecallError(error: unknown): RecallError {
  if (error instanceof RecallError) return error;
  const message =
    error instanceof Error ? `an unexpected ${error.name}` : 'a value that is not an Error was thrown';
  return new RecallError('internal', message, { cause: error });
}
