import type { RecapAnswer } from '../../../core/domain/recap.ts';
import { compactLine } from './compact-text.ts';
import { mentionedIn } from './transcript-lines.ts';

/** Longest text of one claim, in UTF-16 units: several times what a recap may show. */
const LONGEST_CLAIM = 2_000;

/** What was said about some of a conversation's messages. */
export interface Report {
  /** Which messages, in words: `messages 1 to 40`. */
  on: string;
  answer: RecapAnswer;
}

/** A report as a model reads it, one line for each claim, with the numbers of its messages. */
export function reportLines({ on, answer }: Report): string[] {
  const { headline, points, decisions, actionItems, openQuestions, tags } = answer;
  return [
    `Report on ${on}: ${claim(headline)}`.trim(),
    ...points.map(({ text, sources }) => `- point ${cited(sources)}: ${claim(text)}`),
    ...decisions.map(
      ({ text, by, sources }) => `- decision ${cited(sources)} by ${personOf(by)}: ${claim(text)}`,
    ),
    ...actionItems.map(
      ({ text, assignee, due, sources }) =>
        `- task ${cited(sources)} for ${personOf(assignee)}, due ${dayOrNone(due)}: ${claim(text)}`,
    ),
    ...openQuestions.map(
      ({ text, askedOf, sources }) => `- question ${cited(sources)} to ${personOf(askedOf)}: ${claim(text)}`,
    ),
    `- tags: ${tags.map((tag) => compactLine(tag)).join(', ')}`,
  ];
}

/** Whom an answer names, in its texts or as responsible, by id. */
export function peopleNamedIn({
  headline,
  points,
  decisions,
  actionItems,
  openQuestions,
}: RecapAnswer): string[] {
  const texts = [...points, ...decisions, ...actionItems, ...openQuestions].map(({ text }) => text);
  const responsible = [
    ...decisions.map(({ by }) => by),
    ...actionItems.map(({ assignee }) => assignee),
    ...openQuestions.map(({ askedOf }) => askedOf),
  ];
  return [...responsible.filter((id) => id !== null), ...[headline, ...texts].flatMap(mentionedIn)];
}

function claim(text: string): string {
  return compactLine(text, LONGEST_CLAIM);
}

function cited(sources: readonly number[]): string {
  return `[${sources.join(', ')}]`;
}

function personOf(id: string | null): string {
  return id === null ? 'nobody named' : compactLine(id);
}

function dayOrNone(due: string | null): string {
  return due === null ? 'no day said' : compactLine(due);
}
