import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, it } from 'vitest';
import { classifyBedrockError } from './errors.ts';

const RUNNING = new AbortController().signal;

function sdkError(name: string, extra: object = {}): Error {
  return Object.assign(new Error('words of the service'), { name, ...extra });
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

  it('repeats the words of the service only about the form of a request', () => {
    const words = (name: string) => classifyBedrockError(sdkError(name), RUNNING).message;
    expect(words('ValidationException')).toContain('words of the service');
    expect(words('AccessDeniedException')).not.toContain('words of the service');
  });

  it('is what the signal was aborted for once it is', () => {
    const failure = sdkError('AbortError');
    expect(classifyBedrockError(failure, AbortSignal.abort()).code).toBe('cancelled');
    const timedOut = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    expect(classifyBedrockError(failure, timedOut).code).toBe('timed_out');
  });
});
