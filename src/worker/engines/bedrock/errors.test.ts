import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, it } from 'vitest';
import { classifyBedrockError } from './errors.ts';

const MODEL = 'eu.acme.model-v1:0';
const RUNNING = { signal: new AbortController().signal, modelId: MODEL };

function sdkError(name: string, extra: object = {}, words = 'words of the service'): Error {
  return Object.assign(new Error(words), { name, ...extra });
}

describe('classifyBedrockError', () => {
  it('knows that a region or credentials are missing, and says which', async () => {
    const call = async (config: BedrockRuntimeClientConfig) =>
      new BedrockRuntimeClient(config)
        .send(new ConverseCommand({ modelId: 'm', messages: [] }))
        .catch((error: unknown) => classifyBedrockError(error, RUNNING));
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const region = async () => {
      throw new Error('Region is missing');
    };
    expect(await call({ region, credentials })).toMatchObject({
      code: 'engine_misconfigured',
      message: expect.stringContaining('AWS_REGION'),
    });

    const missing = sdkError('CredentialsProviderError');
    const nobody = async () => {
      throw missing;
    };
    expect(await call({ region: 'us-east-1', credentials: nobody })).toMatchObject({
      code: 'engine_denied',
      message: expect.stringContaining('credentials'),
    });
  });

  it.each([
    [{ $metadata: { httpStatusCode: 429 } }, 'engine_throttled', true],
    [{ $metadata: { httpStatusCode: 504 } }, 'engine_unavailable', true],
    [{ $metadata: { httpStatusCode: 401 } }, 'engine_denied', false],
    [{ $metadata: { httpStatusCode: 418 } }, 'engine_misconfigured', false],
    [{ code: 'ENOTFOUND' }, 'engine_unavailable', true],
  ])('goes by status or network code where it does not know the name: %o', (extra, code, retryable) => {
    expect(classifyBedrockError(sdkError('NewException', extra), RUNNING)).toMatchObject({ code, retryable });
  });

  it('takes what is not of the service for a mistake of ours', () => {
    expect(classifyBedrockError(new TypeError('x is not a function'), RUNNING).code).toBe('internal');
  });

  it.each([
    [
      'AccessDeniedException',
      'You don’t have access to the model with the specified model ID.',
      'engine_denied',
      `access denied to ${MODEL}: grant bedrock:InvokeModel on the inference profile and the foundation model`,
    ],
    [
      'AccessDeniedException',
      'Bearer Token has expired',
      'engine_denied',
      'the AWS credentials have expired',
    ],
    [
      'AccessDeniedException',
      'Authentication failed: Please make sure your API Key is valid.',
      'engine_denied',
      'the AWS credentials are not accepted',
    ],
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      'engine_denied',
      'the AWS credentials have expired',
    ],
    [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'engine_denied',
      'the AWS credentials are not accepted',
    ],
    [
      'ResourceNotFoundException',
      'This model version has reached the end of its life.',
      'engine_misconfigured',
      `${MODEL} is not known: check BEDROCK_MODEL_ID`,
    ],
    [
      'ResourceNotFoundException',
      'Model use case details have not been submitted for this account.',
      'engine_denied',
      `access denied to ${MODEL}: hand in its use case details`,
    ],
    [
      'ValidationException',
      'The provided model identifier is invalid.',
      'engine_misconfigured',
      `${MODEL} is not known`,
    ],
    [
      'ValidationException',
      'maxTokens exceeds the model limit of 4096.',
      'engine_misconfigured',
      `${MODEL} takes no request of this form: maxTokens exceeds the model limit of 4096.`,
    ],
  ])('tells an operator %s (%s) apart', (name, words, code, message) => {
    const failure = classifyBedrockError(sdkError(name, {}, words), RUNNING);
    expect(failure).toMatchObject({ code, retryable: false });
    expect(failure.message).toContain(`Bedrock: ${message}`);
  });

  it('names what the support of AWS asks for', () => {
    const extra = { $metadata: { httpStatusCode: 403, requestId: '5c1f-77' } };
    expect(classifyBedrockError(sdkError('AccessDeniedException', extra), RUNNING).message).toMatch(
      / \(AccessDeniedException 403, request 5c1f-77\)$/,
    );
  });

  it('repeats the words of the service only about the form of a request', () => {
    const words = (name: string) => classifyBedrockError(sdkError(name), RUNNING).message;
    expect(words('ValidationException')).toContain('words of the service');
    expect(words('AccessDeniedException')).not.toContain('words of the service');
  });

  it('tells nothing of what was sent, neither itself nor by its cause', () => {
    const echo =
      "1 validation error detected: Value '[{text=we let Anna go on Friday at 'noon' at work}]' at 'messages' failed " +
      'to satisfy constraint: Member must have length less than 100';
    const failure = classifyBedrockError(sdkError('ValidationException', {}, echo), RUNNING);
    const told = `${failure.message} ${failure.stack} ${failure.cause instanceof Error ? failure.cause.stack : ''}`;
    expect(told).not.toContain('Anna');
    expect(told).not.toContain('noon');
    expect(failure.message).toContain("Value '…' at 'messages' failed to satisfy constraint");
  });

  it('is what the signal was aborted for once it is', () => {
    const failure = sdkError('AbortError');
    expect(classifyBedrockError(failure, { ...RUNNING, signal: AbortSignal.abort() }).code).toBe('cancelled');
    const timedOut = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    expect(classifyBedrockError(failure, { ...RUNNING, signal: timedOut }).code).toBe('timed_out');
  });
});
