import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../bench/admin/fill.ts';
import { pagesOf, readPage } from '../../bench/admin/pages.ts';
import { actionItemsAnswer, actionItemsQuery } from '../../src/core/domain/admin/action-items.ts';
import { auditPage, auditQuery } from '../../src/core/domain/admin/audit.ts';
import { channelsPage, channelsQuery } from '../../src/core/domain/admin/channels.ts';
import {
  conversationDetail,
  conversationsPage,
  conversationsQuery,
} from '../../src/core/domain/admin/conversations.ts';
import { digestsPage, digestsQuery } from '../../src/core/domain/admin/digests.ts';
import { feedbackAnswer, feedbackQuery } from '../../src/core/domain/admin/feedback.ts';
import { overview as overviewAnswer, overviewQuery } from '../../src/core/domain/admin/overview.ts';
import { settingsAnswer, settingsQuery } from '../../src/core/domain/admin/settings.ts';
import { usageAnswer, usageQuery } from '../../src/core/domain/admin/usage.ts';
import { workspacesPage, workspacesQuery } from '../../src/core/domain/admin/workspaces.ts';
import { type AdminReads, createAdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import type { Db } from '../../src/core/store/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createWatchedDb, LARGE_TABLES, type Statement, scansOf } from '../support/query-plans.ts';
import { SECRET, twoOrganizations } from '../support/two-organizations.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const DEFAULTS = { monthlyBudgetUsd: 25, retentionDays: 365, language: null };
const ACME: AdminScope = { organizationId: 'E0ACME', workspaceIds: null };
const ONLY_TWO: AdminScope = { organizationId: 'E0ACME', workspaceIds: ['T0TWO', 'T0OTHER'] };
const OTHER: AdminScope = { organizationId: 'T0OTHER', workspaceIds: null };

const at = (day: string, time = '09:00:00') => new Date(`2026-11-${day}T${time}Z`);
const ids: Record<string, string> = {};
let database: TestDatabase;
let db: Db;
let reads: AdminReads;
const seen: Statement[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createWatchedDb(database.url, seen);
  reads = createAdminReads(db);
  const { make, tell } = twoOrganizations(database);
  await make();
  const item = { assignee: 'U0BO', due: '2026-11-20' };
  ids.first = await tell({ at: at('20'), tookMs: 2000, costUsd: 0.5, items: [item, { due: '2026-12-01' }] });
  ids.second = await tell({
    at: at('20', '23:59:59'),
    tookMs: 6000,
    trigger: 'command',
    askedBy: 'U0BO',
    costUsd: null,
  });
  ids.digest = await tell({
    at: at('21'),
    trigger: 'schedule',
    audience: 'digest',
    tookMs: 90_000,
    costUsd: 0.25,
    model: 'model-b',
  });
  ids.failed = await tell({
    at: at('22'),
    state: 'failed',
    errorCode: 'engine_throttled',
    channelId: 'CONEUNKNOWN',
  });
  ids.cancelled = await tell({ at: at('22', '10:00:00'), state: 'cancelled', trigger: 'mention' });
  ids.queued = await tell({ at: at('23'), state: 'queued', trigger: 'reaction' });
  ids.private = await tell({
    at: at('23', '10:00:00'),
    audience: 'private',
    channelId: 'CONEPRIVATE',
    tookMs: 10_000,
    costUsd: 1,
    items: [{ state: 'done', assignee: 'U0MARA' }, { state: 'dropped' }],
    feedback: { verdict: 'down', reason: `wrong ${SECRET}` },
  });
  ids.two = await tell({
    at: at('23', '11:00:00'),
    workspaceId: 'T0TWO',
    costUsd: 2,
    feedback: { verdict: 'down', reason: 'missed The date.' },
  });
  ids.old = await tell({
    at: new Date('2026-10-01T09:00:00Z'),
    workspaceId: 'T0TWO',
    costUsd: 4,
    feedback: { verdict: 'up' },
  });
  ids.other = await tell({
    at: at('23'),
    workspaceId: 'T0OTHER',
    costUsd: 8,
    items: [{}],
    feedback: { verdict: 'up' },
  });
  for (const [workspaceId, organizationId] of [
    ['T0ONE', 'E0ACME'],
    [null, 'E0ACME'],
    ['T0TWO', 'E0ACME'],
    ['T0OTHER', 'T0OTHER'],
  ]) {
    await database.query(
      `INSERT INTO "AuditEntry" ("id", "at", "organizationId", "workspaceId", "actor", "action") VALUES ($1, $2, $3, $4, 'U0MARA', 'signed_in')`,
      [randomUUID(), at('22'), organizationId, workspaceId],
    );
  }
  for (const workspaceId of ['T0ONE', 'T0TWO', 'T0OTHER']) {
    const end = workspaceId.slice(2);
    await database.query(
      `INSERT INTO "Digest" ("id", "workspaceId", "channelIds", "postTo", "cron", "timeZone", "focus", "author", "nextDueAt")
        VALUES ($1, $2, $3, $4, '0 9 * * 1', 'Europe/Berlin', '${SECRET}', 'U0MARA', $5)`,
      [randomUUID(), workspaceId, [`C${end}PUBLIC`, `C${end}PRIVATE`], `C${end}PUBLIC`, at('24')],
    );
  }
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

const overview = (scope: AdminScope, query: object = {}) =>
  reads.overview(scope, overviewQuery.parse(query), { now: NOW, monthlyBudgetUsd: 25 });
const conversations = (scope: AdminScope, query: object = {}) =>
  reads.conversations(scope, conversationsQuery.parse(query));
const channels = (scope: AdminScope, query: object = {}) => reads.channels(scope, channelsQuery.parse(query));

/** Everything that can be asked within a scope, checked against the models that it is sent by. */
async function everything(scope: AdminScope, query: object = {}): Promise<unknown[]> {
  const details = await Promise.all(Object.values(ids).map((id) => reads.conversation(scope, id)));
  const usages = await Promise.all(
    ['model', 'channel', 'day'].map((by) => reads.usage(scope, usageQuery.parse({ ...query, by }), NOW)),
  );
  return [
    overviewAnswer.parse(await overview(scope, query)),
    workspacesPage.parse(await reads.workspaces(scope, workspacesQuery.parse({}), { now: NOW, scopes: [] })),
    channelsPage.parse(await channels(scope, query)),
    conversationsPage.parse(await conversations(scope, query)),
    ...details.flatMap((detail) => (detail === null ? [] : [conversationDetail.parse(detail)])),
    digestsPage.parse(await reads.digests(scope, digestsQuery.parse(query))),
    actionItemsAnswer.parse(await reads.actionItems(scope, actionItemsQuery.parse(query), NOW)),
    feedbackAnswer.parse(await reads.feedback(scope, feedbackQuery.parse(query))),
    ...usages.map((usage) => usageAnswer.parse(usage)),
    settingsAnswer.parse(
      await reads.settings(scope, settingsQuery.parse(query), { now: NOW, defaults: DEFAULTS }),
    ),
    auditPage.parse(await reads.audit(scope, auditQuery.parse(query))),
  ];
}

describe('figures', () => {
  it('counts what was asked, by the day and what it came to', async () => {
    const all = await overview(ACME, { days: 4 });
    expect(all).toMatchObject({
      asked: 8,
      done: 5,
      failed: 1,
      cancelled: 1,
      peopleHelped: 2,
      openActionItems: 2,
    });
    expect(all.failures).toEqual([{ errorCode: 'engine_throttled', count: 1 }]);
    expect(all.days.map(({ day, failed, costUsd }) => [day, failed, costUsd])).toEqual([
      ['2026-11-20', 0, 0.5],
      ['2026-11-21', 0, 0.25],
      ['2026-11-22', 1, 0],
      ['2026-11-23', 0, 3],
    ]);
    expect(all.days[0]?.byTrigger).toEqual({ shortcut: 1, command: 1, mention: 0, reaction: 0, schedule: 0 });
    expect(all.tokens).toEqual({ input: 500, output: 50 });
    expect(all.budget).toEqual({ spentUsd: 3.75, monthlyUsd: 50 });
  });

  it('tells how long recaps took that people asked for: exactly of one workspace, within a hundredth of all', async () => {
    const one = await overview(ACME, { days: 4, workspace: 'T0ONE' });
    expect([one.medianMs, one.p95Ms]).toEqual([6000, 9600]);
    expect(one.durations[1]).toEqual({ day: '2026-11-21', medianMs: null, p95Ms: null });
    const all = await overview(ACME, { days: 4 });
    expect(all.medianMs).toBeGreaterThan(3960);
    expect(all.medianMs).toBeLessThan(4040);
  });

  it('follows a conversation that is tried again', async () => {
    const { tell } = twoOrganizations(database);
    const id = await tell({ at: new Date('2026-06-01T09:00:00Z'), state: 'failed', errorCode: 'internal' });
    const figures = async () => {
      const { days } = await overview(ACME, { days: 366 });
      const day = days.find((one) => one.day === '2026-06-01');
      return [day?.failed, day?.byTrigger.shortcut];
    };
    expect(await figures()).toEqual([1, 0]);
    await database.query(
      `UPDATE "Conversation" SET "state" = 'queued', "errorCode" = NULL, "finishedAt" = NULL WHERE "id" = $1`,
      [id],
    );
    await database.query(`UPDATE "Conversation" SET "state" = 'running' WHERE "id" = $1`, [id]);
    expect(await figures()).toEqual([0, 0]);
    await database.query(`UPDATE "Conversation" SET "state" = 'done', "finishedAt" = now() WHERE "id" = $1`, [
      id,
    ]);
    expect(await figures()).toEqual([0, 1]);
    await database.query(`DELETE FROM "Conversation" WHERE "id" = $1`, [id]);
    expect(await figures()).toEqual([0, 1]);
  });

  it('moves what a workspace had to the organization that it joins', async () => {
    const join = (organizationId: string) =>
      database.query(`UPDATE "Workspace" SET "organizationId" = $1 WHERE "id" = 'T0OTHER'`, [organizationId]);
    const before = [await overview(ACME), await overview(OTHER)];
    await join('E0ACME');
    const [joined, left] = [await overview(ACME), await overview(OTHER)];
    await join('T0OTHER');
    expect([joined.done, joined.costUsd, joined.openActionItems]).toEqual([
      (before[0]?.done ?? 0) + 1,
      (before[0]?.costUsd ?? 0) + 8,
      (before[0]?.openActionItems ?? 0) + 1,
    ]);
    expect([left.done, left.costUsd, left.medianMs]).toEqual([0, 0, null]);
    expect([await overview(ACME), await overview(OTHER)]).toEqual(before);
  });

  it('tells usage by model, channel and day', async () => {
    const by = async (query: object) => {
      const { rows } = await reads.usage(ACME, usageQuery.parse(query), NOW);
      return rows.map(({ key, label, calls, costUsd, unpriced }) => [key, label, calls, costUsd, unpriced]);
    };
    expect(await by({ by: 'model', days: 4 })).toEqual([
      ['model-a', null, 4, 3.5, 1],
      ['model-b', null, 1, 0.25, 0],
    ]);
    expect(await by({ by: 'channel', days: 4 })).toEqual([
      ['CTWOPUBLIC', 'general-100%_TWO', 1, 2, 0],
      ['CONEPRIVATE', null, 1, 1, 0],
      ['CONEPUBLIC', 'general-100%_ONE', 3, 0.75, 1],
    ]);
    expect((await by({ by: 'channel', days: 60 }))[0]).toEqual(['CTWOPUBLIC', 'general-100%_TWO', 2, 6, 0]);
    expect((await by({ by: 'day', days: 4 })).map(([key, , calls]) => [key, calls])).toEqual([
      ['2026-11-20', 2],
      ['2026-11-21', 1],
      ['2026-11-23', 2],
    ]);
  });

  it('counts action items of recaps that stand, and no others', async () => {
    const read = () => reads.actionItems(ACME, actionItemsQuery.parse({}), NOW);
    const before = await read();
    expect(before.totals).toEqual({ open: 2, overdue: 1, done: 1, dropped: 1, unassigned: 1 });
    expect(before.page.rows).toHaveLength(4);
    await database.query(`UPDATE "Recap" SET "isCurrent" = false WHERE "conversationId" = $1`, [ids.first]);
    const after = await read();
    await database.query(`UPDATE "Recap" SET "isCurrent" = true WHERE "conversationId" = $1`, [ids.first]);
    expect(after.totals.open).toBe(0);
    expect(after.page.rows).toHaveLength(2);
    expect(await read()).toEqual(before);
  });

  it('tells of each workspace what it spent and made', async () => {
    const { rows } = await reads.workspaces(ACME, workspacesQuery.parse({}), {
      now: NOW,
      scopes: ['chat:write', 'channels:read'],
    });
    expect(rows).toMatchObject([
      {
        id: 'T0ONE',
        channels: 3,
        recapsIn30Days: 4,
        costThisMonthUsd: 1.75,
        isOrgWide: true,
        missingScopes: ['channels:read'],
      },
      { id: 'T0TWO', channels: 3, recapsIn30Days: 1, costThisMonthUsd: 2, state: 'active' },
    ]);
  });
});

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

describe('scope', () => {
  it('shows an organization nothing of another, whatever ids it is asked by', async () => {
    const acme = JSON.stringify([await everything(ACME), await everything(ACME, { workspace: 'T0OTHER' })]);
    expect(acme).not.toMatch(/T0OTHER|COTHER/);
    const other = JSON.stringify([await everything(OTHER), await everything(OTHER, { workspace: 'T0ONE' })]);
    expect(other).not.toMatch(/T0ONE|T0TWO|E0ACME/);
    expect(await reads.conversation(ACME, ids.other ?? '')).toBeNull();
    expect(await conversations(ACME, { channel: 'COTHERPUBLIC' })).toEqual({ rows: [], next: null });
    expect((await overview(OTHER)).costUsd).toBe(8);
  });

  it("shows a workspace's admin that workspace alone, and no line that is of none", async () => {
    const all = JSON.stringify([
      await everything(ONLY_TWO),
      await everything(ONLY_TWO, { workspace: 'T0ONE' }),
    ]);
    expect(all).not.toMatch(/T0ONE|CONE|T0OTHER/);
    expect((await overview(ONLY_TWO, { days: 4 })).costUsd).toBe(2);
    const { rows } = await reads.audit(ONLY_TWO, auditQuery.parse({}));
    expect(rows.map(({ workspaceId }) => workspaceId)).toEqual(['T0TWO']);
  });

  it('finds nothing by an id that is none', async () => {
    expect(await reads.conversation(ACME, "'; DROP TABLE x")).toBeNull();
  });
});

describe('what nobody is shown', () => {
  it('holds no word of a recap, a focus or private feedback, and no name that is not public', async () => {
    const all = JSON.stringify(await everything(ACME));
    expect(all).not.toContain(SECRET);
    expect(all).toContain('The date.');
    expect(all).toContain('general-100%_ONE');
  });

  it('names private channels to those who may read them, and asks about no others', async () => {
    const asked: string[] = [];
    const mayKnow = async (workspaceId: string, channelIds: readonly string[]) => {
      asked.push(...channelIds.map((id) => `${workspaceId} ${id}`));
      return new Set(['CONEPRIVATE']);
    };
    const { rows } = await conversations({ ...ACME, mayKnow }, { workspace: 'T0ONE' });
    expect(asked.sort()).toEqual(['T0ONE CONEPRIVATE', 'T0ONE CONEUNKNOWN']);
    const nameOf = (id: string | undefined) => rows.find((row) => row.id === id)?.channelName;
    expect(nameOf(ids.private)).toBe(`${SECRET}-plan`);
    expect(nameOf(ids.failed)).toBeNull();
    const feedback = await reads.feedback({ ...ACME, mayKnow }, feedbackQuery.parse({}));
    expect(feedback.page.rows.find((row) => row.conversationId === ids.private)?.words).toBeNull();
  });
});

describe('one conversation', () => {
  it('tells its stages, coverage and counts', async () => {
    const done = await reads.conversation(ACME, ids.first ?? '');
    expect(done).toMatchObject({
      costUsd: 0.5,
      coverage: { found: 12, read: 10, leftOut: { bot: 2 } },
      counts: { points: 1, actionItems: 2, decisions: 0, openQuestions: 0 },
      receipt: { engine: 'builtin', stages: { gather: 7 } },
      canRetry: false,
      canCancel: false,
    });
    expect(done?.timeline.map(({ what }) => what)).toEqual(['requested', 'posted', 'taken_up', 'finished']);
    expect(await reads.conversation(ACME, ids.failed ?? '')).toMatchObject({
      canRetry: true,
      canCancel: false,
    });
    expect(await reads.conversation(ACME, ids.queued ?? '')).toMatchObject({
      canRetry: false,
      canCancel: true,
    });
  });
});

describe('plans', () => {
  // With few rows the planner would rather read a table whole; it is kept from that wherever an index serves.
  it('has an index for every list, so that no large table is read from end to end', async () => {
    const filled = await createTestDatabase();
    const client = new Client(filled.url);
    await client.connect();
    const statements: Statement[] = [];
    const watched = createWatchedDb(filled.url, statements);
    try {
      await fill(client, { workspaces: 5, channels: 30, conversations: 400 }, NOW);
      await client.query('SET enable_seqscan = off');
      const { rows } = await client.query<{ id: string }>(
        `SELECT "id" FROM "Conversation" WHERE "workspaceId" = 'T0A000000' LIMIT 1`,
      );
      const lists = pagesOf({ conversationId: rows[0]?.id ?? '' }).filter(({ isFigures }) => !isFigures);
      const scope = { organizationId: 'E0BENCH', workspaceIds: null };
      for (const page of lists) {
        statements.length = 0;
        await readPage(createAdminReads(watched), scope, { page, now: NOW });
        const scans = await scansOf(client, [...statements], { isRun: false });
        const whole = scans.filter(({ node, table }) => node === 'Seq Scan' && LARGE_TABLES.has(table));
        expect({ page, whole }).toEqual({ page, whole: [] });
      }
    } finally {
      await watched.$disconnect();
      await client.end();
      await filled.drop();
    }
  });
});
