import { asRecallError, type ErrorCode, RecallError } from '../../../core/domain/errors.ts';
import { stopError } from '../../../core/domain/stopping.ts';

interface Kind {
  code: ErrorCode;
  retryable: boolean;
  /** What an operator does about it. */
  advice?: string;
  /** Waits at least so long where the service does not say, in milliseconds. */
  retryAfterMs?: number;
}

const UNAVAILABLE: Kind = { code: 'engine_unavailable', retryable: true };
const THROTTLED: Kind = { code: 'engine_throttled', retryable: true };
const TOO_LONG: Kind = { code: 'engine_too_long', retryable: false };
const QUOTA: Kind = {
  code: 'engine_throttled',
  retryable: true,
  retryAfterMs: 10 * 60_000,
  advice: 'the account has used up a service quota: ask AWS for a higher one',
};
const DENIED: Kind = {
  code: 'engine_denied',
  retryable: false,
  advice:
    'check that the role may call bedrock:InvokeModel for this model and that the account has access to it',
};
const CREDENTIALS: Kind = {
  code: 'engine_denied',
  retryable: false,
  advice: 'check the AWS credentials or AWS_BEARER_TOKEN_BEDROCK: they are missing, wrong or expired',
};
const NO_REGION: Kind = { code: 'engine_misconfigured', retryable: false, advice: 'set AWS_REGION' };
const NO_MODEL: Kind = {
  code: 'engine_misconfigured',
  retryable: false,
  advice: 'check BEDROCK_MODEL_ID, the region, and whether the model has reached its end of life',
};
const NO_PROFILE: Kind = {
  code: 'engine_misconfigured',
  retryable: false,
  advice: 'this model is called through an inference profile: put us., eu. or global. before its id',
};
const INVALID: Kind = { code: 'engine_misconfigured', retryable: false };

const BY_NAME: ReadonlyMap<string, Kind> = new Map([
  ['ThrottlingException', THROTTLED],
  ['TooManyRequestsException', THROTTLED],
  ['ServiceQuotaExceededException', QUOTA],
  ['ModelNotReadyException', UNAVAILABLE],
  ['ModelTimeoutException', UNAVAILABLE],
  ['ModelErrorException', UNAVAILABLE],
  ['ModelStreamErrorException', UNAVAILABLE],
  ['ServiceUnavailableException', UNAVAILABLE],
  ['InternalServerException', UNAVAILABLE],
  ['TimeoutError', UNAVAILABLE],
  ['AccessDeniedException', DENIED],
  ['ExpiredTokenException', CREDENTIALS],
  ['ExpiredToken', CREDENTIALS],
  ['UnrecognizedClientException', CREDENTIALS],
  ['InvalidSignatureException', CREDENTIALS],
  ['IncompleteSignature', CREDENTIALS],
  ['MissingAuthenticationTokenException', CREDENTIALS],
  ['CredentialsProviderError', CREDENTIALS],
  ['TokenProviderError', CREDENTIALS],
  ['ResourceNotFoundException', NO_MODEL],
  ['ConflictException', INVALID],
  ['ValidationException', INVALID],
]);

const NETWORK_CODES: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EPROTO', 'ERR_HTTP2_ERROR', 'UND_ERR_SOCKET'],
]);

const OVER_CONTEXT =
  /(?:input|prompt)[^.]{0,40}too long|too many (?:input )?tokens|maximum (?:context|input)|context (?:window|length)/i;

interface SdkError {
  name: string;
  message: string;
  code: unknown;
  status: number | undefined;
  header(name: string): string | undefined;
}

/**
 * An error of the AWS SDK as a RecallError, decided once for everything that follows. Once the signal is aborted, it is
 * what the signal was aborted for.
 * The message names the SDK's error and what to do about it. It leaves out the SDK's own words, except that words about
 * the request's form are kept: those hold parameter names, never message text.
 */
export function classifyBedrockError(error: unknown, signal: AbortSignal): RecallError {
  if (error instanceof RecallError) return error;
  if (signal.aborted) return stopError(signal);
  if (!(error instanceof Error)) return asRecallError(error);
  const sdkError = readSdkError(error);
  const kind = kindOf(sdkError);
  if (kind === null) return asRecallError(error);
  const retryAfterMs = retryAfterOf(sdkError) ?? kind.retryAfterMs;
  return new RecallError(kind.code, describe(sdkError, kind), {
    retryable: kind.retryable,
    cause: error,
    ...(kind.retryable && retryAfterMs !== undefined ? { retryAfterMs } : {}),
  });
}

/** The words with which a model refused a request as invalid; null for every other error. */
export function refusalWords(error: RecallError): string | null {
  const { cause } = error;
  const isInvalid = cause instanceof Error && cause.name === 'ValidationException';
  return isInvalid && error.code === 'engine_misconfigured' ? cause.message : null;
}

function kindOf(error: SdkError): Kind | null {
  if (error.name === 'ValidationException') return invalidKind(error.message);
  const known = BY_NAME.get(error.name);
  if (known !== undefined) return known;
  if (/region is missing/i.test(error.message)) return NO_REGION;
  if (typeof error.code === 'string' && NETWORK_CODES.has(error.code)) return UNAVAILABLE;
  return error.status === undefined ? null : kindOfStatus(error.status);
}

function invalidKind(message: string): Kind {
  if (OVER_CONTEXT.test(message)) return TOO_LONG;
  if (/on-demand throughput/i.test(message)) return NO_PROFILE;
  if (/model identifier is invalid|invalid model/i.test(message)) return NO_MODEL;
  return INVALID;
}

function kindOfStatus(status: number): Kind | null {
  if (status === 429) return THROTTLED;
  if (status === 401 || status === 403) return DENIED;
  if (status === 408 || status === 424 || status >= 500) return UNAVAILABLE;
  return status >= 400 ? INVALID : null;
}

function describe({ name, status, message }: SdkError, kind: Kind): string {
  const about = status === undefined ? name : `${name} (${status})`;
  const words = kind === INVALID ? message.slice(0, 300) : '';
  return ['Bedrock answered', about, kind.advice ?? words]
    .filter((part) => part !== '')
    .join(': ')
    .replace(': ', ' ');
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
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
    code?: unknown;
  };
  return {
    name: error.name,
    message: error.message,
    code,
    status: $metadata?.httpStatusCode,
    header: (name) => $response?.headers?.[name],
  };
}
