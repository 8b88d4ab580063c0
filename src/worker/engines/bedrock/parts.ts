import { createHash } from 'node:crypto';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import { mapBounded } from './bounded.ts';
import { mergePromptFor, type PartReport, type Prompt, promptFor } from './prompt.ts';
import { PROMPT_VERSION } from './rules.ts';

const PARTS_AT_ONCE = 3;

/** Keeps the answers on parts of long conversations, so that a retry pays only for what is missing. */
export interface PartStore {
  get(key: string): Promise<RecapAnswer | null>;
  put(key: string, answer: RecapAnswer): Promise<void>;
}

/** Keeps them for as long as the object lives. */
export function createPartMemory(): PartStore {
  const answers = new Map<string, RecapAnswer>();
  return {
    get: async (key) => answers.get(key) ?? null,
    put: async (key, answer) => {
      answers.set(key, answer);
    },
  };
}

export interface ReadInPartsDeps {
  question: EngineQuestion;
  store: PartStore;
  ask(prompt: Prompt): Promise<RecapAnswer>;
  /** Whether a prompt fits what the model is given at once. */
  fits(prompt: Prompt): boolean;
  onKept(kept: number): void;
}

/** Has each part reported on, and then one recap made of the reports. Sources keep their numbers throughout. */
export async function readInParts(
  parts: readonly TranscriptMessage[][],
  deps: ReadInPartsDeps,
): Promise<RecapAnswer> {
  let kept = 0;
  const reports = await mapBounded(parts, PARTS_AT_ONCE, async (messages, index) => {
    const prompt = promptFor(deps.question, messages, { part: index + 1, of: parts.length });
    const before = await deps.store.get(keyOf(prompt));
    if (before !== null) kept += 1;
    const answer = before ?? (await askAndKeep(prompt, deps));
    return reportOn(messages, answer);
  });
  deps.onKept(kept);
  return merged(reports, deps);
}

async function askAndKeep(prompt: Prompt, { ask, store }: ReadInPartsDeps): Promise<RecapAnswer> {
  const answer = await ask(prompt);
  await store.put(keyOf(prompt), answer);
  return answer;
}

/** Says nothing about the text, but is another one for any other text. */
function keyOf({ conversation }: Prompt): string {
  return createHash('sha256').update(PROMPT_VERSION).update(conversation).digest('hex');
}

/** A part can only cite its own messages; any other number would point at the wrong place. */
function reportOn(messages: readonly TranscriptMessage[], answer: RecapAnswer): PartReport {
  const own = new Set(messages.map(({ number }) => number));
  const citing = <T extends { sources: number[] }>(claim: T): T => ({
    ...claim,
    sources: claim.sources.filter((number) => own.has(number)),
  });
  return {
    first: messages.at(0)?.number ?? 0,
    last: messages.at(-1)?.number ?? 0,
    answer: {
      ...answer,
      points: answer.points.map(citing),
      decisions: answer.decisions.map(citing),
      actionItems: answer.actionItems.map(citing),
      openQuestions: answer.openQuestions.map(citing),
    },
  };
}

/** Reports that are too many for one prompt are merged in two halves first. */
async function merged(reports: readonly PartReport[], deps: ReadInPartsDeps): Promise<RecapAnswer> {
  const [first, second] = [reports.at(0), reports.at(1)];
  if (first !== undefined && second === undefined) return first.answer;
  const prompt = mergePromptFor(deps.question, reports);
  if (reports.length === 2 || deps.fits(prompt)) return deps.ask(prompt);
  const middle = Math.ceil(reports.length / 2);
  const halves = [reports.slice(0, middle), reports.slice(middle)];
  const answers = await mapBounded(halves, 2, async (half) => reportOfAll(half, await merged(half, deps)));
  return merged(answers, deps);
}

function reportOfAll(reports: readonly PartReport[], answer: RecapAnswer): PartReport {
  return { first: reports.at(0)?.first ?? 0, last: reports.at(-1)?.last ?? 0, answer };
}
