import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Dialogue } from './dialogue.ts';
import { choosePoints } from './points.ts';
import type { RankedSentence } from './ranking.ts';
import { leansOnAnother } from './self-contained.ts';
import { isQuestion } from './sentences.ts';
import { LONGEST_OUTCOME, lineOf, TELLING, type ThreadsToTell, type ToldThread } from './threads.ts';

type Point = RecapAnswer['points'][number];

/** Of all points of a recap of a channel, and of those among them that no thread is about. */
const MOST_POINTS: Readonly<Record<RecapLength, { all: number; outside: number }>> = {
  brief: { all: 3, outside: 0 },
  standard: { all: 12, outside: 2 },
  detailed: { all: 18, outside: 3 },
};

/** The threads' points, as many as there is room for, and then what was said outside of threads. */
export function pointsOfChannel(
  threads: readonly ToldThread[],
  { ranked, ...wishes }: ThreadsToTell,
  dialogue: Dialogue,
): Point[] {
  const { all, outside: reserved } = MOST_POINTS[wishes.length];
  const outside = outsideThreads(ranked, dialogue);
  const choose = (most: number) => choosePoints(outside, { topic: undefined, most, ...wishes }, dialogue);
  const room = all - choose(reserved).length;
  const points: Point[] = [];
  for (const thread of threads) {
    const ofThread = pointsOfThread(thread, wishes.length, dialogue);
    if (points.length + ofThread.length > room) break;
    points.push(...ofThread);
  }
  return [...points, ...choose(all - points.length)];
}

/** A point for what a thread is about and, unless it is to be brief, one for what came of it. */
function pointsOfThread(
  { topic, about, outcome }: ToldThread,
  length: RecapLength,
  { people }: Dialogue,
): Point[] {
  const points = [{ text: spokenBy(topic.sentence.author, about), sources: [topic.sentence.number] }];
  if (outcome === undefined || length === 'brief') return points;
  const { sentence } = outcome;
  return [
    ...points,
    {
      text: spokenBy(sentence.author, lineOf(sentence, LONGEST_OUTCOME, people)),
      sources: [sentence.number],
    },
  ];
}

/** What reads well by itself among the messages to which nobody replied. */
function outsideThreads(ranked: readonly RankedSentence[], { byNumber }: Dialogue): RankedSentence[] {
  return ranked.filter(({ sentence, informative }) => {
    const message = byNumber.get(sentence.number);
    const isOutside = message?.message.threadTs === null && message.addressed.length === 0;
    return isOutside && informative >= TELLING && !isQuestion(sentence) && !leansOnAnother(sentence);
  });
}

function spokenBy(author: string | null, text: string): string {
  return author === null ? text : `<@${author}>: ${text}`;
}
