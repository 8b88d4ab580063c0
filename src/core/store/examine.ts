import { Client } from 'pg';
import { RecallError } from '../domain/errors.ts';
import { readSchemaState, type SchemaState } from './migrate.ts';

export interface DatabaseExamination {
  /** Such as `16.4`. */
  version: string;
  isNewEnough: boolean;
  bytes: number;
  schema: SchemaState;
}

/** PostgreSQL 14, in the number that it gives itself. */
const OLDEST_NUMBER = 140_000;
const CONNECT_TIMEOUT_MS = 5000;

/**
 * What an operator has to know of the database.
 * @throws RecallError `database_unavailable`: retryable while it is away; not, where it refuses who asks
 */
export async function examineDatabase(databaseUrl: string): Promise<DatabaseExamination> {
  const [server, schema] = await Promise.all([askServer(databaseUrl), readSchemaState({ databaseUrl })]);
  return { ...server, schema };
}

async function askServer(connectionString: string): Promise<Omit<DatabaseExamination, 'schema'>> {
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number; bytes: number }>(
      `SELECT current_setting('server_version') AS "version", current_setting('server_version_num')::int AS "number",
        pg_database_size(current_database())::float8 AS "bytes"`,
    );
    const { version = '', number = 0, bytes = 0 } = rows[0] ?? {};
    return { version: version.split(' ')[0] ?? '', isNewEnough: number >= OLDEST_NUMBER, bytes };
  } catch (cause) {
    const { message, code = '' } = reasonOf(cause);
    throw new RecallError('database_unavailable', `the database cannot be reached: ${message}`, {
      retryable: !REFUSALS.test(code),
      cause,
    });
  } finally {
    await client.end().catch(() => {});
  }
}

/** PostgreSQL's class of codes for who may not in: a wrong name or password. A database that is not there may still be made. */
const REFUSALS = /^28/;

function reasonOf(cause: unknown): { message: string; code?: string } {
  const error: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(error instanceof Error)) return { message: 'for no known reason' };
  return { message: error.message, ...('code' in error ? { code: String(error.code) } : {}) };
}
