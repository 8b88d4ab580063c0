import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/core/domain/conversation.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import type { SavedRecap } from '../../src/core/store/recaps/recaps.ts';
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

const now = new Date('2026-01-05T09:00:00Z');

async function takenUp(): Promise<Conversation> {
  const { conversation } = await store.conversations.pickUp(anAsk(), now);
  const running = await store.conversations.takeUp(conversation.id, now);
  if (!running) throw new Error('nothing was taken up');
  return running;
}

const root = { ts: '1699013100.000200', threadTs: null };
const reply = { ts: '1699013160.000300', threadTs: '1699013100.000200' };

/** Has something in every field, in several scripts, with quotes, escapes and marks that databases trip over. */
const RICH: SavedRecap = {
  recap: {
    headline: 'Der Start ist am Donnerstag — 木曜日に 🚀 "quoted" \\ %s $1 \'; DROP TABLE "Recap"',
    points: [
      { text: 'Zeile eins\nZeile zwei\tmit Tab', sources: [root, reply] },
      { text: 'بدون مصدر', sources: [] },
    ],
    decisions: [
      { text: 'Kōwhai first', by: 'U0MARA', sources: [reply] },
      { text: 'e\u0301 stays decomposed', by: null, sources: [root] },
    ],
    actionItems: [
      { text: 'b', assignee: 'U0BO', due: '2028-02-29', sources: [reply] },
      { text: 'a', assignee: null, due: null, sources: [root] },
      { text: 'New year', assignee: 'W0ENTERPRISE', due: '2026-12-31', sources: [root, reply] },
    ],
    openQuestions: [
      { text: 'Who tells support?', askedOf: 'U0BO', sources: [reply] },
      { text: '誰が？', askedOf: null, sources: [root] },
    ],
    tags: ['zebra', 'alpha', 'größe'],
  },
  coverage: { found: 1530, read: 412, leftOut: { bot: 18, over_limit: 1100 }, partial: true },
  receipt: {
    engine: 'bedrock',
    model: 'eu.anthropic.some-model-v1:0',
    promptVersion: '3',
    tokens: { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 },
    costUsd: 0.00423,
    stages: { gather: 12.5, summarize: 4000 },
    removed: {
      sources: 1,
      people: 2,
      links: 3,
      pings: 4,
      dates: 5,
      duplicates: 6,
      unsourced: 7,
      shortened: 8,
    },
  },
  reading: [
    { ts: root.ts, editedTs: null },
    { ts: reply.ts, editedTs: '1699013170.000000' },
  ],
};

const EMPTY: SavedRecap = {
  recap: { headline: '', points: [], decisions: [], actionItems: [], openQuestions: [], tags: [] },
  coverage: { found: 0, read: 0, leftOut: {}, partial: false },
  receipt: {
    ...RICH.receipt,
    engine: 'builtin',
    model: null,
    promptVersion: null,
    costUsd: null,
    stages: {},
  },
  reading: [],
};

const TABLES_OF_A_RECAP = ['Recap', 'ActionItem', 'Decision', 'Tag'] as const;
const TABLES_OF_A_CONVERSATION = [...TABLES_OF_A_RECAP, 'Delivery', 'InboundEvent', 'Conversation'] as const;

/** How many rows each of these tables has. */
async function rowCounts<Table extends string>(tables: readonly Table[]): Promise<Record<string, number>> {
  const counted = tables.map(async (table): Promise<[string, number]> => {
    const rows = await database.query(`SELECT 1 FROM "${table}"`);
    return [table, rows.length];
  });
  return Object.fromEntries(await Promise.all(counted));
}

