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
 * item of its kind rested on before; else new. Points come and go with what matters, so only the others can be closed.
 */
export function compareRecaps(before: Recap, after: Recap): RecapChanges {
  const marks = new Map<RecapPoint, ChangeMark>();
  const closed: RecapPoint[] = [];
  for (const kind of KINDS) {
    const left = matchKind(before[kind], after[kind], marks);
    if (kind !== 'points') closed.push(...left);
  }
  return { marks, closed };
}

/** Marks the items of one kind. @returns those of before that have no counterpart */
function matchKind(
  before: readonly RecapPoint[],
  after: readonly RecapPoint[],
  marks: Map<RecapPoint, ChangeMark>,
): RecapPoint[] {
  const left = new Set(before);
  const take = (item: RecapPoint, mark: ChangeMark, fits: (earlier: RecapPoint) => boolean) => {
    const counterpart = marks.has(item) ? undefined : [...left].find(fits);
    if (!counterpart) return;
    left.delete(counterpart);
    marks.set(item, mark);
  };
  for (const item of after) take(item, 'same', (earlier) => saysTheSame(earlier, item));
  for (const item of after) take(item, 'changed', (earlier) => sharesSource(earlier, item));
  for (const item of after) if (!marks.has(item)) marks.set(item, 'new');
  return [...left];
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
