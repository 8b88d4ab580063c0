import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { asRecallError, RecallError } from '../domain/errors.ts';
import { throwIfStopped } from '../domain/stopping.ts';
import { type MigrationFile, openSchemaEngine } from './schema-engine.ts';

/** The same in `src` and in `dist`: three folders up from this file. */
const PRISMA_DIR = fileURLToPath(new URL('../../../prisma', import.meta.url));
const CONNECT_TIMEOUT_MS = 5000;
/** Any number, as long as every process that migrates uses the same one. */
const LOCK_KEY = 7_322_551;
const POLL_MS = 500;
const UNDEFINED_TABLE = '42P01';

/** How the database's migrations stand to those of this version of the code. */
export type SchemaState = 'current' | 'behind' | 'newer';

/**
 * Applies the migrations that the database lacks. Safe to repeat, and when several processes start at once.
 * @returns the names of the migrations that were applied now
 * @throws RecallError `database_newer` where the database has migrations that this version does not know,
 * `database_unavailable` where it cannot be reached
 */
export async function migrate({ databaseUrl, prismaDir = PRISMA_DIR }: MigrateOptions): Promise<string[]> {
  return withPool(databaseUrl, (pool) => withLock(pool, () => applyAll(pool, prismaDir)));
}

export interface MigrateOptions {
  databaseUrl: string;
  prismaDir?: string;
}

/** @throws RecallError `database_unavailable` */
export async function readSchemaState({
  databaseUrl,
  prismaDir = PRISMA_DIR,
}: MigrateOptions): Promise<SchemaState> {
  return withPool(databaseUrl, async (pool) =>
    compare(await readMigrations(prismaDir), await appliedNames(pool)),
  );
}

/**
 * Waits until the database answers and has all migrations.
 * @throws RecallError `database_newer`, `database_unavailable` (away, or not migrated before the limit), `cancelled`
 */
export async function untilMigrated({
  databaseUrl,
  signal,
  onWait = () => {},
  limitMs = 60_000,
}: UntilMigrated): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (let looks = 0; ; looks += 1) {
    const trouble = await troubleWith(databaseUrl);
    if (!trouble) return;
    throwIfStopped(signal);
    if (!trouble.retryable || Date.now() > deadline) throw trouble;
    if (looks === 0) onWait(trouble.message);
    await sleep(POLL_MS, undefined, { signal }).catch(() => throwIfStopped(signal));
  }
}

/** Why the database is of no use yet; null where it is. */
async function troubleWith(databaseUrl: string): Promise<RecallError | null> {
  const state = await readSchemaState({ databaseUrl }).catch((error: unknown) => asRecallError(error));
  switch (state) {
    case 'current':
      return null;
    case 'newer':
      return newer();
    case 'behind':
      return new RecallError(
        'database_unavailable',
        'the database has not been migrated: run `recall migrate`',
        {
          retryable: true,
        },
      );
    default:
      return state;
  }
}

export interface UntilMigrated {
  databaseUrl: string;
  signal: AbortSignal;
  /** Told once what is waited for. */
  onWait?: (what: string) => void;
  limitMs?: number;
}

function newer(): RecallError {
  return new RecallError(
    'database_newer',
    'the database was migrated by a newer version of Recall: start that version',
  );
}

async function applyAll(pool: Pool, prismaDir: string): Promise<string[]> {
  const migrations = await readMigrations(prismaDir);
  if (compare(migrations, await appliedNames(pool)) === 'newer') {
    throw newer();
  }
  const engine = await openSchemaEngine({
    pool,
    schema: await readFile(join(prismaDir, 'schema.prisma'), 'utf8'),
  });
  return engine.apply(migrations, join(prismaDir, 'migrations'));
}

function compare(migrations: readonly MigrationFile[], applied: readonly string[]): SchemaState {
  const known = new Set(migrations.map(({ name }) => name));
  if (applied.some((name) => !known.has(name))) return 'newer';
  return applied.length < known.size ? 'behind' : 'current';
}

async function readMigrations(prismaDir: string): Promise<MigrationFile[]> {
  const folder = join(prismaDir, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

async function appliedNames(pool: Pool): Promise<string[]> {
  try {
    const { rows } = await pool.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return rows.map((row) => row.migration_name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}

async function withPool<T>(databaseUrl: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pool.on('error', () => {});
  try {
    await pool.query('SELECT 1').catch((cause: unknown) => {
      throw new RecallError('database_unavailable', `the database cannot be reached: ${reasonOf(cause)}`, {
        retryable: true,
        cause,
      });
    });
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** In the server's or the system's words; of the several addresses that a name may have, of the first. */
function reasonOf(cause: unknown): string {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  return error instanceof Error ? error.message : 'for no known reason';
}

/** One process migrates, the others wait for it and then find nothing to do. */
async function withLock<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return await work();
  } finally {
    // The lock goes with its connection.
    client.release(true);
  }
}
