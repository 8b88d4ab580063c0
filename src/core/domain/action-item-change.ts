import type { ActionItem } from './action-item.ts';
import type { CalendarDate } from './recap.ts';

/** What a person makes of an action item. */
export type ItemChange =
  | { kind: 'done' }
  | { kind: 'dropped' }
  | { kind: 'reopened' }
  | { kind: 'assigned'; to: string | null }
  | { kind: 'due'; on: CalendarDate | null }
  | { kind: 'snoozed'; until: Date | null };

/** The fields of an item that people change. */
export type ItemLife = Pick<ActionItem, 'state' | 'assignee' | 'due' | 'snoozedUntil'>;

/**
 * What a change makes of an item; null where it changes nothing, so that of two people who do the same at once one did it, and
 * the other is told. What is not open can only be reopened.
 */
export function changedLife(
  { state, assignee, due, snoozedUntil }: ItemLife,
  change: ItemChange,
): ItemLife | null {
  const life: ItemLife = { state, assignee, due, snoozedUntil };
  if (change.kind === 'reopened') {
    return state === 'open' ? null : { ...life, state: 'open', snoozedUntil: null };
  }
  if (state !== 'open') return null;
  switch (change.kind) {
    case 'done':
    case 'dropped':
      return { ...life, state: change.kind };
    case 'assigned':
      return change.to === assignee ? null : { ...life, assignee: change.to };
    case 'due':
      return change.on === due ? null : { ...life, due: change.on };
    case 'snoozed':
      return isSameMoment(change.until, snoozedUntil) ? null : { ...life, snoozedUntil: change.until };
  }
}

function isSameMoment(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}

/** A stamp of the form that a person saw an item in: another one once somebody has changed the item. */
export function stampOf({ changed }: Pick<ActionItem, 'changed'>): string {
  return String(changed?.at.getTime() ?? 0);
}
