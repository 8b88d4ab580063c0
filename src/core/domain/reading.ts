import type { Recap, RecapAnswer, RecapPoint } from './recap.ts';
import type { MessageTs, TranscriptMessage } from './transcript.ts';

/** A message that was read, and which edition of it. */
export interface ReadMessage {
  ts: MessageTs;
  /** When it was last edited, as Slack tells; null where it never was. */
  editedTs: MessageTs | null;
}

/** How a conversation differs from when it was last read. */
export interface Difference {
  /** Messages that were written or edited since. */
  news: ReadonlySet<MessageTs>;
  /** Messages that were read then and are gone or another edition now. */
  stale: ReadonlySet<MessageTs>;
}

/** What a transcript was made of. */
export function readingOf(messages: readonly TranscriptMessage[]): ReadMessage[] {
  return messages.map(({ ts, editedTs }) => ({ ts, editedTs }));
}

/** Compares what was read then with what is read now. */
export function compareReadings(then: readonly ReadMessage[], now: readonly ReadMessage[]): Difference {
  const before = new Map(then.map(({ ts, editedTs }) => [ts, editedTs]));
  const after = new Map(now.map(({ ts, editedTs }) => [ts, editedTs]));
  return {
    news: new Set(now.filter(({ ts, editedTs }) => before.get(ts) !== editedTs).map(({ ts }) => ts)),
    stale: new Set(then.filter(({ ts, editedTs }) => after.get(ts) !== editedTs).map(({ ts }) => ts)),
  };
}

export function isUnchanged({ news, stale }: Difference): boolean {
  return news.size === 0 && stale.size === 0;
}

/**
 * An earlier recap as an engine's answer on the present transcript: sources become its numbers, and what rested on stale
 * messages alone is left out.
 */
export function asAnswer(
  recap: Recap,
  messages: readonly TranscriptMessage[],
  stale: Difference['stale'],
): RecapAnswer {
  const numberOf = new Map(messages.map(({ ts, number }) => [ts, number]));
  const cited = <Item extends RecapPoint>(items: readonly Item[]) =>
    items.flatMap(({ sources, ...item }) => {
      const numbers = sources.flatMap(({ ts }) => (stale.has(ts) ? [] : (numberOf.get(ts) ?? [])));
      return numbers.length === 0 ? [] : [{ ...item, sources: numbers }];
    });
  return {
    headline: recap.headline,
    points: cited(recap.points),
    decisions: cited(recap.decisions),
    actionItems: cited(recap.actionItems),
    openQuestions: cited(recap.openQuestions),
    tags: recap.tags,
  };
}
