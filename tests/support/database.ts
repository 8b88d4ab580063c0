import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { makeUnused } from './unused-database.ts';

export const TEMPLATE = 'recall_template';
const CUT_LIMIT_MS = 2000;

/** The same server, another database of it. */
export function atDatabase(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString();
}

export interface TestDatabase {
  url: string;
  /** Runs SQL, on connections that nothing else uses. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Cuts all connections and takes no new ones until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  drop(): Promise<void>;
}

/** Copies of the template that tests are done with, and that are as they were made. */
const unused: string[] = [];

/** A database of one's own on the server of this test run: migrated, or empty. */
export async function createTestDatabase({
  migrated = true,
}: {
  migrated?: boolean;
} = {}): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const found = migrated ? unused.pop() : undefined;
  if (found !== undefined) return databaseAt(serverUrl, found, { isCopy: true });
  const name = newName();
  await onServer(serverUrl, copyOf(migrated ? TEMPLATE : 'template0', name));
  return databaseAt(serverUrl, name, { isCopy: migrated });
}

/** What a dump of a database would restore: all that is in it now, in another one. Cuts its connections for a moment. */
export async function copyDatabase(
  of: Pick<TestDatabase, 'url' | 'goAway' | 'comeBack'>,
): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = newName();
  await of.goAway();
  try {
    await onServer(serverUrl, copyOf(new URL(of.url).pathname.slice(1), name));
  } finally {
    await of.comeBack();
  }
  return databaseAt(serverUrl, name, { isCopy: false });
}

function newName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

function copyOf(template: string, name: string): string {
  return `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`;
}

/** @param isCopy of the template, and no more: such a database is used again */
function databaseAt(serverUrl: string, name: string, { isCopy }: { isCopy: boolean }): TestDatabase {
  const url = atDatabase(serverUrl, name);
  const pool = new Pool({ connectionString: url, max: 2, idleTimeoutMillis: 0, allowExitOnIdle: true });
  // A connection that is cut is replaced by the next query.
  pool.on('error', () => {});
  return {
    url,
    async query<Row extends object>(sql: string, values: unknown[] = []) {
      return (await pool.query<Row>(sql, values)).rows;
    },
    async goAway() {
      await onServer(serverUrl, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
      await onServer(serverUrl, cutConnectionsOf(name));
    },
    comeBack: () => onServer(serverUrl, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`),
    async drop() {
      await pool.end();
      if (!isCopy) return onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      const again = await madeUnused(serverUrl, name);
      if (again !== null) unused.push(again);
    },
  };
}

function cutConnectionsOf(name: string): string {
  return `SELECT pg_terminate_backend(pid, ${CUT_LIMIT_MS}) FROM pg_stat_activity WHERE datname = '${name}'`;
}

/**
 * Empties a copy of the template, under a new name, so that nobody of a test that is over comes back to it.
 * @returns the name; null where it cannot be made as it was, and is dropped
 */
async function madeUnused(serverUrl: string, used: string): Promise<string | null> {
  const name = newName();
  await onServer(
    serverUrl,
    `ALTER DATABASE ${used} WITH ALLOW_CONNECTIONS false`,
    cutConnectionsOf(used),
    `ALTER DATABASE ${used} RENAME TO ${name}`,
    `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`,
  );
  const like = inject('unusedDatabase');
  const isUnused = await withClient(atDatabase(serverUrl, name), (client) => makeUnused(client, like));
  if (!isUnused) await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  return isUnused ? name : null;
}

async function onServer(serverUrl: string, ...statements: readonly string[]): Promise<void> {
  await withClient(serverUrl, async (client) => {
    for (const sql of statements) await client.query(sql);
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
