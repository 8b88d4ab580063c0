import type { ErrorCode } from '../../../core/domain/errors.ts';

/** What is known of an error of the AWS SDK. */
export interface SdkError {
  name: string;
  message: string;
  code: unknown;
  status: number | undefined;
  requestId: string | undefined;
  header(name: string): string | undefined;
}

/** What an error means for Recall. */
export interface ErrorKind {
  code: ErrorCode;
  retryable: boolean;
  /** What happened to which model, and what an operator does about it. */
  says(modelId: string): string;
  /** Waits at least so long where the service does not say, in milliseconds. */
  retryAfterMs?: number;
}

const denied = (says: ErrorKind['says']): ErrorKind => ({ code: 'engine_denied', retryable: false, says });
const misconfigured = (says: ErrorKind['says']): ErrorKind => ({
  code: 'engine_misconfigured',
  retryable: false,
  says,
});

const UNAVAILABLE: ErrorKind = {
  code: 'engine_unavailable',
  retryable: true,
  says: (model) => `${model} is not available`,
};
const THROTTLED: ErrorKind = {
  code: 'engine_throttled',
  retryable: true,
  says: (model) => `${model} is throttled`,
};
const QUOTA: ErrorKind = {
  code: 'engine_throttled',
  retryable: true,
  retryAfterMs: 10 * 60_000,
  says: (model) => `the account has used up a service quota of ${model}: ask AWS for a higher one`,
};
const TOO_LONG: ErrorKind = {
  code: 'engine_too_long',
  retryable: false,
  says: (model) => `the prompt is too long for ${model}`,
};
const DENIED = denied(
  (model) =>
    `access denied to ${model}: grant bedrock:InvokeModel on the inference profile and the foundation model, and ` +
    'see that the account has access to the model',
);
const FORM_MISSING = denied(
  (model) => `access denied to ${model}: hand in its use case details in the Bedrock console first`,
);
const EXPIRED = denied(() => 'the AWS credentials have expired: renew them, or AWS_BEARER_TOKEN_BEDROCK');
const REJECTED = denied(
  () => 'the AWS credentials are not accepted: check them, or AWS_BEARER_TOKEN_BEDROCK',
);
const NO_CREDENTIALS = denied(
  () => 'no AWS credentials were found: set them, or AWS_BEARER_TOKEN_BEDROCK, or give the machine a role',
);
const NO_REGION = misconfigured(() => 'no region is set: set AWS_REGION');
const NO_MODEL = misconfigured(
  (model) =>
    `${model} is not known: check BEDROCK_MODEL_ID and BEDROCK_FALLBACK_MODEL_ID, AWS_REGION, and whether the model ` +
    'has reached its end of life',
);
const NO_PROFILE = misconfigured(
  (model) => `${model} is called through an inference profile: put us., eu. or global. before its id`,
);
/** Followed by the service's own words. */
export const INVALID = misconfigured((model) => `${model} takes no request of this form`);

const BY_NAME: ReadonlyMap<string, ErrorKind> = new Map([
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
  ['ExpiredTokenException', EXPIRED],
  ['ExpiredToken', EXPIRED],
  ['UnrecognizedClientException', REJECTED],
  ['InvalidSignatureException', REJECTED],
  ['IncompleteSignature', REJECTED],
  ['MissingAuthenticationTokenException', NO_CREDENTIALS],
  ['CredentialsProviderError', NO_CREDENTIALS],
  ['TokenProviderError', NO_CREDENTIALS],
  ['ConflictException', INVALID],
]);

const NETWORK_CODES: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EPROTO', 'ERR_HTTP2_ERROR', 'UND_ERR_SOCKET'],
]);

const OVER_CONTEXT =
  /(?:input|prompt)[^.]{0,40}too long|too many (?:input )?tokens|maximum (?:context|input)|context (?:window|length)/i;

/** Null for an error that is not of the service or the way to it. */
export function kindOf(error: SdkError): ErrorKind | null {
  switch (error.name) {
    case 'ValidationException':
      return invalidKind(error.message);
    case 'AccessDeniedException':
      return deniedKind(error.message);
    case 'ResourceNotFoundException':
      return /use case details/i.test(error.message) ? FORM_MISSING : NO_MODEL;
  }
  const known = BY_NAME.get(error.name);
  if (known !== undefined) return known;
  if (/region is missing/i.test(error.message)) return NO_REGION;
  if (typeof error.code === 'string' && NETWORK_CODES.has(error.code)) return UNAVAILABLE;
  return error.status === undefined ? null : kindOfStatus(error.status);
}

function invalidKind(message: string): ErrorKind {
  if (OVER_CONTEXT.test(message)) return TOO_LONG;
  if (/on-demand throughput/i.test(message)) return NO_PROFILE;
  if (/model identifier is invalid|invalid model/i.test(message)) return NO_MODEL;
  return INVALID;
}

/** API keys of Bedrock that are old or wrong are answered with access denied too. */
function deniedKind(message: string): ErrorKind {
  if (/token[^.]{0,40}expired|expired[^.]{0,40}token/i.test(message)) return EXPIRED;
  return /api key|bearer token/i.test(message) ? REJECTED : DENIED;
}

function kindOfStatus(status: number): ErrorKind | null {
  if (status === 429) return THROTTLED;
  if (status === 401 || status === 403) return DENIED;
  if (status === 408 || status === 424 || status >= 500) return UNAVAILABLE;
  return status >= 400 ? INVALID : null;
}
