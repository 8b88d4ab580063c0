import { LONGEST_FOCUS } from '../../../core/domain/conversation.ts';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import { compactLine, compactText } from './compact-text.ts';

const BRIEF =
  'A brief report is asked for: a headline and at most 3 points, those without which one cannot follow; each decision, ' +
  'task and open question in as few words as it takes.';
const DETAILED =
  'A detailed report is asked for: up to 15 points, also on how things came about, what spoke for and against them, and ' +
  'what was set aside.';

/** How long the report is to be, as a paragraph of a prompt; none for the usual length. */
export function wantedLength({ length }: EngineQuestion): string[] {
  if (length === 'brief') return [BRIEF];
  return length === 'detailed' ? [DETAILED] : [];
}

/**
 * What is asked on one of several parts, whose reports are put together later. It is never to be brief: what one part leaves out,
 * nobody can weigh against the others.
 */
export function askedOnPart(question: EngineQuestion): EngineQuestion {
  return question.length === 'brief' ? { ...question, length: 'standard' } : question;
}

/** What the report is to dwell on, as a section to be fenced; none where that is everything alike. */
export function wishOf({ focus = '' }: EngineQuestion): { WISH?: string[] } {
  const wish = compactLine(compactText(focus), LONGEST_FOCUS);
  return wish === '' ? {} : { WISH: [wish] };
}
