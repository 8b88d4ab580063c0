import { describe, expect, it } from 'vitest';
import { OWNERS, ownKey } from './scope-owners.ts';
import { examine, type Rule, type Writing } from './scope-rows.ts';

const of = (table: keyof typeof OWNERS): Rule => {
  const owner = OWNERS[table];
  if (!owner) throw new Error('no owner');
  return { workspaceId: 'T1', owner };
};
const written = (table: keyof typeof OWNERS, writing: Writing) => () => examine(of(table), writing);

describe('what is written within a workspace', () => {
  it('names the workspace, or hangs on something that is looked at', () => {
    expect(written('Person', { fresh: { workspaceId: 'T1', id: 'U1' } })()).toEqual(new Map());
    const refs = written('Delivery', { fresh: [{ conversationId: 'a' }, { conversationId: 'b' }] })();
    expect(refs).toEqual(new Map([['Conversation', new Set(['a', 'b'])]]));
  });

  it.each<[string, keyof typeof OWNERS, Writing]>([
    ['a row of another workspace', 'Person', { fresh: { workspaceId: 'T2', id: 'U1' } }],
    ['one of another among many', 'Person', { fresh: [{ workspaceId: 'T1' }, { workspaceId: 'T2' }] }],
    ['a row of none', 'Person', { fresh: { id: 'U1' } }],
    ['a row that hangs on nothing', 'Delivery', { fresh: { ts: '1' } }],
    ['a row that is moved to another', 'Channel', { changes: { workspaceId: 'T2' } }],
    [
      'a row inside another',
      'Recap',
      { fresh: { conversationId: 'a', tags: { create: [{ workspaceId: 'T2' }] } } },
    ],
    [
      'many inside another',
      'Recap',
      { changes: { tags: { createMany: { data: [{ workspaceId: 'T2' }] } } } },
    ],
    ['what takes hold of a row', 'Conversation', { changes: { recap: { connect: { id: 'r' } } } }],
    [
      'what puts rows in place of others',
      'Conversation',
      { changes: { deliveries: { set: [{ id: 'r' }] } } },
    ],
    ['a key of another', 'Channel', { key: { workspaceId_id: { workspaceId: 'T2', id: 'C1' } } }],
    ['a key that does not tell', 'Channel', { key: { id: 'C1' } }],
    ['a part of another', 'EnginePart', { fresh: { key: ownKey('T2', 'x') } }],
    ['a part of a workspace whose id starts alike', 'EnginePart', { fresh: { key: ownKey('T11', 'x') } }],
    ['a workspace', 'Workspace', { fresh: { id: 'T1' } }],
  ])('is not %s', (_, table, writing) => {
    expect(written(table, writing)).toThrow(/refused within a workspace/);
  });

  it('may set lists, add to numbers and hold JSON', () => {
    const changes = { scopes: { set: ['a'] }, version: { increment: 1 }, details: { workspace: 'T2' } };
    expect(written('Recap', { changes })()).toEqual(new Map());
  });

  it('may book a call for a conversation that is gone', () => {
    const fresh = { workspaceId: 'T1', conversationId: 'gone' };
    expect(written('EngineCall', { fresh })()).toEqual(new Map());
  });
});
