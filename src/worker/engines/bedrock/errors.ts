import { asRecallError, RecallError } from '../../../core/domain/errors.ts';
import { stopError } from '../../../core/domain/stopping.ts';
import { INVALID, kindOf, type SdkError } from './error-kinds.ts';

export interface FailedCall {
  signal: AbortSignal;
  /** Which model was asked. */
  modelId: string;
}

/**
 * An error of the AWS SDK as a RecallError, decided once for everything that follows. Once the signal is aborted, it is
 * what the signal was aborted for.
 * The message names the model, the SDK's error and what to do about it. It leaves out the service's own words, except
 * those about the form of a request, and of these whatever they repeat of the request.
 */
export function classifyBedrockError(error: unknown, { signal, modelId }: FailedCall): RecallError {
  if (error instanceof RecallError) return error;
  if (signal.aborted) return stopError(signal);
  if (!(error instanceof Error)) return asRecallError(error);
  const sdkError = readSdkError(error);
  const kind = kindOf(sdkError);
  if (kind === null) return asRecallError(error);
  const words = kind === INVALID ? [withoutValues(sdkError.message).slice(0, LONGEST_WORDS)] : [];
  const retryAfterMs = retryAfterOf(sdkError) ?? kind.retryAfterMs;
  return new RecallError(
    kind.code,
    `Bedrock: ${[kind.says(modelId), ...words].join(': ')} (${origin(sdkError)})`,
    {
      retryable: kind.retryable,
      cause: withoutRequest(sdkError),
      ...(kind.retryable && retryAfterMs !== undefined ? { retryAfterMs } : {}),
    },
  );
}

/** The words with which a model refused a request as invalid; null for every other error. */
export function refusalWords(error: RecallError): string | null {
  const { cause } = error;
  const isInvalid = cause instanceof Error && cause.name === 'ValidationException';
  return isInvalid && error.code === 'engine_misconfigured' ? cause.message : null;
}

/** `ValidationException 400, request 5c1f…`: what AWS's support asks for. */
function origin({ name, status, requestId }: SdkError): string {
  const answer = status === undefined ? name : `${name} ${status}`;
  return requestId === undefined ? answer : `${answer}, request ${requestId}`;
}

const LONGEST_WORDS = 300;
/** AWS repeats a value that breaks a constraint: `Value '…' at 'messages' failed to satisfy constraint`. */
const REPEATED_VALUE = /(?<=\bvalue\s*['"`])[\s\S]*(?=['"`] at )/gi;

/** Words about a request's form hold parameter names; values that they repeat are taken out. */
function withoutValues(words: string): string {
  return words.replace(REPEATED_VALUE, '…');
}

/** A cause stands in logs beside the error, so it holds no more of the request than the message does. */
function withoutRequest({ name, message }: SdkError): Error {
  const cause = new Error(withoutValues(message));
  cause.name = name;
  return cause;
}

/** `retry-after` in seconds or as a date is left to the caller's clock: only seconds are read. */
function retryAfterOf(error: SdkError): number | undefined {
  const milliseconds = Number(error.header('x-amz-retry-after'));
  if (milliseconds > 0) return milliseconds;
  const seconds = Number(error.header('retry-after'));
  return seconds > 0 ? seconds * 1000 : undefined;
}

function readSdkError(error: Error): SdkError {
  const { $metadata, $response, code } = error as Error & {
    $metadata?: { httpStatusCode?: number; requestId?: string };
    $response?: { headers?: Record<string, string> };
    code?: unknown;
  };
  return {
    name: error.name,
    message: error.message,
    code,
    status: $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
    header: (name) => $response?.headers?.[name],
  };
}
