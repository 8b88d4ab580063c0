import type { EngineProgress, EngineQuestion } from '../../../core/domain/engine.ts';
import { RecallError } from '../../../core/domain/errors.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { PartStore } from '../part-store.ts';
import { type AskDeps, ask } from './ask.ts';
import type { Bill } from './bill.ts';
import { cutIntoParts } from './chunks.ts';
import { citedIn, citingOnly } from './citing.ts';
import { readInParts } from './parts.ts';
import { messagesToRead, type Prompt, promptFor } from './prompt.ts';
import { roughTokens } from './tokens.ts';
import { createTranscriptWriter } from './transcript-lines.ts';

/** A part is smaller than what the model can take, since a recap of fewer messages misses less. */
const PART_TOKENS = 40_000;
/** The rest of a part's prompt is for the rules, names, and an estimate that was too low. */
const MESSAGES_SHARE = 0.6;
const SMALLEST_PROMPT_TOKENS = 2_000;
const SHRINKINGS = 3;

export interface ReadDeps extends AskDeps {
  store: PartStore;
  onProgress(progress: EngineProgress): void;
  /** Tokens that one recap may send in all, roughly. */
  tokensPerRecap: number;
}

/**
 * Has one model read a conversation, or what is new in it since an earlier report: at once where it fits and in parts
 * where it does not; in smaller parts where the model finds them too long after all. Throws `engine_too_long` where even
 * that does not help.
 */
export async function read(
  question: EngineQuestion,
  bill: Bill,
  signal: AbortSignal,
  deps: ReadDeps,
): Promise<RecapAnswer> {
  const whole = promptFor(question);
  const tokens = promptTokens(whole, deps);
  if (tokens > deps.tokensPerRecap) {
    throw new RecallError(
      'engine_too_long',
      `about ${tokens} tokens; one recap may take ${deps.tokensPerRecap}`,
    );
  }
  let budget = deps.model.capabilities.promptTokens;
  for (let shrinkings = 0; ; shrinkings += 1) {
    try {
      return await readWithin(budget, { question, whole, bill, signal, deps });
    } catch (error) {
      const isTooLong = error instanceof RecallError && error.code === 'engine_too_long';
      budget = smaller(budget, tokens);
      if (!isTooLong || shrinkings >= SHRINKINGS || budget < SMALLEST_PROMPT_TOKENS) throw error;
    }
  }
}

/** Half the budget, and half of that again as long as it would hold the whole prompt that was too long. */
function smaller(budget: number, tokens: number): number {
  return budget / 2 < tokens ? budget / 2 : smaller(budget / 2, tokens);
}

interface Reading {
  question: EngineQuestion;
  whole: Prompt;
  bill: Bill;
  signal: AbortSignal;
  deps: ReadDeps;
}

/** Parts are cut by the rough estimate, which does not change as more is learned: a retry finds the same parts. */
async function readWithin(
  budget: number,
  { question, whole, bill, signal, deps }: Reading,
): Promise<RecapAnswer> {
  const fits = (prompt: Prompt) => promptTokens(prompt, deps) <= budget;
  const askOnce = (prompt: Prompt) => ask(prompt, bill, signal, deps);
  if (fits(whole)) return citingShown(await askOnce(whole), question);

  const { model, store, onEvent, onProgress } = deps;
  const writer = createTranscriptWriter(question);
  const parts = cutIntoParts(messagesToRead(question), {
    budget: Math.min(PART_TOKENS, budget * MESSAGES_SHARE),
    tokensOf: (message) => roughTokens(writer.line(message)),
  });
  const onKept = (kept: number) =>
    onEvent({ kind: 'read_in_parts', model: model.id, parts: parts.length, kept });
  return readInParts(parts, { question, store, ask: askOnce, fits, onKept, onProgress });
}

/** Where only what is new was read, older messages can only be cited where the earlier report cited them. */
function citingShown(answer: RecapAnswer, question: EngineQuestion): RecapAnswer {
  const { earlier } = question;
  if (earlier === undefined) return answer;
  const read = messagesToRead(question).map(({ number }) => number);
  return citingOnly(answer, [...read, ...citedIn(earlier.answer)]);
}

function promptTokens({ rules, conversation }: Prompt, { tokens, model }: ReadDeps): number {
  return tokens.estimate(model.id, rules + conversation);
}
