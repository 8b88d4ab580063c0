import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

export const TEMPLATE = 'recall_template';

/** The same server, another database of it. */
export function atDatabase(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString();
}

export interface TestDatabase {
  url: string;
  /** Runs SQL, on a connection of its own. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Cuts all connections and takes no new ones until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  drop(): Promise<void>;
}

/** A database of one's own on the server of this test run: migrated, or empty. */
export async function createTestDatabase({
  migrated = true,
}: {
  migrated?: boolean;
} = {}): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(
    serverUrl,
    `CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE : 'template0'} STRATEGY FILE_COPY`,
  );
  return databaseAt(serverUrl, name);
}

/** What a dump of a database would restore: all that is in it now, in another one. Cuts its connections for a moment. */
export async function copyDatabase(
  of: Pick<TestDatabase, 'url' | 'goAway' | 'comeBack'>,
): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await of.goAway();
  try {
    const template = new URL(of.url).pathname.slice(1);
    await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  } finally {
    await of.comeBack();
  }
  return databaseAt(serverUrl, name);
}

function databaseAt(serverUrl: string, name: string): TestDatabase {
  const url = atDatabase(serverUrl, name);
  return {
    url,
    async query<Row extends object>(sql: string, values: unknown[] = []) {
      const client = new Client(url);
      await client.connect();
      try {
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    async goAway() {
      await onServer(serverUrl, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
      await onServer(
        serverUrl,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
    },
    comeBack: () => onServer(serverUrl, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`),
    drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
