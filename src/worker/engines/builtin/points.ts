import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import type { IsOnFocus } from './focus.ts';
import { type RankedSentence, similarity } from './ranking.ts';
import { merelyPoints } from './self-contained.ts';
import type { Sentence } from './sentences.ts';
import { recapLine } from './wording.ts';

type Point = RecapAnswer['points'][number];

/** From here on two sentences say the same. */
const TOO_SIMILAR = 0.5;
/** Each further sentence of one message counts less, so that no long post fills the recap. */
const SAME_MESSAGE = 0.6;
const MAX_POINT = 200;
/** Below this, a sentence such as `sure` says nothing by itself. */
const TELLING = 0.1;

export interface Choosing {
  topic: RankedSentence | undefined;
  told: ReadonlySet<Sentence>;
  length: RecapLength;
  isOnFocus: IsOnFocus;
  /** No more than that, however long the conversation is; by default what its length is worth. */
  most?: number;
}

/**
 * The sentences that say most, those on the focus first, else in the order in which they were said, without those that the recap
 * tells elsewhere (`told`) and without saying twice what another or the headline's `topic` says. Neighbours in one message make
 * one point.
 */
export function choosePoints(
  ranked: readonly RankedSentence[],
  { topic, told, length, isOnFocus, most = Number.POSITIVE_INFINITY }: Choosing,
  dialogue: Dialogue,
): Point[] {
  const untold = ranked.filter((each) => each !== topic && !told.has(each.sentence));
  const inOrder = chooseSentences(untold, topic, Math.min(most, pointsFor(dialogue.messages.length, length)));
  const chosen = [
    ...inOrder.filter(({ sentence }) => isOnFocus(sentence)),
    ...inOrder.filter(({ sentence }) => !isOnFocus(sentence)),
  ];
  const points: Point[] = [];
  let last: { sentence: RankedSentence['sentence']; text: string } | undefined;
  for (const { sentence } of chosen) {
    const text = recapLine(sentence.text, dialogue.people);
    const joined = last === undefined ? '' : `${last.text} ${text}`;
    const follows =
      last?.sentence.number === sentence.number && last.sentence.position + 1 === sentence.position;
    if (follows && joined.length <= MAX_POINT) {
      points.pop();
      points.push({ text: spokenBy(sentence.author, joined), sources: [sentence.number] });
      last = { sentence, text: joined };
      continue;
    }
    points.push({ text: spokenBy(sentence.author, text), sources: [sentence.number] });
    last = { sentence, text };
  }
  return points;
}

function spokenBy(author: string | null, text: string): string {
  return author === null ? text : `<@${author}>: ${text}`;
}

function chooseSentences(
  ranked: readonly RankedSentence[],
  topic: RankedSentence | undefined,
  wanted: number,
): RankedSentence[] {
  const left = ranked.filter((each) => each.informative >= TELLING && !merelyPoints(each.sentence));
  const chosen: RankedSentence[] = [];
  const ofMessage = new Map<number, number>();
  const worth = ({ score, sentence }: RankedSentence) =>
    score * SAME_MESSAGE ** (ofMessage.get(sentence.number) ?? 0);
  while (chosen.length < wanted && left.length > 0) {
    const best = left.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    const isNew = [...chosen, ...(topic === undefined ? [] : [topic])].every(
      (other) => similarity(other.vector, best.vector) < TOO_SIMILAR,
    );
    if (!isNew) continue;
    chosen.push(best);
    ofMessage.set(best.sentence.number, (ofMessage.get(best.sentence.number) ?? 0) + 1);
  }
  const place = new Map(ranked.map((each, i) => [each, i]));
  return chosen.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

/** By default one point for a few messages, ten for hundreds; at most three in brief, half as many again in detail. */
function pointsFor(messages: number, length: RecapLength): number {
  const standard = Math.min(10, Math.max(1, Math.round(1.6 * Math.log2(messages) - 2.4)));
  switch (length) {
    case 'brief':
      return Math.min(3, standard);
    case 'standard':
      return standard;
    case 'detailed':
      return Math.ceil(standard * 1.5);
  }
}
