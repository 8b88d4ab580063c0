import type { ContentBlock, ConverseResponse, Message } from '@aws-sdk/client-bedrock-runtime';
import { z } from 'zod';
import { type RecapAnswer, recapAnswerSchema } from '../../../core/domain/recap.ts';
import { TOOL_NAME } from './rules.ts';

/** What a model's message holds: an answer, or what is wrong with it in words that the model can act on. */
export type ReadAnswer = { kind: 'answer'; answer: RecapAnswer } | { kind: 'unusable'; problem: string };

/** Reads the answer out of a tool call or out of text with or without a code fence around it; zod decides. */
export function readAnswer(response: ConverseResponse): ReadAnswer {
  const content = response.output?.message?.content ?? [];
  const toolUse = content.find((block) => block.toolUse?.name === TOOL_NAME)?.toolUse;
  if (toolUse !== undefined) return checked(toolUse.input);
  const json = jsonIn(content.map((block) => block.text ?? '').join(''));
  return json === undefined ? unusable('There is no JSON object in the answer.') : checked(json);
}

function checked(value: unknown): ReadAnswer {
  const parsed = recapAnswerSchema.safeParse(value);
  return parsed.success
    ? { kind: 'answer', answer: parsed.data }
    : unusable(`It does not match the schema:\n${z.prettifyError(parsed.error)}`);
}

function unusable(problem: string): ReadAnswer {
  return { kind: 'unusable', problem };
}

/** The object from the first brace to the last, whatever stands around it. */
function jsonIn(text: string): unknown {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}

const LONGEST_PROBLEM = 1_500;

/** The turn that shows the model its own answer and what is wrong with it. */
export function repairTurn(response: ConverseResponse, problem: string): Message[] {
  const content = (response.output?.message?.content ?? []).filter(
    ({ text }) => text === undefined || text.trim() !== '',
  );
  const request = `Your answer cannot be used. ${problem.slice(0, LONGEST_PROBLEM)}\nGive the whole answer again, put right.`;
  if (content.length === 0) return askAgain(request);
  const results: ContentBlock[] = content.flatMap(({ toolUse }) =>
    toolUse === undefined
      ? []
      : { toolResult: { toolUseId: toolUse.toolUseId, status: 'error', content: [{ text: request }] } },
  );
  return [
    { role: 'assistant', content },
    { role: 'user', content: results.length > 0 ? results : [{ text: request }] },
  ];
}

/** Two turns of the same side are not allowed, so a short one of the model stands between. */
function askAgain(request: string): Message[] {
  return [
    { role: 'assistant', content: [{ text: 'I could not answer.' }] },
    { role: 'user', content: [{ text: request }] },
  ];
}

/** The turn after an answer that was cut off by its length. */
export function shorterTurn(): Message[] {
  return askAgain(
    'Your answer was longer than what fits and was cut off. Give it again, shorter: at most 4 points, 5 decisions, ' +
      '8 action items and 4 open questions, each in one short sentence.',
  );
}
