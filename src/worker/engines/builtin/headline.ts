import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import type { RankedSentence } from './ranking.ts';
import { cutAtWord, recapLine } from './wording.ts';

const MAX_TOPIC = 90;
const MAX_ENDING = 80;

/** One line: what it was about, in the words of whoever opened it, and what came of it. */
export function headlineFor(
  ranked: readonly RankedSentence[],
  found: Omit<RecapAnswer, 'headline'>,
  dialogue: Dialogue,
): string {
  const topic = topicOf(ranked, dialogue);
  const ending = endingOf(found);
  if (topic === '') return ending === '' ? (found.points[0]?.text ?? '') : ending;
  return ending === '' ? topic : `${topic.replace(/[.!,;:]+$/, '')} → ${ending}`;
}

/** The most telling sentence of the first messages; in a thread, that is what the thread is about. */
function topicOf(ranked: readonly RankedSentence[], dialogue: Dialogue): string {
  const opening = new Set(dialogue.messages.slice(0, 2).map((message) => message.number));
  const candidates = ranked.filter(
    ({ sentence }) => opening.has(sentence.number) && sentence.terms.length > 0,
  );
  const best = candidates.toSorted((a, b) => topicScore(b) - topicScore(a))[0] ?? ranked[0];
  return best === undefined ? '' : recapLine(best.sentence.text, dialogue.people, MAX_TOPIC);
}

function topicScore({ score, sentence }: RankedSentence): number {
  return score * (sentence.number === 1 ? 2 : 1);
}

function endingOf({ decisions, actionItems, openQuestions }: Omit<RecapAnswer, 'headline'>): string {
  const [decision] = decisions;
  if (decision !== undefined) return `decided: ${cutAtWord(decision.text, MAX_ENDING)}`;
  const parts = [counted(actionItems.length, 'action item'), counted(openQuestions.length, 'open question')];
  return parts.filter((part) => part !== '').join(', ');
}

function counted(count: number, what: string): string {
  if (count === 0) return '';
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
