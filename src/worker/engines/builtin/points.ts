import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import { type RankedSentence, similarity } from './ranking.ts';
import { recapLine } from './wording.ts';

type Point = RecapAnswer['points'][number];

/** The sentences that say most, without saying the same twice, in the order in which they were said. */
export function choosePoints(ranked: readonly RankedSentence[], dialogue: Dialogue): Point[] {
  const chosen: RankedSentence[] = [];
  const wanted = pointsFor(dialogue.messages.length);
  const best = ranked.toSorted((a, b) => b.score - a.score);
  for (const candidate of best) {
    if (chosen.length === wanted) break;
    if (chosen.every((other) => similarity(other.vector, candidate.vector) < 0.5)) chosen.push(candidate);
  }
  return chosen
    .toSorted((a, b) => ranked.indexOf(a) - ranked.indexOf(b))
    .map(({ sentence }) => ({
      text: `${sentence.author === null ? '' : `<@${sentence.author}>: `}${recapLine(sentence.text, dialogue.people)}`,
      sources: [sentence.number],
    }));
}

function pointsFor(messages: number): number {
  if (messages <= 3) return 1;
  return Math.min(10, 1 + Math.round(Math.log2(messages / 2)));
}
