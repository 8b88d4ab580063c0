import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/core/domain/conversation.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME, anAsk } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await store.workspaces.install(ACME);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));

async function pickedUp(minute = 0): Promise<Conversation> {
  const { conversation } = await store.conversations.pickUp(anAsk(), at(minute));
  return conversation;
}

async function takenUp({ id }: Conversation, minute = 1): Promise<Conversation> {
  const conversation = await store.conversations.takeUp(id, at(minute));
  if (!conversation) throw new Error('nothing was taken up');
  return conversation;
}

async function stateOf({ id }: Conversation) {
  return (await store.conversations.find(id))?.state;
}

describe('picking up', () => {
  it('makes one conversation of an event that arrives five times at once', async () => {
    const ask = anAsk();
    const all = await Promise.all(Array.from({ length: 5 }, () => store.conversations.pickUp(ask, at(0))));
    expect(new Set(all.map(({ conversation }) => conversation.id)).size).toBe(1);
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    expect(await database.query('SELECT id FROM "Conversation"')).toHaveLength(1);
  });

  it('gives back the conversation that is there, in the state that it is in by now', async () => {
    const ask = anAsk();
    const { conversation } = await store.conversations.pickUp(ask, at(0));
    await takenUp(conversation);
    expect(await store.conversations.pickUp(ask, at(2))).toMatchObject({
      created: false,
      conversation: { id: conversation.id, state: 'running', requestedAt: at(0) },
    });
  });

  it('makes five conversations of five events in a channel that is not known yet', async () => {
    const channel = { id: 'C0NEW', name: 'new' };
    const asks = Array.from({ length: 5 }, () => anAsk({ channel }));
    const all = await Promise.all(asks.map((ask) => store.conversations.pickUp(ask, at(0))));
    expect(new Set(all.map(({ conversation }) => conversation.id)).size).toBe(5);
  });

  it('keeps apart what two workspaces call the same', async () => {
    await store.workspaces.install({ ...ACME, id: 'T0OTHER' });
    const ask = anAsk();
    const here = await store.conversations.pickUp(ask, at(0));
    const there = await store.conversations.pickUp({ ...ask, workspaceId: 'T0OTHER' }, at(0));
    expect([here.created, there.created]).toEqual([true, true]);
  });

  it.each([
    { kind: 'thread', threadTs: '1699013100.000200' },
    { kind: 'channel', from: at(0), to: at(30), limit: null },
    { kind: 'channel', from: at(0), to: at(30), limit: 200 },
    { kind: 'note', threadTs: '1699013100.000200' },
  ] as const)('writes down everything that was asked for: a $kind', async (source) => {
    const wishes = { focus: 'the outage', length: 'brief', language: 'de' } as const;
    const ask = anAsk({ source, trigger: 'command', audience: 'private', wishes });
    const { conversation } = await store.conversations.pickUp(ask, at(0));
    const { eventKey, follows, ...asked } = ask;
    const expected = {
      ...asked,
      channel: { ...ask.channel, language: null },
      id: conversation.id,
      followsId: null,
      isReread: false,
      isInPlace: false,
      updatedBy: null,
      digestPeriodId: null,
      state: 'queued',
      run: 0,
      requestedAt: at(0),
    };
    expect(conversation).toEqual(expected);
    expect(await store.conversations.find(conversation.id)).toEqual(expected);
  });

  it('learns the new name of a channel, and keeps the old one where none is told', async () => {
    const named = (name: string) => anAsk({ channel: { id: 'C0GENERAL', name } });
    await store.conversations.pickUp(named('general'), at(0));
    const renamed = await store.conversations.pickUp(named('allgemein'), at(1));
    const unnamed = await store.conversations.pickUp(named(''), at(2));
    expect(renamed.conversation.channel.name).toBe('allgemein');
    expect(unnamed.conversation.channel.name).toBe('allgemein');
  });
});

