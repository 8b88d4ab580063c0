import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/cli/demo/postgres.ts';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { migrate } from '../../src/core/store/migrate.ts';
import { atDatabase, TEMPLATE } from './database.ts';

/** One PostgreSQL for the whole run, with a migrated database that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startEmbeddedPostgres();
  const client = new Client(postgres.url);
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const databaseUrl = atDatabase(postgres.url, TEMPLATE);
  await migrate({ databaseUrl });
  await createQueueBackend({ databaseUrl, redisUrl: undefined }).migrate();
  project.provide('postgresUrl', postgres.url);
  return () => postgres.close();
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}
