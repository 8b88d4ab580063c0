import type { Recap, RecapAnswer, RecapPoint } from '../../src/core/domain/recap.ts';
import { NOON, threadOf } from './transcripts.ts';

export const VERIFY_CONTEXT = { now: NOON, timeZone: 'America/New_York' };

/** Holds a link with a label, a bare link, what only looks like one, and a mention. */
export const LINKED_THREAD = threadOf(
  'The runbook is at <https://docs.example.com/Run?a=1&amp;b=2|the runbook>',
  'thanks, I will try foo.dev/x and README.md',
  'shall we keep <@U0JOEL> on call?',
);

export function answerOf(parts: Partial<RecapAnswer>): RecapAnswer {
  return {
    headline: 'The rollout',
    points: [],
    decisions: [],
    actionItems: [],
    openQuestions: [],
    tags: [],
    ...parts,
  };
}

export function claimsOf(recap: Recap): RecapPoint[] {
  return [...recap.points, ...recap.decisions, ...recap.actionItems, ...recap.openQuestions];
}
