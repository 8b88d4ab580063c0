import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_ITEM_STATES } from './action-item.ts';
import { changedLife, type ItemChange } from './action-item-change.ts';

const open = { state: 'open' as const, assignee: 'U1', due: '2026-01-05', snoozedUntil: null };
const moment = new Date('2026-01-04T08:00:00Z');

describe('a change of an action item', () => {
  it.each<[ItemChange, object]>([
    [{ kind: 'done' }, { state: 'done' }],
    [{ kind: 'dropped' }, { state: 'dropped' }],
    [{ kind: 'assigned', to: 'U2' }, { assignee: 'U2' }],
    [{ kind: 'assigned', to: null }, { assignee: null }],
    [{ kind: 'due', on: null }, { due: null }],
    [{ kind: 'due', on: '2026-02-01' }, { due: '2026-02-01' }],
    [{ kind: 'snoozed', until: moment }, { snoozedUntil: moment }],
  ])('%j', (change, fields) => {
    expect(changedLife(open, change)).toEqual({ ...open, ...fields });
  });

  it('leaves alone what is done or dropped, but for opening it again', () => {
    expect(changedLife({ ...open, state: 'done' }, { kind: 'dropped' })).toBe(null);
    expect(changedLife({ ...open, state: 'dropped' }, { kind: 'done' })).toBe(null);
    expect(changedLife({ ...open, state: 'done' }, { kind: 'assigned', to: 'U2' })).toBe(null);
    const asleep = { ...open, state: 'dropped' as const, snoozedUntil: moment };
    expect(changedLife(asleep, { kind: 'reopened' })).toEqual(open);
    expect(changedLife(open, { kind: 'reopened' })).toBe(null);
  });

  it('made twice changes nothing the second time', () => {
    const changes = fc.oneof(
      fc.constantFrom<ItemChange>({ kind: 'done' }, { kind: 'dropped' }, { kind: 'reopened' }),
      fc.record({ kind: fc.constant('assigned' as const), to: fc.option(fc.constantFrom('U1', 'U2')) }),
      fc.record({
        kind: fc.constant('due' as const),
        on: fc.option(fc.constantFrom('2026-01-05', '2026-02-01')),
      }),
      fc.record({
        kind: fc.constant('snoozed' as const),
        until: fc.option(fc.date({ noInvalidDate: true })),
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ACTION_ITEM_STATES), changes, (state, change) => {
        const after = changedLife({ ...open, state }, change);
        if (after) expect(changedLife(after, change)).toBe(null);
      }),
    );
  });
});
