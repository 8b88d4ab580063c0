import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecallError } from '../../src/core/domain/errors.ts';
import type { AdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import { createStore, type Store, type WorkspaceStore } from '../../src/core/store/index.ts';
import { OWNERS } from '../../src/core/store/scope-owners.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { functionsOf } from '../support/functions-of.ts';
import { FURNISHED_AT, type FurnishedWorkspace, furnish, later } from '../support/furnished-workspace.ts';
import { BRAVO, SECRET } from '../support/scoped-call.ts';
import { SCOPED_CALLS } from '../support/scoped-calls.ts';

const ALPHA = 'T0ALPHA';

let database: TestDatabase;
let store: Store;
let a: FurnishedWorkspace;
let b: FurnishedWorkspace;
let dump: string;
/** What is in the database of the other workspace. */
let before: string[];
let alpha: WorkspaceStore;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  const ours = { channelId: 'C0ALPHA', userId: 'U0ALPHA', word: 'alpha', time: '1700000000' };
  const theirs = { channelId: 'C0BRAVO', userId: 'U0BRAVO', word: SECRET, time: '1710000000' };
  a = await furnish(store, { workspaceId: ALPHA, ...ours });
  b = await furnish(store, { workspaceId: BRAVO, ...theirs });
  await store.data.requestErasure(BRAVO, 'U0BRAVOX', { actor: 'operator', now: FURNISHED_AT });
  alpha = store.within(ALPHA);
  client = new Client(database.url);
  await client.connect();
  dump = await dumpStatement();
  before = await rowsOfBravo();
});
afterAll(async () => {
  await client.end();
  await store.close();
  await database.drop();
});

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** One statement that gives every row of every table as JSON. */
async function dumpStatement(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  );
  const selects = tables.map(
    ({ name }) => `SELECT '${name}: ' || row_to_json(t)::text AS text FROM "${name}" t`,
  );
  return selects.join(' UNION ALL ');
}

/** The rows that name the workspace, or anything in it. */
async function rowsOfBravo(): Promise<string[]> {
  const all = (await client.query<{ text: string }>(dump)).rows.map(({ text }) => text);
  const ids = new Set(all.flatMap((text) => (text.includes(BRAVO) ? (text.match(UUID) ?? []) : [])));
  return all.filter((text) => text.includes(BRAVO) || text.match(UUID)?.some((id) => ids.has(id))).sort();
}

/** What the calls give, or the code of what they throw. */
async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RecallError) return null;
    throw error;
  }
}

/** Null, nothing, false, zero, empty; and what has only that in it. */
function isNothing(value: unknown): boolean {
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isNothing);
  return !value;
}

function asText(value: unknown): string {
  const plain = (_: string, each: unknown) => (each instanceof Map || each instanceof Set ? [...each] : each);
  return JSON.stringify(value, plain) ?? '';
}

