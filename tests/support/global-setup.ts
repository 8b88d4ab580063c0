import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/cli/demo/postgres.ts';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { migrate } from '../../src/core/store/migrate.ts';
import { atDatabase, TEMPLATE } from './database.ts';
import { lookAtUnused, type Unused } from './unused-database.ts';

/** One PostgreSQL for the whole run, with a migrated database that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startEmbeddedPostgres();
  await prepareServer(postgres.url);
  const databaseUrl = atDatabase(postgres.url, TEMPLATE);
  await migrate({ databaseUrl });
  await createQueueBackend({ databaseUrl, redisUrl: undefined }).migrate();
  project.provide('postgresUrl', postgres.url);
  project.provide('unusedDatabase', await lookAt(databaseUrl));
  return () => postgres.close();
}

/** Tests connect thousands of times: the password is made cheap to prove, and nothing works on its own beside them. */
async function prepareServer(url: string): Promise<void> {
  const { username, password } = new URL(url);
  const client = new Client(url);
  await client.connect();
  for (const sql of [
    'SET scram_iterations = 1',
    `ALTER USER ${username} PASSWORD '${password}'`,
    'ALTER SYSTEM SET autovacuum = off',
    'SELECT pg_reload_conf()',
    `CREATE DATABASE ${TEMPLATE}`,
  ]) {
    await client.query(sql);
  }
  await client.end();
}

async function lookAt(url: string): Promise<Unused> {
  const client = new Client(url);
  await client.connect();
  try {
    return await lookAtUnused(client);
  } finally {
    await client.end();
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    unusedDatabase: Unused;
  }
}
