import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionItemsQuery } from '../../src/core/domain/admin/action-items.ts';
import { overviewQuery } from '../../src/core/domain/admin/overview.ts';
import { usageQuery } from '../../src/core/domain/admin/usage.ts';
import { workspacesQuery } from '../../src/core/domain/admin/workspaces.ts';
import type { AdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import { createConversations } from '../../src/core/store/conversations/conversations.ts';
import type { TestDatabase } from '../support/database.ts';
import {
  ACME,
  NOW,
  OTHER,
  type ToldOrganizations,
  toldOrganizations,
} from '../support/told-organizations.ts';
import { twoOrganizations } from '../support/two-organizations.ts';

let told: ToldOrganizations;
let reads: AdminReads;
let database: TestDatabase;
let ids: ToldOrganizations['ids'];

beforeAll(async () => {
  told = await toldOrganizations();
  ({ reads, database, ids } = told);
});
afterAll(() => told?.close());

const overview = (scope: AdminScope, query: object = {}) =>
  reads.overview(scope, overviewQuery.parse(query), { now: NOW, monthlyBudgetUsd: 25 });

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
    expect(all.budget).toEqual({ spentUsd: 3.75, monthlyUsd: 50, unlimited: 0 });
  });

  it('tells the budgets that there are, and how many workspaces have none', async () => {
    const budgetWith = async (usd: number | null, ofAll: number) => {
      await database.query(`UPDATE "Workspace" SET "monthlyBudgetUsd" = $1 WHERE "id" = 'T0TWO'`, [usd]);
      const at = { now: NOW, monthlyBudgetUsd: ofAll };
      const { monthlyUsd, unlimited } = (await reads.overview(ACME, overviewQuery.parse({}), at)).budget;
      return [monthlyUsd, unlimited];
    };
    expect(await budgetWith(0, 25)).toEqual([25, 1]);
    expect(await budgetWith(10, 0)).toEqual([10, 1]);
    expect(await budgetWith(null, 0)).toEqual([null, 2]);
    expect(await budgetWith(null, 25)).toEqual([50, 0]);
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
    expect((await by({ by: 'channel', days: 366 }))[0]).toEqual(['CTWOPUBLIC', 'general-100%_TWO', 2, 6, 0]);
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

  it('tells a year of a channel by whole quarters, also of one that gets another id or goes', async () => {
    const year = async () => {
      const { from, rows } = await reads.usage(OTHER, usageQuery.parse({ by: 'channel', days: 366 }), NOW);
      return { from, rows: rows.map(({ key, calls, costUsd }) => [key, calls, costUsd]) };
    };
    const change = (sql: string) => database.query(`${sql} WHERE "workspaceId" = 'T0OTHER'`);
    expect(await year()).toEqual({ from: '2025-10-01', rows: [['COTHERPUBLIC', 1, 8]] });
    await change(
      `INSERT INTO "ChannelFigures" SELECT "workspaceId", '2026-10-01', "channelId", 2, 1, 1, 1, 1, 0.5, 0 FROM "ChannelFigures"`,
    );
    await change(
      `INSERT INTO "ChannelFigures" SELECT "workspaceId", "month", 'COTHERNEW', "calls", 1, 1, 1, 1, "costUsd", 0 FROM "ChannelFigures"`,
    );
    await change(`UPDATE "ChannelFigures" SET "calls" = "calls" + 1`);
    expect((await year()).rows).toEqual([
      ['COTHERNEW', 5, 8.5],
      ['COTHERPUBLIC', 5, 8.5],
    ]);
    await database.query(
      `DELETE FROM "ChannelFigures" WHERE "channelId" = 'COTHERNEW' OR ("workspaceId" = 'T0OTHER' AND "month" = '2026-10-01')`,
    );
    await change(`UPDATE "ChannelFigures" SET "calls" = "calls" - 1`);
    expect((await year()).rows).toEqual([['COTHERPUBLIC', 1, 8]]);
  });

  it('adds up usage in SQL: the same however it is grouped, and also what the page leaves out', async () => {
    const channels = Array.from({ length: 510 }, (_, index) => `C0MANY${index}`);
    await database.query(
      `INSERT INTO "EngineCall" ("id", "workspaceId", "channelId", "model", "inputTokens", "outputTokens", "cacheReadTokens",
          "cacheWriteTokens", "costUsd", "answeredAt")
        SELECT gen_random_uuid(), 'T0TWO', id, 'model-c', 1, 1, 0, 0, 0.01, '2026-11-22T09:00:00Z' FROM unnest($1::text[]) AS id`,
      [channels],
    );
    const usage = (query: object) => reads.usage(ACME, usageQuery.parse(query), NOW);
    const [byModel, byChannel, byDay, byMonth] = await Promise.all([
      usage({ by: 'model', days: 4 }),
      usage({ by: 'channel', days: 4 }),
      usage({ by: 'day', days: 4 }),
      usage({ by: 'channel', days: 60 }),
    ]);
    const totals = {
      calls: 515,
      inputTokens: 1010,
      outputTokens: 560,
      cacheReadTokens: 5,
      cacheWriteTokens: 10,
    };
    expect(byModel.totals).toEqual({ ...totals, costUsd: expect.closeTo(8.85), unpriced: 1 });
    expect(byChannel.totals).toEqual(byModel.totals);
    expect(byDay.totals).toEqual(byModel.totals);
    expect([byChannel.rows.length, byChannel.more, byMonth.rows.length]).toEqual([500, 13, 500]);
    const { batches } = reads.allUsage(ACME, usageQuery.parse({ by: 'channel', days: 60 }), NOW);
    const all: string[] = [];
    for await (const rows of batches) all.push(...rows.map(({ key }) => key));
    expect(new Set(all).size).toBe(513);
    expect(all.slice(0, 2)).toEqual(['CTWOPUBLIC', 'CONEPRIVATE']);
    expect((await usage({ by: 'model', days: 4, workspace: 'T0NOWHERE' })).totals.calls).toBe(0);
  });

  it('leaves out how long people waited for what was tried again', async () => {
    const { tell } = twoOrganizations(database);
    const conversations = createConversations(told.db);
    const id = await tell({ at: new Date('2026-11-19T09:00:00Z'), state: 'failed', errorCode: 'internal' });
    const later = new Date('2026-11-21T09:00:00Z');
    const waits = async (query: object) =>
      (await overview(ACME, { days: 5, ...query })).durations.find(({ day }) => day === '2026-11-19');
    await conversations.retry('T0ONE', id, later);
    await database.query(`UPDATE "Conversation" SET "state" = 'done', "finishedAt" = $2 WHERE "id" = $1`, [
      id,
      later,
    ]);
    expect(await waits({})).toMatchObject({ medianMs: null });
    expect(await waits({ workspace: 'T0ONE' })).toMatchObject({ medianMs: null });
    await database.query(`DELETE FROM "Conversation" WHERE "id" = $1`, [id]);
  });
});
