import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemPlace, itemBlockId, listValue, readItemBlockId, readListValue } from './item-places.ts';

const ID = '019a0000-0000-7000-8000-000000000001';

describe('where the buttons of an item stand', () => {
  it.each<[ItemPlace]>([
    [{ kind: 'recap' }],
    [{ kind: 'home' }],
    [{ kind: 'notice' }],
    [{ kind: 'all', conversationId: ID }],
    [{ kind: 'list', whose: { kind: 'person', userId: 'U0BO' }, page: 0 }],
    [{ kind: 'list', whose: { kind: 'channel', channelId: 'C0GENERAL' }, page: 12 }],
    [{ kind: 'reminder', about: 'overdue', by: null }],
    [{ kind: 'reminder', about: 'assigned', by: 'U0MARA' }],
  ])('comes back from the id of their block: %j', (place) => {
    const blockId = itemBlockId(place, ID);
    expect(readItemBlockId(blockId)).toEqual(place);
    expect(blockId.length).toBeLessThanOrEqual(255);
  });

  it('is some other place for every other id', () => {
    for (const id of [
      '',
      'x',
      `recall_item/list/U1/-1/${ID}`,
      `recall_item/all/nope/${ID}`,
      `recall_item/list/U1/9999/${ID}`,
    ]) {
      expect(readItemBlockId(id)).toEqual({ kind: 'other' });
    }
    fc.assert(fc.property(fc.string(), (id) => readItemBlockId(id).kind === 'other'));
  });

  it('is a list and a page in the value of the buttons that turn pages', () => {
    const whose = { kind: 'person', userId: 'U0BO' } as const;
    expect(readListValue(listValue(whose, 3))).toEqual({ whose, page: 3 });
    expect(readListValue('U0BO/x')).toBe(null);
    expect(readListValue('<!here>/1')).toBe(null);
  });
});
