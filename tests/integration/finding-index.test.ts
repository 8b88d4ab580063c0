import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const ENTRIES = 5000;
const now = new Date('2026-11-01T00:00:00Z');

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await store.workspaces.install(ACME);
  await database.query(`
    INSERT INTO "Channel" ("workspaceId", "id", "name")
    SELECT 'T0ACME', 'C' || channel, 'channel-' || channel FROM generate_series(0, 199) AS channel`);
  await database.query(`
    INSERT INTO "Conversation" ("id", "workspaceId", "channelId", "source", "threadTs", "trigger", "audience", "askedBy", "state")
    SELECT md5('c' || n)::uuid, 'T0ACME', 'C' || n % 200, 'thread', (1700000000 + n) || '.000100', 'shortcut', 'thread', 'U0MARA', 'done'
    FROM generate_series(1, ${ENTRIES}) AS n`);
  await database.query(`
    INSERT INTO "Recap" ("id", "conversationId", "headline", "points", "openQuestions", "coverage", "receipt", "createdAt")
    SELECT md5('r' || n)::uuid, md5('c' || n)::uuid, 'Recap ' || n, '[]', '[]', '{}', '{}', timestamptz '2026-10-01' + n * interval '1 minute'
    FROM generate_series(1, ${ENTRIES}) AS n`);
  await database.query(`
    INSERT INTO "SearchEntry" ("id", "workspaceId", "recapId", "channelId", "kind", "targetId", "text", "createdAt")
    SELECT md5('s' || n)::uuid, 'T0ACME', md5('r' || n)::uuid, 'C' || n % 200, 'recap', md5('r' || n)::uuid,
      'We talked of everything and of topic ' || n || CASE WHEN n % 1000 = 0 THEN ' and of the lighthouse' ELSE '' END,
      timestamptz '2026-10-01' + n * interval '1 minute'
    FROM generate_series(1, ${ENTRIES}) AS n`);
  await database.query('ANALYZE');
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const search = (words: string) => ({
  workspaceId: ACME.id,
  userId: 'U0MARA',
  reach: 'all' as const,
  words,
  tags: [],
  channelIds: [],
});

async function indexScans(): Promise<number> {
  const [row] = await database.query<{ scans: string }>(
    `SELECT idx_scan AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'SearchEntry_words_idx'`,
  );
  return Number(row?.scans);
}

describe(`a search among ${ENTRIES} entries`, () => {
  it('reads the index on words, and no more than it finds', async () => {
    const before = await indexScans();
    const own = createStore({ databaseUrl: database.url });
    const channelIds = await own.search.channels(search('lighthouses'), { now, limit: 1000 });
    expect(channelIds).toEqual(['C0']);
    // A connection tells what it scanned when it ends.
    await own.close();
    await until(async () => (await indexScans()) > before);
    const page = { now, offset: 0, limit: 5 };
    const { findings, total } = await store.search.page({ ...search('lighthouses'), channelIds }, page);
    expect(total).toBe(5);
    expect(findings.map(({ at }) => at.getTime())).toEqual(
      findings.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
    );
  });

  it('gives the best channels where every entry has the word', async () => {
    const some = await store.search.channels(search('topic'), { now, limit: 20 });
    expect(new Set(some).size).toBe(20);
    const page = { now, offset: 4995, limit: 5 };
    const all = await store.search.channels(search('topic'), { now, limit: 1000 });
    const { findings, total } = await store.search.page({ ...search('topic'), channelIds: all }, page);
    expect([findings.length, total]).toEqual([5, ENTRIES]);
  });
});