describe('a saved recap', () => {
  it.each([
    ['with something in every field', RICH],
    ['with nothing in it', EMPTY],
  ])('is found again as it was: one %s', async (_, saved) => {
    const conversation = await takenUp();
    await store.recaps.save(conversation, saved, now);
    expect(await store.recaps.find(conversation.id)).toMatchObject(saved);
  });

  it('is not there before it is saved', async () => {
    const conversation = await takenUp();
    expect(await store.recaps.find(conversation.id)).toBeNull();
  });

  it('keeps the day that something is due, wherever the database server stands', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.query(`ALTER DATABASE ${name} SET timezone TO 'Pacific/Kiritimati'`);
    const conversation = await takenUp();
    await store.recaps.save(conversation, RICH, now);
    const rows = await database.query<{ due: string | null }>(
      'SELECT due::text FROM "ActionItem" ORDER BY position',
    );
    expect(rows.map(({ due }) => due)).toEqual(['2028-02-29', null, '2026-12-31']);
    expect((await store.recaps.find(conversation.id))?.recap.actionItems).toEqual(RICH.recap.actionItems);
  });

  it('is refused from a worker that another one has taken the conversation from, whole', async () => {
    const first = await takenUp();
    const second = await store.conversations.takeUp(first.id, now);
    await expect(store.recaps.save(first, RICH, now)).rejects.toMatchObject({ code: 'superseded' });
    expect(await rowCounts(TABLES_OF_A_RECAP)).toEqual({ Recap: 0, ActionItem: 0, Decision: 0, Tag: 0 });
    if (second) await store.recaps.save(second, RICH, now);
    expect(await rowCounts(TABLES_OF_A_RECAP)).toEqual({ Recap: 1, ActionItem: 3, Decision: 2, Tag: 3 });
  });

  it('leaves no rows behind where one part of it is refused', async () => {
    const conversation = await takenUp();
    const twice = { ...RICH, recap: { ...RICH.recap, tags: ['same', 'same'] } };
    await expect(store.recaps.save(conversation, twice, now)).rejects.toMatchObject({
      code: 'internal',
      retryable: false,
    });
    expect(await rowCounts(TABLES_OF_A_RECAP)).toEqual({ Recap: 0, ActionItem: 0, Decision: 0, Tag: 0 });
  });

  it('is saved once by two workers that finish at the same time', async () => {
    const first = await takenUp();
    const second = await store.conversations.takeUp(first.id, now);
    if (!second) throw new Error('nothing was taken up');
    const saves = await Promise.allSettled([first, second].map((run) => store.recaps.save(run, RICH, now)));
    expect(saves.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await rowCounts(['Recap'])).toEqual({ Recap: 1 });
  });

  it('goes with its conversation, and so does everything else that hangs on it', async () => {
    const conversation = await takenUp();
    await store.recaps.save(conversation, RICH, now);
    await store.deliveries.record(conversation.id, { part: 0, channelId: 'C0GENERAL', ts: '1.000001' });
    await store.conversations.finish(conversation, now);
    expect(Object.values(await rowCounts(TABLES_OF_A_CONVERSATION)).every((count) => count > 0)).toBe(true);
    const inThreeDays = new Date(now.getTime() + 3 * 24 * 60 * 60_000);
    await store.data.purgeRetained({
      retentionDays: 1,
      now: inThreeDays,
      signal: new AbortController().signal,
    });
    expect(new Set(Object.values(await rowCounts(TABLES_OF_A_CONVERSATION)))).toEqual(new Set([0]));
    expect(await rowCounts(['Workspace', 'Channel'])).toEqual({ Workspace: 1, Channel: 1 });
  });
});

describe('deliveries', () => {
  it('are listed in the order of their parts, each with where it was posted last', async () => {
    const { id } = await takenUp();
    await store.deliveries.record(id, { part: 1, channelId: 'C0GENERAL', ts: '2.000001' });
    await store.deliveries.record(id, { part: 0, channelId: 'C0GENERAL', ts: '1.000001' });
    await store.deliveries.record(id, { part: 1, channelId: 'D0MARA', ts: '3.000001' });
    expect(await store.deliveries.list(id)).toEqual([
      { part: 0, channelId: 'C0GENERAL', ts: '1.000001' },
      { part: 1, channelId: 'D0MARA', ts: '3.000001' },
    ]);
  });

  it('belong to one conversation, and are forgotten one by one', async () => {
    const [here, there] = [await takenUp(), await takenUp()];
    const placeholder = { part: 0, channelId: 'C0GENERAL', ts: '1.000001' };
    await Promise.all([here, there].map(({ id }) => store.deliveries.record(id, placeholder)));
    await store.deliveries.forget(here.id, 0);
    expect(await store.deliveries.list(here.id)).toEqual([]);
    expect(await store.deliveries.list(there.id)).toEqual([placeholder]);
  });
});