describe('the store within one workspace', () => {
  it('has no function that is not tried here', () => {
    expect(functionsOf(alpha).sort()).toEqual(Object.keys(SCOPED_CALLS).sort());
  });

  it('has another workspace beside it that has something in every table that can be reached', () => {
    const tables = new Set(before.map((text) => text.slice(0, text.indexOf(':'))));
    const reachable = Object.entries(OWNERS).flatMap(([table, owner]) => (owner ? [table] : []));
    expect([...tables]).toEqual(expect.arrayContaining(reachable));
  });

  it.each(Object.entries(SCOPED_CALLS))(
    '%s neither gives nor changes what is of the other',
    async (_, row) => {
      const told = typeof row === 'function' ? { asks: row } : row;
      const traces = [SECRET, BRAVO, ...before.flatMap((text) => text.match(UUID) ?? [])];
      for (const ws of [BRAVO, ALPHA]) {
        const given = await outcome(() => told.asks({ alpha, a, b, ws }));
        const text = asText(given);
        expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
        if ('gives' in told) expect(given).toEqual(told.gives);
        else if (!('ofItsOwn' in told)) expect(given).toSatisfy(isNothing);
      }
      const [since, now] = [before, await rowsOfBravo()];
      before = now;
      expect(now).toEqual(since);
    },
  );

  it('does for its own workspace what it does', async () => {
    const { digest, claim, recapId, item, decision, earlier, viewer } = a;
    const settled = await alpha.digestPeriods.settle({ ...claim }, 'failed', later(5));
    expect(settled).toBe(1);
    const due = { ids: [digest.id], now: later(60 * 24 * 9) };
    const { opened } = await alpha.digests.openMany(due, ({ digest: { nextDueAt: at } }) => {
      const period = { key: 'another', start: FURNISHED_AT, end: at };
      const run = { due: at, nextDueAt: at, period, isLate: false, folded: 0, isCut: false };
      return { kind: 'settle', decision: { kind: 'run', ...run }, startAt: at };
    });
    expect(opened).toMatchObject([{ digest: { id: digest.id }, conversationIds: [expect.any(String)] }]);
    const linking = { id: earlier.id, byId: decision.id, seenId: null };
    expect(await alpha.decisions.supersede(linking, later(5))).toMatchObject({ kind: 'done' });
    expect(await alpha.actionItems.isTwin(item, viewer.userId)).toBe(true);
    const search = { ...viewer, words: 'alpha', tags: ['alpha'], channelIds: ['C0ALPHA'] };
    const page = { now: later(5), offset: 0, limit: 100 };
    expect((await alpha.search.page(search, page)).total).toBeGreaterThan(0);
    const change = { workspaceId: ALPHA, channelId: 'C0ALPHA', ts: a.ts(2), editedTs: null };
    expect(await alpha.striking.strike(a.otherId, change, { emptyHeadline: '-', at: later(5) })).toContain(
      a.otherId,
    );
    expect(await alpha.removal.remove(recapId, 'U0ALPHA', later(5))).toContain(recapId);
    expect(await alpha.conversations.standing(recapId)).not.toBeNull();
    expect(
      await alpha.standingRecaps.unshown({ since: new Date(0), before: later(9), limit: 9 }),
    ).not.toEqual([]);
  });
});

describe('what an admin of another organization reads', () => {
  const list = { workspace: BRAVO, limit: 50 };
  const all = { limit: 50 };
  const nobody = { monthlyBudgetUsd: null, retentionDays: null, language: null };
  const READS: {
    [Name in keyof AdminReads]: (scope: AdminScope, query: typeof list | typeof all) => unknown;
  } = {
    overview: (scope, query) =>
      store.admin.overview(scope, { ...query, days: 30 }, { now: later(9), monthlyBudgetUsd: 0 }),
    workspaces: (scope, { limit }) => store.admin.workspaces(scope, { limit }, { now: later(9), scopes: [] }),
    channels: (scope, query) => store.admin.channels(scope, query),
    conversations: (scope, query) => store.admin.conversations(scope, query),
    conversation: (scope) => store.admin.conversation(scope, b.recapId),
    digests: (scope, query) => store.admin.digests(scope, query),
    actionItems: (scope, query) => store.admin.actionItems(scope, query, later(9)),
    feedback: (scope, query) => store.admin.feedback(scope, query),
    usage: (scope, query) => store.admin.usage(scope, { ...query, days: 30, by: 'model' }, later(9)),
    allUsage: async (scope, query) => {
      const { batches } = store.admin.allUsage(scope, { ...query, days: 30, by: 'channel' }, later(9));
      const rows: unknown[] = [];
      for await (const batch of batches) rows.push(...batch);
      return rows;
    },
    settings: (scope, query) => store.admin.settings(scope, query, { now: later(9), defaults: nobody }),
    audit: (scope, query) => store.admin.audit(scope, query),
  };

  it.each(Object.entries(READS))('%s', async (_, read) => {
    const traces = [SECRET, BRAVO, ...before.flatMap((text) => text.match(UUID) ?? [])];
    for (const workspaceIds of [null, [BRAVO], [ALPHA, BRAVO]])
      for (const query of [list, all]) {
        const text = asText(await read({ organizationId: ALPHA, workspaceIds }, query));
        expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
      }
  });
});
