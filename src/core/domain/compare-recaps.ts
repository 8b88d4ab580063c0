import type { Recap, RecapPoint } from './recap.ts';

/** How an item of a recap stands to the recap before it. */
export type ChangeMark = 'new' | 'changed' | 'same';

/** What a recap changes in the one before it. */
export interface RecapChanges {
  marks: ReadonlyMap<RecapPoint, ChangeMark>;
  /** Decisions, action items and questions that no longer stand. */
  closed: readonly RecapPoint[];
}

const KINDS = ['points', 'decisions', 'actionItems', 'openQuestions'] as const;

/**
 * Compares two recaps of one conversation. An item is the same where it says the same; changed where it rests on a message that an
 * item of its kind rested on before; else new. Points come and go with what matters, so only the others can be closed. What people
 * had settled of the earlier recap, `settled`, is not closed by the later one.
 */
export function compareRecaps(
  before: Recap,
  after: Recap,
  settled: ReadonlySet<RecapPoint> = new Set(),
): RecapChanges {
  const marks = new Map<RecapPoint, ChangeMark>();
  const closed: RecapPoint[] = [];
  for (const kind of KINDS) {
    const pairs = pairUp<RecapPoint>(before[kind], after[kind]);
    for (const item of after[kind]) marks.set(item, pairs.get(item)?.mark ?? 'new');
    if (kind !== 'points') closed.push(...withoutCounterpart(before[kind], pairs));
  }
  return { marks, closed: closed.filter((item) => !settled.has(item)) };
}

/** What an item goes on with, and how. */
export interface Counterpart<Item> {
  earlier: Item;
  mark: Exclude<ChangeMark, 'new'>;
}

/** Finds what each item of one kind goes on with; an item that is new has no counterpart. No earlier item is given twice. */
export function pairUp<Item extends RecapPoint>(
  before: readonly Item[],
  after: readonly Item[],
): Map<Item, Counterpart<Item>> {
  const left = new Set(before);
  const pairs = new Map<Item, Counterpart<Item>>();
  const take = (item: Item, mark: Counterpart<Item>['mark'], fits: (earlier: Item) => boolean) => {
    const earlier = pairs.has(item) ? undefined : [...left].find(fits);
    if (!earlier) return;
    left.delete(earlier);
    pairs.set(item, { earlier, mark });
  };
  for (const item of after) take(item, 'same', (earlier) => saysTheSame(earlier, item));
  for (const item of after) take(item, 'changed', (earlier) => sharesSource(earlier, item));
  return pairs;
}

function withoutCounterpart<Item>(
  before: readonly Item[],
  pairs: ReadonlyMap<Item, Counterpart<Item>>,
): Item[] {
  const taken = new Set([...pairs.values()].map(({ earlier }) => earlier));
  return before.filter((item) => !taken.has(item));
}

/** Apart from sources: more messages that say a thing do not change it. */
function saysTheSame({ sources: _, ...before }: RecapPoint, { sources: __, ...after }: RecapPoint): boolean {
  return JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(after).sort());
}

function sharesSource(before: RecapPoint, after: RecapPoint): boolean {
  const sources = new Set(before.sources.map(({ ts }) => ts));
  return after.sources.some(({ ts }) => sources.has(ts));
}

/** How many items are new, changed and closed. */
export function countChanges({ marks, closed }: RecapChanges): Record<'new' | 'changed' | 'closed', number> {
  const values = [...marks.values()];
  const count = (mark: ChangeMark) => values.filter((value) => value === mark).length;
  return { new: count('new'), changed: count('changed'), closed: closed.length };
}
