import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseResponse,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { classifyBedrockError } from './errors.ts';

/** Sends one Converse request; throws RecallErrors with an `engine_*` code, and `cancelled` once aborted. */
export type Converse = (request: ConverseCommandInput, signal: AbortSignal) => Promise<ConverseResponse>;

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 90_000;

export interface ConverseOptions {
  /** What differs from the SDK's own reading of environment, credentials and endpoint. */
  clientConfig?: BedrockRuntimeClientConfig;
  /** Longest wait for an answer, in milliseconds. */
  requestTimeoutMs?: number;
}

/**
 * The real Bedrock. The SDK has no timeouts unless told, only logs when a request takes too long unless told to throw,
 * and speaks HTTP/2 alone unless given another handler, which many proxies and private endpoints do not. Repeating is
 * left to `withRetries`, which also repeats what the SDK does not.
 */
export function createConverse({
  clientConfig = {},
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: ConverseOptions): Converse {
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    }),
    ...clientConfig,
  });
  return async (request, signal) => {
    try {
      return await client.send(new ConverseCommand(request), { abortSignal: signal });
    } catch (error) {
      throw classifyBedrockError(error, { signal, modelId: request.modelId ?? '' });
    }
  };
}
