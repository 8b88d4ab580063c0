import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { untilReady } from '../../src/core/queue/until-ready.ts';
import { migrate, readSchemaState, untilMigrated } from '../../src/core/store/migrate.ts';
import { openSchemaEngine } from '../../src/core/store/schema-engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startRelay } from '../support/relay.ts';

const NOTHING_TO_DO = 'This is an empty migration';
const NO_SIGNAL = new AbortController().signal;

const databases: TestDatabase[] = [];
afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.drop()));
});

async function aDatabase({
  migrated,
}: {
  migrated: boolean;
}): Promise<{ databaseUrl: string } & TestDatabase> {
  const database = await createTestDatabase({ migrated });
  databases.push(database);
  return { ...database, databaseUrl: database.url };
}

async function applied({ query }: TestDatabase): Promise<string[]> {
  const rows = await query<{ migration_name: string }>('SELECT migration_name FROM _prisma_migrations');
  return rows.map((row) => row.migration_name);
}

/** A copy of the project's schema and migrations, with one more migration of this SQL. */
async function withNextMigration(sql: string): Promise<string> {
  const prismaDir = await mkdtemp(join(tmpdir(), 'recall-prisma-'));
  onTestFinished(() => rm(prismaDir, { recursive: true }));
  await cp('prisma', prismaDir, { recursive: true });
  const folder = join(prismaDir, 'migrations', '29990101000000_next');
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), sql);
  return prismaDir;
}

