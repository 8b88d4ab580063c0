import { setTimeout as delay } from 'node:timers/promises';
import type { BedrockRuntimeClientConfig, ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import type { Engine, EngineQuestion } from '../../../core/domain/engine.ts';
import type { ModelCall } from '../model-call.ts';
import { createPartMemory, type PartStore } from '../part-store.ts';
import type { Model } from './ask.ts';
import { createBill } from './bill.ts';
import { capabilitiesOf, type ModelCapabilities } from './capabilities.ts';
import { createCircuit } from './circuit.ts';
import { type Converse, createConverse } from './client.ts';
import { classifyBedrockError } from './errors.ts';
import type { BedrockEvent } from './events.ts';
import { withFallback } from './fallback.ts';
import type { ModelPrice } from './prices.ts';
import { read } from './read.ts';
import type { Guardrail } from './request.ts';
import { type RetryOptions, withRetries } from './retries.ts';
import { PROMPT_VERSION } from './rules.ts';
import { createTokenEstimator } from './tokens.ts';

export type { BedrockEvent } from './events.ts';

export interface BedrockEngineOptions {
  /** Model id, inference profile id (`us.`, `eu.`, `global.`) or the ARN of either. */
  modelId: string;
  /** Takes over where the first model fails; the only one that is asked where money is short. */
  fallbackModelId?: string | null;
  guardrail?: Guardrail | null;
  now: () => Date;
  onEvent?: (event: BedrockEvent) => void;
  /**
   * Told of every answered call, also where the recap fails in the end. It is waited for before the answer is used, and
   * where it fails, so does the recap: what cannot be booked is not spent further.
   */
  onCall?: (call: ModelCall) => void | Promise<void>;
  /** What differs from the SDK's own reading of region, credentials and endpoint. */
  clientConfig?: BedrockRuntimeClientConfig;
  /** Longest wait for one answer, in milliseconds. */
  requestTimeoutMs?: number;
  /** Keeps the answers on parts of long conversations between attempts; in memory for one attempt by default. */
  parts?: PartStore;
  /** Looked at before the built-in prices. */
  prices?: readonly ModelPrice[];
  /** Overrides what is known about the model, e.g. `answerModes: ['native', 'json_text']` or a smaller `promptTokens`. */
  capabilities?: Partial<ModelCapabilities>;
  /** About how many tokens one recap may send. */
  tokensPerRecap?: number;
  /** How often one call is tried before its failure counts. */
  attempts?: number;
  sleep?: RetryOptions['sleep'];
  random?: () => number;
}

const TOKENS_PER_RECAP = 600_000;
const ATTEMPTS = 3;

/** The engine that asks a model on Amazon Bedrock through the Converse API. */
export function createBedrockEngine(options: BedrockEngineOptions): Engine {
  const { modelId, fallbackModelId = null, guardrail = null } = options;
  const { onEvent = () => {}, onCall = () => {} } = options;
  const converse = createConverse(options);
  const tokens = createTokenEstimator();

  const runnerOf = (id: string): ModelRunner => ({
    model: { id, capabilities: { ...capabilitiesOf(id), ...options.capabilities } },
    converse: steady(converse, { ...options, onEvent }),
  });
  const first = runnerOf(modelId);
  const fallback = fallbackModelId === null ? null : runnerOf(fallbackModelId);

  /** Where money is short, the dearer model does not stand in for the cheaper one. */
  const runnersFor = ({ isThrifty = false }: EngineQuestion) =>
    isThrifty && fallback !== null ? { first: fallback, fallback: null } : { first, fallback };

  return {
    name: 'bedrock',
    model: modelId,
    async summarize(question, signal, onProgress = () => {}) {
      const bill = createBill(options.prices);
      const store = options.parts ?? createPartMemory();
      const tokensPerRecap = options.tokensPerRecap ?? TOKENS_PER_RECAP;
      const attempt = async (runner: ModelRunner) => ({
        answer: await read(question, bill, signal, {
          ...runner,
          guardrail,
          tokens,
          onEvent,
          onCall,
          onProgress,
          store,
          tokensPerRecap,
        }),
        model: runner.model.id,
      });
      const { answer, model } = await withFallback(attempt, {
        ...runnersFor(question),
        onFallback: (code) => onEvent({ kind: 'fell_back', from: modelId, to: fallbackModelId ?? '', code }),
      }).catch((error: unknown) => {
        throw classifyBedrockError(error, { signal, modelId });
      });
      return { answer, model, tokens: bill.tokens(), costUsd: bill.costUsd(), promptVersion: PROMPT_VERSION };
    },
  };
}

interface ModelRunner {
  model: Model;
  converse: Converse;
}

type SteadyOptions = Pick<BedrockEngineOptions, 'now' | 'attempts' | 'sleep' | 'random'> & {
  onEvent: (event: BedrockEvent) => void;
};

/** Calls of one model, repeated where that may help, and given up at once while its circuit is open. */
function steady(converse: Converse, { now, onEvent, ...options }: SteadyOptions): Converse {
  const circuit = createCircuit({ now: () => now().getTime() });
  const { attempts = ATTEMPTS, random = Math.random } = options;
  const sleep = options.sleep ?? ((milliseconds, signal) => delay(milliseconds, undefined, { signal }));

  return (request, signal) =>
    circuit.run(() => withRetries(() => call(request, signal), { attempts, signal, sleep, random }));

  async function call(request: ConverseCommandInput, signal: AbortSignal) {
    try {
      signal.throwIfAborted();
      return await converse(request, signal);
    } catch (error) {
      const { modelId = '' } = request;
      const failure = classifyBedrockError(error, { signal, modelId });
      onEvent({ kind: 'failed', model: modelId, code: failure.code, retryable: failure.retryable });
      throw failure;
    }
  }
}
