import type { Recap, RecapPoint } from '../recap.ts';
import type { MessageTs } from '../transcript.ts';

/** What was said in one thread, as a recap of the whole channel tells it. */
export interface DigestThread {
  rootTs: MessageTs;
  /** In the order of the recap. */
  points: RecapPoint[];
  /** Null where it was not counted. */
  counts: ThreadCounts | null;
}

export interface ThreadCounts {
  messages: number;
  people: number;
}

/** What was decided or asked in a thread makes it matter more than one more thing that was said. */
const POINT_WEIGHT = 2;
const OUTCOME_WEIGHT = 3;
const PERSON_WEIGHT = 1;
/** A thread twice as long does not matter twice as much. */
const LENGTH_WEIGHT = 1;

/**
 * The threads that the points of a recap rest on, those that mattered most first: by what came of them, how many people took part
 * and how long they are. Points that rest on no thread, or on several, come apart.
 */
export function threadsThatMattered(
  recap: Pick<Recap, 'points' | 'decisions' | 'actionItems' | 'openQuestions'>,
  counts: ReadonlyMap<MessageTs, ThreadCounts>,
): { threads: DigestThread[]; others: RecapPoint[] } {
  const threads = new Map<MessageTs, DigestThread>();
  const others: RecapPoint[] = [];
  for (const point of recap.points) {
    const rootTs = threadOf(point);
    if (rootTs === null) {
      others.push(point);
      continue;
    }
    const thread = threads.get(rootTs) ?? { rootTs, points: [], counts: counts.get(rootTs) ?? null };
    thread.points.push(point);
    threads.set(rootTs, thread);
  }
  const outcomes = [...recap.decisions, ...recap.actionItems, ...recap.openQuestions].map(threadOf);
  const weigh = ({ rootTs, points, counts: of }: DigestThread) =>
    POINT_WEIGHT * points.length +
    OUTCOME_WEIGHT * outcomes.filter((each) => each === rootTs).length +
    PERSON_WEIGHT * (of?.people ?? 0) +
    LENGTH_WEIGHT * Math.log2(1 + (of?.messages ?? 0));
  return { threads: [...threads.values()].toSorted((a, b) => weigh(b) - weigh(a)), others };
}

/** The one thread that all messages of a point stand in; null where there is none. */
function threadOf({ sources }: RecapPoint): MessageTs | null {
  const roots = new Set(sources.map(({ threadTs }) => threadTs));
  const [only] = roots;
  return roots.size === 1 ? (only ?? null) : null;
}
