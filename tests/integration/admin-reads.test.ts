import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelsQuery } from '../../src/core/domain/admin/channels.ts';
import { conversationsQuery } from '../../src/core/domain/admin/conversations.ts';
import type { AdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import { createChannels } from '../../src/core/store/channels.ts';
import { createConversations } from '../../src/core/store/conversations/conversations.ts';
import { createMembers } from '../../src/core/store/finding/members.ts';
import type { TestDatabase } from '../support/database.ts';
import { ACME, type ToldOrganizations, toldOrganizations } from '../support/told-organizations.ts';
import { SECRET, twoOrganizations } from '../support/two-organizations.ts';

let told: ToldOrganizations;
let reads: AdminReads;
let database: TestDatabase;
let ids: ToldOrganizations['ids'];

beforeAll(async () => {
  told = await toldOrganizations();
  ({ reads, database, ids } = told);
});
afterAll(() => told?.close());

const conversations = (scope: AdminScope, query: object = {}) =>
  reads.conversations(scope, conversationsQuery.parse(query));
const channels = (scope: AdminScope, query: object = {}) => reads.channels(scope, channelsQuery.parse(query));

describe('lists', () => {
  it.each([
    [{ state: 'failed' }, ['failed']],
    [{ state: 'queued' }, ['queued']],
    [{ trigger: 'command' }, ['second']],
    [{ channel: 'CONEUNKNOWN' }, ['failed']],
    [{ person: 'U0BO' }, ['second']],
    [{ error: 'engine_throttled' }, ['failed']],
    [{ workspace: 'T0TWO' }, ['two', 'old']],
    [{ from: '2026-11-20', to: '2026-11-20' }, ['second', 'first']],
    [{ state: 'done', trigger: 'shortcut', to: '2026-11-22' }, ['first', 'old']],
    [{ person: "U0' OR 1=1 --" }, []],
  ])('finds conversations by %j', async (query, expected) => {
    const { rows } = await conversations(ACME, query);
    expect(rows.map(({ id }) => id)).toEqual(expected.map((name) => ids[name]));
  });

  it('finds channels by part of a public name, in which % and _ are characters', async () => {
    const found = async (search: string) => (await channels(ACME, { search })).rows.map(({ id }) => id);
    expect(await found('GENERAL-100%_t')).toEqual(['CTWOPUBLIC']);
    expect(await found('100__')).toEqual([]);
    expect(await found(SECRET)).toEqual([]);
    expect(await found('CONEPRIVATE')).toEqual(['CONEPRIVATE']);
  });

  it('gives every row once, page by page, though others are added meanwhile', async () => {
    const all = (await conversations(ACME)).rows.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | undefined;
    const { tell } = twoOrganizations(database);
    const added: string[] = [];
    do {
      const page = await conversations(ACME, { limit: 2, ...(cursor ? { cursor } : {}) });
      paged.push(...page.rows.map(({ id }) => id));
      added.push(await tell({ at: new Date('2026-11-23T11:30:00Z'), state: 'queued' }));
      cursor = page.next ?? undefined;
    } while (cursor);
    await database.query(`DELETE FROM "Conversation" WHERE "id" = ANY($1)`, [added]);
    expect(paged).toEqual(all);
  });

  it('pages through channels and workspaces by their names', async () => {
    const all = (await channels(ACME)).rows.map(({ id }) => id);
    expect(all.slice(0, 2)).toEqual(['CONEPUBLIC', 'CTWOPUBLIC']);
    const first = await channels(ACME, { limit: 4 });
    const rest = await channels(ACME, { limit: 4, cursor: first.next ?? '' });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all);
    expect(rest.next).toBeNull();
  });

  it.each(['', 'nonsense', Buffer.from('{"list":"channels","key":[1]}').toString('base64url'), 'e30'])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(conversations(ACME, { cursor })).rejects.toMatchObject({ code: 'bad_input' });
    },
  );

  it('refuses the cursor of another list', async () => {
    const { next } = await channels(ACME, { limit: 1 });
    await expect(conversations(ACME, { cursor: next })).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('channels', () => {
  it('are known to be public, private or neither, whoever comes and goes there', async () => {
    const known = async () =>
      Object.fromEntries((await channels(ACME, { workspace: 'T0ONE' })).rows.map((row) => [row.id, row]));
    expect(await known()).toMatchObject({
      CONEPUBLIC: { name: 'general-100%_ONE', isPrivate: false },
      CONEPRIVATE: { name: null, isPrivate: true },
      CONEUNKNOWN: { name: null, isPrivate: null },
    });
    await createMembers(told.db).forget('T0ONE', 'CONEPUBLIC');
    expect((await known()).CONEPUBLIC).toMatchObject({ name: 'general-100%_ONE', isPrivate: false });
    expect((await channels(ACME, { search: 'general-100%_ONE' })).rows).toHaveLength(1);
  });

  it('keep what was learned last, though an older answer comes later', async () => {
    const { learnPrivacy } = createChannels(told.db);
    const learn = (isPrivate: boolean | null, minute: number) =>
      learnPrivacy('T0TWO', [{ id: 'CTWOUNKNOWN', isPrivate }], new Date(Date.UTC(2026, 10, 23, 12, minute)));
    const isPrivate = async () =>
      (await channels(ACME, { channel: 'CTWOUNKNOWN' })).rows.map((row) => row.isPrivate);
    await learn(false, 1);
    expect(await isPrivate()).toEqual([false]);
    await learn(true, 3);
    await learn(false, 2);
    expect(await isPrivate()).toEqual([true]);
    await learn(null, 4);
    expect(await isPrivate()).toEqual([null]);
  });
});

describe('one conversation', () => {
  const timeline = async (id: string | undefined) =>
    (await reads.conversation(ACME, id ?? ''))?.timeline.map(({ what }) => what);

  it('tells its stages, coverage and counts', async () => {
    const { stages: _, ...done } = (await reads.conversation(ACME, ids.first ?? '')) ?? {};
    expect(done).toMatchObject({
      costUsd: 0.5,
      coverage: { found: 12, read: 10, leftOut: { bot: 2 } },
      counts: { points: 1, actionItems: 2, decisions: 0, openQuestions: 0 },
      receipt: { engine: 'builtin' },
      canRetry: false,
      canCancel: false,
    });
    expect(await timeline(ids.first)).toEqual(['requested', 'announced', 'taken_up', 'finished']);
    expect(await reads.conversation(ACME, ids.failed ?? '')).toMatchObject({
      canRetry: true,
      canCancel: false,
    });
    expect(await reads.conversation(ACME, ids.queued ?? '')).toMatchObject({
      canRetry: false,
      canCancel: true,
    });
  });

  it('has the stages of its last run, also where that failed', async () => {
    const { noteStages, retry } = createConversations(told.db);
    const stagesOf = async (id = '') => (await reads.conversation(ACME, id))?.stages;
    await noteStages({ id: ids.first ?? '', run: 1 }, { save: 12, deliver: 340 });
    expect(await stagesOf(ids.first)).toEqual({ gather: 7, save: 12, deliver: 340 });
    await noteStages({ id: ids.failed ?? '', run: 1 }, { gather: 900, summarize: 30_000 });
    await noteStages({ id: ids.failed ?? '', run: 0 }, { gather: 1 });
    expect(await stagesOf(ids.failed)).toEqual({ gather: 900, summarize: 30_000 });
    expect(await retry('T0ONE', ids.failed ?? '', new Date())).toBe(true);
    expect(await timeline(ids.failed)).toEqual(['requested', 'retried']);
  });

  it('is not announced by a copy that is older than the request', async () => {
    await database.query(`UPDATE "Delivery" SET "postedAt" = '2026-11-01' WHERE "conversationId" = $1`, [
      ids.second,
    ]);
    expect(await timeline(ids.second)).toEqual(['requested', 'taken_up', 'finished']);
  });
});
