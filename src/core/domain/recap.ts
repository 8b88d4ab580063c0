import { z } from 'zod';
import type { MessageRef } from './transcript.ts';

const sources = z.array(z.number().int()).describe('Numbers of the messages this rests on');
const person = z.string().nullable();

/**
 * What an engine answers: the JSON of the recap, with sources as transcript numbers and people as Slack ids. Everything
 * in it is a claim until `verify` has checked it.
 */
export const recapAnswerSchema = z.object({
  headline: z.string().describe('One line that says what this was about and how it ended'),
  points: z.array(z.object({ text: z.string(), sources })),
  decisions: z.array(z.object({ text: z.string(), by: person, sources })),
  actionItems: z.array(
    z.object({
      text: z.string(),
      assignee: person,
      due: z.string().nullable().describe('YYYY-MM-DD'),
      sources,
    }),
  ),
  openQuestions: z.array(z.object({ text: z.string(), askedOf: person, sources })),
  tags: z.array(z.string()).describe('At most five, lower-case, hyphenated'),
});
export type RecapAnswer = z.infer<typeof recapAnswerSchema>;

/** A date without a time, `YYYY-MM-DD`. */
export type CalendarDate = string;

export interface RecapPoint {
  text: string;
  sources: MessageRef[];
}
export interface RecapDecision extends RecapPoint {
  by: string | null;
}
export interface RecapActionItem extends RecapPoint {
  assignee: string | null;
  due: CalendarDate | null;
}
export interface RecapQuestion extends RecapPoint {
  askedOf: string | null;
}

/**
 * A recap as it may be shown and stored: sources are real messages, people are of the transcript, texts hold no ping
 * and no foreign link. Texts are plain, except that `<@U…>` stands for a person of the transcript.
 */
export interface Recap {
  headline: string;
  points: RecapPoint[];
  decisions: RecapDecision[];
  actionItems: RecapActionItem[];
  openQuestions: RecapQuestion[];
  tags: string[];
}

/** What `verify` took out of an engine's answer, counted. */
export interface Removed {
  sources: number;
  people: number;
  links: number;
  pings: number;
  dates: number;
  duplicates: number;
  unsourced: number;
  shortened: number;
}

/** Tokens as the model's provider counts them; cached input is counted apart from `input`. */
export interface TokenUsage {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

export const NO_TOKENS: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export type Stage = 'gather' | 'summarize' | 'verify' | 'save' | 'deliver';

/** What making a recap took. */
export interface Receipt {
  engine: EngineName;
  /** Model or inference profile id; null for the builtin engine. */
  model: string | null;
  promptVersion: string | null;
  tokens: TokenUsage;
  /** US dollars; null where the model's price is not known. */
  costUsd: number | null;
  /** Milliseconds of each stage that had run when the receipt was written. */
  stages: Partial<Record<Stage, number>>;
  removed: Removed;
}

export const ENGINE_NAMES = ['bedrock', 'builtin'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
