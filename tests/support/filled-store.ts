import { afterEach, beforeEach } from 'vitest';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from './asks.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type Filled, fillWorkspace } from './filled-workspace.ts';
import { everythingInTables } from './kept.ts';

export const at = new Date('2026-03-02T09:00:00Z');
export const inDays = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60_000);
export const BRAVO = 'T0BRAVO';

/** A line of the audit log. */
interface Line {
  workspaceId: string;
  actor: string;
  target: string | null;
  details: Record<string, unknown>;
}

/** Before each test, a filled workspace in a store of its own, from which something is to go. */
export function useFilledStore() {
  let database: TestDatabase;
  let store: Store;
  let acme: Filled;

  beforeEach(async () => {
    database = await createTestDatabase();
    store = createStore({ databaseUrl: database.url });
    acme = await fillWorkspace(store, { mark: 'quux', at });
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const query: TestDatabase['query'] = (sql, values) => database.query(sql, values);

  /** All that stands in the database without the audit log, which keeps its lines. */
  async function everythingButTheLog(): Promise<string> {
    const tables = (await everythingInTables(database)).split('\n');
    return tables.filter((table) => !table.startsWith('public."AuditEntry"')).join('\n');
  }

  return {
    store: () => store,
    acme: () => acme,
    query,
    everythingButTheLog,

    /** Whether a word stands anywhere but in the audit log. */
    async keeps(word: string): Promise<boolean> {
      return (await everythingButTheLog()).includes(word);
    },

    lines(action: string): Promise<Line[]> {
      return query<Line>(
        `SELECT "workspaceId", actor, target, details FROM "AuditEntry" WHERE action = $1 ORDER BY at, id`,
        [action],
      );
    },

    async conversations(workspaceId = ACME.id): Promise<string[]> {
      const sql = 'SELECT id FROM "Conversation" WHERE "workspaceId" = $1 ORDER BY id';
      return (await query<{ id: string }>(sql, [workspaceId])).map(({ id }) => id);
    },

    /** Conversations that wait, put there by SQL since that is fast. */
    async queueMany(count: number, channelId: string): Promise<void> {
      await query(
        `INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, "threadTs", trigger, audience, "askedBy")
         SELECT gen_random_uuid(), $1, $2, 'thread', '1.' || n, 'command', 'thread', 'U0OTHER'
         FROM generate_series(1, $3::int) AS n`,
        [ACME.id, channelId, count],
      );
    },

    /** Has the database refuse to delete some conversations, as where a fault is ours. */
    async holdUp(column: 'workspaceId' | 'channelId', id: string): Promise<void> {
      await query(
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END'`,
      );
      await query(
        `CREATE TRIGGER refuse BEFORE DELETE ON "Conversation" FOR EACH ROW WHEN (OLD."${column}" = '${id}') EXECUTE FUNCTION refuse()`,
      );
    },
  };
}

/** A signal that is given when it is looked at for the nth time. */
export function stoppedAt(nth: number): AbortSignal {
  let looks = 0;
  return Object.assign(new AbortController().signal, {
    throwIfAborted() {
      looks += 1;
      if (looks === nth) throw new Error('stopped');
    },
  });
}
