import type { Client } from 'pg';

/** A larger one is copied anew sooner than it is emptied. */
const LARGEST_BYTES = 48 * 1024 * 1024;

/** What a database is like that nobody has used yet. */
export interface Unused {
  /** Tables that hold rows from the start. */
  filledTables: string[];
  /** Of its tables, functions, triggers and settings, and of the rows that are there from the start. */
  fingerprint: string;
}

const OWN_SCHEMAS = "nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'";

const TABLES = `
  SELECT format('%I.%I', nspname, relname) AS name
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relkind = 'r' AND ${OWN_SCHEMAS} AND pg_relation_size(pg_class.oid) > 0
  ORDER BY 1`;

const SHAPE = `
  SELECT md5(string_agg(part, '|' ORDER BY part)) AS hash, pg_database_size(current_database())::int AS bytes FROM (
    SELECT format('%s.%s.%s %s %s', nspname, relname, attname, atttypid, attnotnull) AS part
      FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid JOIN pg_namespace ON relnamespace = pg_namespace.oid
      WHERE ${OWN_SCHEMAS} AND attnum > 0
    UNION ALL SELECT format('%s %s', conname, pg_get_constraintdef(pg_constraint.oid))
      FROM pg_constraint JOIN pg_namespace ON connamespace = pg_namespace.oid WHERE ${OWN_SCHEMAS}
    UNION ALL SELECT format('%s %s %s', tgname, tgrelid::regclass, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('%s %s', proname, prosrc)
      FROM pg_proc JOIN pg_namespace ON pronamespace = pg_namespace.oid WHERE ${OWN_SCHEMAS}
    UNION ALL SELECT setconfig::text FROM pg_db_role_setting
      WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
  ) AS parts`;

/** Looks at a database that nobody has used yet. */
export async function lookAtUnused(client: Client): Promise<Unused> {
  const { rows } = await client.query<{ name: string }>(TABLES);
  const filledTables = rows.map(({ name }) => name);
  const { fingerprint } = await fingerprintOf(client, filledTables);
  return { filledTables, fingerprint };
}

/**
 * Takes every row out that came with its use.
 * @returns false where it grew large, or is not like an unused one in another way
 */
export async function makeUnused(client: Client, { filledTables, fingerprint }: Unused): Promise<boolean> {
  const now = await fingerprintOf(client, filledTables);
  if (now.fingerprint !== fingerprint || now.bytes > LARGEST_BYTES) return false;
  const { rows } = await client.query<{ name: string }>(TABLES);
  const used = rows.map(({ name }) => name).filter((name) => !filledTables.includes(name));
  if (used.length === 0) return true;
  // As a replica, so that what refuses to be changed lets itself be emptied, and no trigger counts it.
  await client.query('SET session_replication_role = replica');
  await client.query(`TRUNCATE ${used.join(', ')} RESTART IDENTITY CASCADE`);
  return true;
}

async function fingerprintOf(client: Client, tables: readonly string[]) {
  const [shape] = (await client.query<{ hash: string; bytes: number }>(SHAPE)).rows;
  const hashes = [shape?.hash];
  for (const table of tables) {
    const sql = `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM ${table} AS t`;
    hashes.push((await client.query<{ hash: string }>(sql)).rows[0]?.hash);
  }
  return { fingerprint: hashes.join(' '), bytes: shape?.bytes ?? 0 };
}
