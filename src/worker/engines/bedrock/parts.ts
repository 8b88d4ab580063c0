import { createHash } from 'node:crypto';
import type { EngineProgress, EngineQuestion } from '../../../core/domain/engine.ts';
import { inParallel } from '../../../core/domain/in-parallel.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import type { PartStore } from '../part-store.ts';
import { citedIn, citingOnly } from './citing.ts';
import { earlierReport, mergePromptFor, type Prompt, partPromptFor } from './prompt.ts';
import type { Report } from './report-lines.ts';
import { PROMPT_VERSION } from './rules.ts';
import { askedOnPart } from './wishes.ts';

const PARTS_AT_ONCE = 3;

export interface ReadInPartsDeps {
  question: EngineQuestion;
  store: PartStore;
  ask(prompt: Prompt): Promise<RecapAnswer>;
  /** Whether a prompt fits what the model is given at once. */
  fits(prompt: Prompt): boolean;
  onKept(kept: number): void;
  onProgress(progress: EngineProgress): void;
}

/**
 * Has each part reported on, and then one recap made of the reports, of which an earlier one is the first. Sources keep
 * their numbers throughout.
 */
export async function readInParts(
  parts: readonly TranscriptMessage[][],
  deps: ReadInPartsDeps,
): Promise<RecapAnswer> {
  let kept = 0;
  let done = 0;
  const all = parts.length;
  deps.onProgress({ done, all });
  const question = all > 1 ? askedOnPart(deps.question) : deps.question;
  const reports = await inParallel(parts, PARTS_AT_ONCE, async (messages, index) => {
    const prompt = partPromptFor(question, messages, { part: index + 1, of: all });
    const before = await deps.store.get(keyOf(prompt));
    if (before !== null) kept += 1;
    const answer = before ?? (await askAndKeep(prompt, deps));
    done += 1;
    deps.onProgress({ done, all });
    return reportOn(messages, answer);
  });
  deps.onKept(kept);
  const { earlier } = deps.question;
  return merged(earlier === undefined ? reports : [earlierReport(earlier), ...reports], deps);
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

function reportOn(messages: readonly TranscriptMessage[], answer: RecapAnswer): Report {
  const numbers = messages.map(({ number }) => number);
  return {
    on: `messages ${numbers.at(0)} to ${numbers.at(-1)}`,
    answer: citingOnly(answer, numbers),
  };
}

/** Reports that are too many for one prompt are merged in two halves first. */
async function merged(reports: readonly Report[], deps: ReadInPartsDeps): Promise<RecapAnswer> {
  const [first, second] = [reports.at(0), reports.at(1)];
  if (first !== undefined && second === undefined) return first.answer;
  const prompt = mergePromptFor(deps.question, reports);
  if (reports.length === 2 || deps.fits(prompt)) {
    const numbers = reports.flatMap(({ answer }) => citedIn(answer));
    return citingOnly(await deps.ask(prompt), numbers);
  }
  const middle = Math.ceil(reports.length / 2);
  const halves = [reports.slice(0, middle), reports.slice(middle)];
  const onPart = { ...deps, question: askedOnPart(deps.question) };
  const answers = await inParallel(halves, 2, async (half) => reportOnAll(half, await merged(half, onPart)));
  return merged(answers, deps);
}

function reportOnAll(reports: readonly Report[], answer: RecapAnswer): Report {
  return { on: reports.map(({ on }) => on).join(', '), answer };
}
