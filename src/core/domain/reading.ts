import type { EarlierReport } from './engine.ts';
import type { Recap, RecapPoint } from './recap.ts';
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
 * An earlier recap as an engine is told of it: as an answer on the present transcript, with the numbers of the messages that it
 * does not know. An item that rests on a stale message is left out, since its words may be that message's; what else it rests on
 * is to be read again.
 */
export function asEarlierReport(
  recap: Recap,
  messages: readonly TranscriptMessage[],
  { news, stale }: Difference,
): EarlierReport {
  const numberOf = new Map(messages.map(({ ts, number }) => [ts, number]));
  const reread = new Set(news);
  const holding = <Item extends RecapPoint>(items: readonly Item[]) =>
    items.flatMap(({ sources, ...item }) => {
      if (sources.some(({ ts }) => stale.has(ts))) {
        for (const { ts } of sources) reread.add(ts);
        return [];
      }
      return [{ ...item, sources: sources.flatMap(({ ts }) => numberOf.get(ts) ?? []) }];
    });
  const answer = {
    headline: recap.headline,
    points: holding(recap.points),
    decisions: holding(recap.decisions),
    actionItems: holding(recap.actionItems),
    openQuestions: holding(recap.openQuestions),
    tags: stale.size === 0 ? recap.tags : [],
  };
  return { answer, news: messages.filter(({ ts }) => reread.has(ts)).map(({ number }) => number) };
}