describe('migrating', () => {
  it('brings an empty database up to this version, and has nothing to do the second time', async () => {
    const database = await aDatabase({ migrated: false });
    expect(await readSchemaState(database)).toBe('behind');
    const names = await migrate(database);
    expect(names).not.toEqual([]);
    expect(await readSchemaState(database)).toBe('current');
    expect(await migrate(database)).toEqual([]);
    expect(await applied(database)).toEqual(names);
  });

  it('is done once by four that start at the same time', async () => {
    const database = await aDatabase({ migrated: false });
    const all = await Promise.all(Array.from({ length: 4 }, () => migrate(database)));
    expect(all.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await readSchemaState(database)).toBe('current');
    expect(new Set(await applied(database)).size).toBe((await applied(database)).length);
  });

  it('applies to a database that is in use what a later version adds', async () => {
    const database = await aDatabase({ migrated: true });
    const prismaDir = await withNextMigration('ALTER TABLE "Workspace" ADD COLUMN "later" TEXT');
    expect(await readSchemaState({ ...database, prismaDir })).toBe('behind');
    expect(await migrate({ ...database, prismaDir })).toEqual(['29990101000000_next']);
    expect(await database.query('SELECT "later" FROM "Workspace"')).toEqual([]);
  });

  it('refuses a database that a newer version has migrated', async () => {
    const database = await aDatabase({ migrated: true });
    await migrate({ ...database, prismaDir: await withNextMigration('SELECT 1') });
    expect(await readSchemaState(database)).toBe('newer');
    await expect(migrate(database)).rejects.toMatchObject({ code: 'database_newer', retryable: false });
    await expect(untilMigrated({ ...database, signal: NO_SIGNAL })).rejects.toMatchObject({
      code: 'database_newer',
    });
  });

  it('says so where a migration fails, and is not taken for done', async () => {
    const database = await aDatabase({ migrated: true });
    const prismaDir = await withNextMigration('ALTER TABLE "NoSuchTable" ADD COLUMN "later" TEXT');
    await expect(migrate({ ...database, prismaDir })).rejects.toThrow(/NoSuchTable/);
    expect(await readSchemaState({ ...database, prismaDir })).toBe('behind');
  });

  it.each([
    ['refuses connections', (relay: Awaited<ReturnType<typeof startRelay>>) => relay.cut()],
    ['does not answer', async (relay: Awaited<ReturnType<typeof startRelay>>) => relay.silence()],
  ])('gives up where the server %s', async (_, fail) => {
    const { databaseUrl } = await aDatabase({ migrated: true });
    const relay = await startRelay(databaseUrl);
    onTestFinished(() => relay.close());
    await fail(relay);
    await expect(migrate({ databaseUrl: relay.url })).rejects.toMatchObject({
      code: 'database_unavailable',
      retryable: true,
    });
  });

  it('says why the server does not let it in, and never the password', async () => {
    const { databaseUrl } = await aDatabase({ migrated: true });
    const wrong = Object.assign(new URL(databaseUrl), { password: 'not-the-password' }).toString();
    const error = await migrate({ databaseUrl: wrong }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_unavailable' });
    expect(String(error)).toContain('password authentication failed');
    expect(String(error)).not.toContain('not-the-password');
  });
});

describe('the schema and the migrations', () => {
  async function difference(databaseUrl: string, schema: string): Promise<string> {
    const pool = new Pool({ connectionString: databaseUrl });
    try {
      const engine = await openSchemaEngine({ pool, schema });
      return await engine.diff('database');
    } finally {
      await pool.end();
    }
  }

  it('agree', async () => {
    const { databaseUrl } = await aDatabase({ migrated: true });
    const schema = await readFile('prisma/schema.prisma', 'utf8');
    expect(await difference(databaseUrl, schema)).toContain(NOTHING_TO_DO);
  });

  it('are told apart where the schema has a column, a table or an index more', async () => {
    const { databaseUrl } = await aDatabase({ migrated: true });
    const schema = await readFile('prisma/schema.prisma', 'utf8');
    const changed = schema
      .replace('model Workspace {', 'model Workspace {\n  later String?\n  @@index([name])')
      .concat('\nmodel Later {\n  id String @id\n}\n');
    const sql = await difference(databaseUrl, changed);
    expect(sql).toContain('ADD COLUMN     "later" TEXT');
    expect(sql).toContain('CREATE TABLE "Later"');
    expect(sql).toContain('CREATE INDEX "Workspace_name_idx"');
  });
});

describe('waiting for the migration', () => {
  it('ends when another process has migrated', async () => {
    const database = await aDatabase({ migrated: false });
    const stateAtTheEnd = untilMigrated({ ...database, signal: NO_SIGNAL }).then(() =>
      readSchemaState(database),
    );
    await migrate(database);
    expect(await stateAtTheEnd).toBe('current');
  });

  it('goes on while the database is away', async () => {
    const database = await aDatabase({ migrated: true });
    await database.goAway();
    const stateAtTheEnd = untilMigrated({ ...database, signal: NO_SIGNAL }).then(() =>
      readSchemaState(database),
    );
    await database.comeBack();
    expect(await stateAtTheEnd).toBe('current');
  });

  it('ends with what an operator has to do where nobody migrates', async () => {
    const database = await aDatabase({ migrated: false });
    await expect(untilMigrated({ ...database, signal: NO_SIGNAL, limitMs: 1 })).rejects.toThrow(
      'run `recall migrate`',
    );
  });

  it('ends when it is told to stop', async () => {
    const database = await aDatabase({ migrated: false });
    const stopping = new AbortController();
    const waiting = untilMigrated({ ...database, signal: stopping.signal });
    stopping.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the tables of the queue in PostgreSQL', () => {
  it('are made once by several that start at the same time, beside the others', async () => {
    const database = await aDatabase({ migrated: false });
    const backend = createQueueBackend({ ...database, redisUrl: undefined });
    await expect(untilReady({ backend, signal: NO_SIGNAL, limitMs: 1 })).rejects.toThrow(
      'run `recall migrate`',
    );
    const ready = untilReady({ backend, signal: NO_SIGNAL });
    await Promise.all([backend.migrate(), backend.migrate(), migrate(database)]);
    await ready;
    await backend.migrate();
    await backend.ready();
    expect(await readSchemaState(database)).toBe('current');
  });
});
