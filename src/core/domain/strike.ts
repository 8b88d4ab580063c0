import type { Recap, RecapPoint } from './recap.ts';
import type { MessageTs } from './transcript.ts';

/** A message that was deleted, or whose words were changed. */
export interface MessageChange {
  workspaceId: string;
  channelId: string;
  ts: MessageTs;
  /** Slack's timestamp of the edition that stands now; null where the message was deleted. */
  editedTs: MessageTs | null;
}

/** What is left of a recap without one of its messages. */
export interface StruckRecap {
  points: Recap['points'];
  openQuestions: Recap['openQuestions'];
  /** By the position that each has in the recap; those that are missing are struck. */
  decisions: ReadonlyMap<number, Recap['decisions'][number]>;
  actionItems: ReadonlyMap<number, Recap['actionItems'][number]>;
  tags: Recap['tags'];
  /** Null where no headline can be made of what is left. */
  headline: string | null;
  /** How many points, decisions, action items and questions are struck; a headline that nothing else explains counts as one. */
  count: number;
}

/**
 * Takes a message out of a recap that cites it: what rests on it alone is struck, what rests on others too keeps those. A headline that
 * is more about what was struck than about what is left gives way to the first thing that is left; so does one that uses the words of
 * a message that nothing else cites.
 */
export function strikeMessage(recap: Recap, ts: MessageTs): StruckRecap {
  const without = <Item extends RecapPoint>(items: readonly Item[]) =>
    new Map(items.flatMap((item, position) => restOf(item, ts).map((left) => [position, left] as const)));
  const [points, decisions, actionItems, openQuestions] = [
    without(recap.points),
    without(recap.decisions),
    without(recap.actionItems),
    without(recap.openQuestions),
  ];
  const before = [recap.points, recap.decisions, recap.actionItems, recap.openQuestions].flat();
  const left = [points, decisions, actionItems, openQuestions].flatMap((kept) => [...kept.values()]);
  const isCited = before.some(({ sources }) => sources.some((source) => source.ts === ts));
  const struck = before.filter((item) => restOf(item, ts).length === 0);
  return {
    points: [...points.values()],
    decisions,
    actionItems,
    openQuestions: [...openQuestions.values()],
    tags: left.length === 0 ? [] : recap.tags,
    headline: isCited ? headlineOf(recap.headline, { struck, left }) : (left[0]?.text ?? null),
    count: isCited ? struck.length : 1,
  };
}

/** An item that never had a source rests on no message, and stays. */
function restOf<Item extends RecapPoint>(item: Item, ts: MessageTs): Item[] {
  const sources = item.sources.filter((source) => source.ts !== ts);
  return item.sources.length > 0 && sources.length === 0 ? [] : [{ ...item, sources }];
}

function headlineOf(
  headline: string,
  { struck, left }: { struck: readonly RecapPoint[]; left: readonly RecapPoint[] },
): string | null {
  if (struck.length === 0) return headline;
  const [first] = left;
  if (!first) return null;
  const words = wordsIn([headline]);
  const shared = (items: readonly RecapPoint[]) => countShared(words, wordsIn(items.map(({ text }) => text)));
  return shared(struck) > shared(left) ? first.text : withoutOutcome(headline);
}

/** What a headline says behind an arrow of how it ended, and how many items came of it, need not hold any more. */
function withoutOutcome(headline: string): string {
  return headline.split(' → ', 1)[0] ?? headline;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function wordsIn(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) =>
      [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
        isWordLike ? [segment] : [],
      ),
    ),
  );
}

function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((word) => other.has(word)).length;
}
