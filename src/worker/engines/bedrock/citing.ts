import type { RecapAnswer } from '../../../core/domain/recap.ts';

/**
 * The answer without sources that are not among `numbers`. Such a source may well be a message of the transcript, but
 * one that the model was not shown, so that it would point at the wrong place.
 */
export function citingOnly(answer: RecapAnswer, numbers: readonly number[]): RecapAnswer {
  const shown = new Set(numbers);
  const checked = <T extends { sources: number[] }>(claim: T): T => ({
    ...claim,
    sources: claim.sources.filter((number) => shown.has(number)),
  });
  return {
    ...answer,
    points: answer.points.map(checked),
    decisions: answer.decisions.map(checked),
    actionItems: answer.actionItems.map(checked),
    openQuestions: answer.openQuestions.map(checked),
  };
}

/** Numbers of all messages that an answer rests on. */
export function citedIn({ points, decisions, actionItems, openQuestions }: RecapAnswer): number[] {
  return [...points, ...decisions, ...actionItems, ...openQuestions].flatMap(({ sources }) => sources);
}
