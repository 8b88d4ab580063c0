import type { ConverseResponse, Message } from '@aws-sdk/client-bedrock-runtime';
import { RecallError } from '../../../core/domain/errors.ts';
import type { RecapAnswer, TokenUsage } from '../../../core/domain/recap.ts';
import type { ModelCall } from '../model-call.ts';
import { readAnswer, repairTurn, shorterTurn } from './answer.ts';
import type { Bill } from './bill.ts';
import type { ModelCapabilities } from './capabilities.ts';
import type { Converse } from './client.ts';
import { downgraded } from './downgrade.ts';
import { refusalWords } from './errors.ts';
import type { BedrockEvent } from './events.ts';
import type { Prompt } from './prompt.ts';
import { converseRequest, type Guardrail } from './request.ts';
import { stopOf } from './stop-reasons.ts';
import type { TokenEstimator } from './tokens.ts';

const MAX_DOWNGRADES = 4;

/** One model and what has been learned about it. */
export interface Model {
  readonly id: string;
  /** Shrinks as the model refuses things, and stays so. */
  capabilities: ModelCapabilities;
}

export interface AskDeps {
  model: Model;
  /** Already repeats what may pass. */
  converse: Converse;
  guardrail: Guardrail | null;
  tokens: TokenEstimator;
  onEvent(event: BedrockEvent): void;
  /** Told of every call that is to be paid for, before its answer is looked at. */
  onCall(call: ModelCall): void | Promise<void>;
}

/**
 * Asks a model for an answer to one prompt, with one more turn where its answer cannot be used or was cut off. Throws
 * `engine_bad_answer` where that does not help, besides what `Converse` and `stopOf` throw.
 */
export async function ask(
  prompt: Prompt,
  bill: Bill,
  signal: AbortSignal,
  deps: AskDeps,
): Promise<RecapAnswer> {
  const first = await turn(prompt, [], bill, signal, deps);
  if (first.kind === 'answer') return first.answer;
  const second = await turn(prompt, first.next, bill, signal, deps);
  if (second.kind === 'answer') return second.answer;
  throw new RecallError(
    'engine_bad_answer',
    `the model's answer could not be used, twice: ${second.problem}`,
  );
}

type Turn =
  | { kind: 'answer'; answer: RecapAnswer }
  /** `problem` is for operators and names fields only. */
  | { kind: 'again'; problem: string; next: Message[] };

async function turn(
  prompt: Prompt,
  followUp: Message[],
  bill: Bill,
  signal: AbortSignal,
  deps: AskDeps,
): Promise<Turn> {
  const response = await converseDowngrading(prompt, followUp, signal, deps);
  await account(response, prompt, bill, deps);
  const stop = stopOf(response.stopReason);
  if (stop === 'cut') return { kind: 'again', problem: 'it was cut off by its length', next: shorterTurn() };
  const read = readAnswer(response);
  if (read.kind === 'answer') return read;
  return { kind: 'again', problem: read.problem, next: repairTurn(response, read.problem) };
}

/** Where the model refuses the form of the request, asks again without what it refuses, and remembers that. */
async function converseDowngrading(
  prompt: Prompt,
  followUp: Message[],
  signal: AbortSignal,
  { model, converse, guardrail, onEvent }: AskDeps,
): Promise<ConverseResponse> {
  for (let downgrades = 0; ; downgrades += 1) {
    const { capabilities } = model;
    const mode = capabilities.answerModes[0] ?? 'json_text';
    try {
      return await converse(
        converseRequest({ modelId: model.id, capabilities, mode, prompt, guardrail, followUp }),
        signal,
      );
    } catch (error) {
      const less = downgrades < MAX_DOWNGRADES ? lessThan(capabilities, error) : null;
      if (less === null) throw error;
      model.capabilities = less;
      onEvent({ kind: 'downgraded', model: model.id, answerMode: less.answerModes[0] ?? 'json_text' });
    }
  }
}

function lessThan(capabilities: ModelCapabilities, error: unknown): ModelCapabilities | null {
  const words = error instanceof RecallError ? refusalWords(error) : null;
  return words === null ? null : downgraded(capabilities, words);
}

async function account(
  response: ConverseResponse,
  prompt: Prompt,
  bill: Bill,
  { model, tokens, onEvent, onCall }: AskDeps,
): Promise<void> {
  const usage = usageOf(response);
  const call: ModelCall = { model: model.id, tokens: usage, costUsd: bill.add(model.id, usage) };
  const promptTokens = usage.input + usage.cacheRead + usage.cacheWrite;
  tokens.learn(model.id, prompt.rules + prompt.conversation, promptTokens);
  onEvent({
    kind: 'answered',
    ...call,
    stopReason: response.stopReason ?? 'none',
    milliseconds: response.metrics?.latencyMs ?? 0,
  });
  await onCall(call);
}

/** Converse counts cached input apart from `inputTokens`. */
function usageOf({ usage }: ConverseResponse): TokenUsage {
  return {
    input: usage?.inputTokens ?? 0,
    output: usage?.outputTokens ?? 0,
    cacheRead: usage?.cacheReadInputTokens ?? 0,
    cacheWrite: usage?.cacheWriteInputTokens ?? 0,
  };
}
