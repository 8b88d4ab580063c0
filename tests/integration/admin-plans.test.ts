import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../bench/admin/fill.ts';
import { type BenchPage, pagesOf, readPage } from '../../bench/admin/pages.ts';
import { createAdminReads } from '../../src/core/store/admin/index.ts';
import type { Db } from '../../src/core/store/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  createWatchedDb,
  isOfList,
  LARGE_TABLES,
  type Scan,
  type Statement,
  scansOf,
} from '../support/query-plans.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

let filled: TestDatabase;
let client: Client;
let watched: Db;
const statements: Statement[] = [];
const SCOPE = { organizationId: 'E0BENCH', workspaceIds: null };

beforeAll(async () => {
  filled = await createTestDatabase();
  client = new Client(filled.url);
  await client.connect();
  watched = createWatchedDb(filled.url, statements);
  await fill(client, { workspaces: 5, channels: 30, conversations: 400 }, NOW);
});
afterAll(async () => {
  await watched.$disconnect();
  await client.end();
  await filled.drop();
});

/** How a page's statements read their tables; without those that sum up, where it has a list as well. */
async function scansFor(page: BenchPage, isRun: boolean): Promise<Scan[]> {
  statements.length = 0;
  await readPage(createAdminReads(watched), SCOPE, { page, now: NOW });
  const shown = page.hasTotals === true ? statements.filter(isOfList) : [...statements];
  return scansOf(client, shown, { isRun });
}

describe('plans', () => {
  // With few rows the planner would rather read a table whole; it is kept from that wherever an index serves.
  it('have an index for every list, so that no large table is read from end to end', async () => {
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<{ id: string }>(
      `SELECT "id" FROM "Conversation" WHERE "workspaceId" = 'T0A000000' LIMIT 1`,
    );
    const pages = pagesOf({ conversationId: rows[0]?.id ?? '' });
    for (const page of pages.filter(({ isFigures }) => !isFigures)) {
      const whole = (await scansFor(page, false)).filter(
        ({ node, table }) => node === 'Seq Scan' && LARGE_TABLES.has(table),
      );
      expect({ page, whole }).toEqual({ page, whole: [] });
    }
  });

  it('read a few rows of each channel for its usage over a year, and no call of a model', async () => {
    const page = { path: '/usage', query: { by: 'channel', days: '366' } };
    const read = new Map<string, number>();
    for (const { table, rows } of await scansFor(page, true)) read.set(table, (read.get(table) ?? 0) + rows);
    for (const table of ['EngineCall', 'Conversation', 'ChannelFigures'])
      expect(read.get(table)).toBeUndefined();
    expect(read.get('ChannelQuarterFigures')).toBeGreaterThan(0);
    expect(read.get('ChannelQuarterFigures')).toBeLessThanOrEqual(30 * 5);
  });
});