describe('the life of a conversation', () => {
  it('gives each of five workers that take it up at once a run of its own', async () => {
    const conversation = await pickedUp();
    const runs = await Promise.all(Array.from({ length: 5 }, () => takenUp(conversation)));
    expect(runs.map(({ run }) => run).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(runs.every(({ state }) => state === 'running')).toBe(true);
  });

  it('is finished by the worker that took it up last, and by no other', async () => {
    const first = await takenUp(await pickedUp());
    const second = await takenUp(first);
    await expect(store.conversations.finish(first, at(2))).rejects.toMatchObject({ code: 'superseded' });
    expect(await stateOf(first)).toBe('running');
    await store.conversations.finish(second, at(2));
    expect(await stateOf(first)).toBe('done');
  });

  it('is not taken up, failed, put back or tried again once it is done', async () => {
    const running = await takenUp(await pickedUp());
    await store.conversations.finish(running, at(2));
    expect(await store.conversations.takeUp(running.id, at(3))).toBeNull();
    expect(await store.conversations.fail(running, 'internal', at(3))).toBe(false);
    await store.conversations.putBack(running, at(3));
    expect(await store.conversations.retry(ACME.id, running.id, at(3))).toBe(false);
    expect(await stateOf(running)).toBe('done');
  });

  it('waits for its next run where it was put back, and keeps counting', async () => {
    const running = await takenUp(await pickedUp());
    await store.conversations.putBack(running, at(2));
    expect(await stateOf(running)).toBe('queued');
    expect(await takenUp(running)).toMatchObject({ state: 'running', run: 2 });
  });

  it('is not put back or failed by a worker that another one has taken it from', async () => {
    const first = await takenUp(await pickedUp());
    await takenUp(first);
    await store.conversations.putBack(first, at(2));
    expect(await store.conversations.fail(first, 'internal', at(2))).toBe(false);
    expect(await stateOf(first)).toBe('running');
  });

  it('is tried again after it failed, once, and by its own workspace only', async () => {
    const running = await takenUp(await pickedUp());
    expect(await store.conversations.fail(running, 'engine_unavailable', at(2))).toBe(true);
    expect(await store.conversations.lastErrorCode()).toBe('engine_unavailable');
    expect(await store.conversations.retry('T0OTHER', running.id, at(3))).toBe(false);
    expect(await stateOf(running)).toBe('failed');
    const retries = await Promise.all(
      [3, 3].map((m) => store.conversations.retry(ACME.id, running.id, at(m))),
    );
    expect(retries.sort()).toEqual([false, true]);
    expect(await stateOf(running)).toBe('queued');
    expect(await store.conversations.lastErrorCode()).toBeNull();
  });

  it('takes nothing from a worker of before it was tried again', async () => {
    const old = await takenUp(await pickedUp());
    await store.conversations.fail(old, 'worker_died', at(2));
    await store.conversations.retry(ACME.id, old.id, at(3));
    await takenUp(old);
    await expect(store.conversations.finish(old, at(4))).rejects.toMatchObject({ code: 'superseded' });
  });

  it('is not there for an id that nobody has', async () => {
    const id = '0197a0f4-0000-7000-8000-000000000000';
    expect(await store.conversations.find(id)).toBeNull();
    expect(await store.conversations.takeUp(id, at(0))).toBeNull();
    expect(await store.conversations.retry(ACME.id, id, at(0))).toBe(false);
  });
});

describe('looking after what is unfinished', () => {
  it('lists what nothing has happened to, the longest waiting first, up to the limit', async () => {
    const waiting = await pickedUp(3);
    const running = await takenUp(await pickedUp(0), 1);
    const failed = await takenUp(await pickedUp(0), 0);
    await store.conversations.fail(failed, 'internal', at(0));
    await pickedUp(5);
    const ids = async (limit: number) =>
      (await store.conversations.unfinishedSince(at(5), limit)).map(({ id }) => id);
    expect(await ids(10)).toEqual([running.id, waiting.id]);
    expect(await ids(1)).toEqual([running.id]);
  });
});

describe('workspaces', () => {
  it('finds an installed one, with what the latest installation said', async () => {
    expect(await store.workspaces.findActive(ACME.id)).toEqual(ACME);
    const again = { ...ACME, name: 'Acme & Söhne', scopes: ['chat:write'] };
    await store.workspaces.install(again);
    expect(await store.workspaces.findActive(ACME.id)).toEqual(again);
    expect(await store.workspaces.countByState()).toEqual({ active: 1, revoked: 0 });
  });

  it('does not find one whose token was revoked until it is installed again', async () => {
    await store.workspaces.markRevoked(ACME.id, {
      for: 'tokens_revoked',
      at: at(0),
      purgeAfter: at(1),
    });
    expect(await store.workspaces.findActive(ACME.id)).toBeNull();
    expect(await store.workspaces.countByState()).toEqual({ active: 0, revoked: 1 });
    await store.workspaces.install(ACME);
    expect(await store.workspaces.findActive(ACME.id)).toEqual(ACME);
  });

  it('survives two processes that install the same one at once', async () => {
    const other = { ...ACME, id: 'T0OTHER' };
    await Promise.all([1, 2, 3].map(() => store.workspaces.install(other)));
    expect(await store.workspaces.countByState()).toEqual({ active: 2, revoked: 0 });
  });

  it('does not find one that nobody installed', async () => {
    expect(await store.workspaces.findActive('T0NOBODY')).toBeNull();
  });
});

describe('signs of life', () => {
  it('counts the workers that gave one lately and tells when the last was', async () => {
    expect(await store.workerBeats.summary(at(0))).toEqual({ alive: 0, lastSeenAt: null });
    await store.workerBeats.beat('one', at(0));
    await store.workerBeats.beat('two', at(1));
    await store.workerBeats.beat('one', at(3));
    expect(await store.workerBeats.summary(at(2))).toEqual({ alive: 1, lastSeenAt: at(3) });
    expect(await store.workerBeats.summary(at(1))).toEqual({ alive: 2, lastSeenAt: at(3) });
  });

  it('forgets a worker that ended in order, and those that were never heard of again', async () => {
    await store.workerBeats.beat('ended', at(5));
    await store.workerBeats.beat('lost', at(1));
    await store.workerBeats.remove('ended');
    await store.workerBeats.removeBefore(at(2));
    expect(await store.workerBeats.summary(at(0))).toEqual({ alive: 0, lastSeenAt: null });
  });
});
