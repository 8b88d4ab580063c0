import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { RecallError } from '../domain/errors.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

const CONNECT_TIMEOUT_MS = 3000;
const STATEMENT_TIMEOUT_MS = 15_000;
/** How long to wait on a connection that fell silent; longer than the server's own limit. */
const DEFAULT_ANSWER_TIMEOUT_MS = 20_000;
const TRANSACTION_TIMEOUT_MS = 10_000;

const UNREACHABLE_CODES = new Set([
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);
const UNREACHABLE_MESSAGE = new RegExp(
  [
    "Can't reach database",
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Connection terminated',
    'terminating connection',
    'ECONN',
    'the database system is',
    'not currently accepting connections',
    'too many (?:connections|clients)',
    'remaining connection slots',
  ].join('|'),
  'i',
);

/** The database, with errors turned into RecallErrors at this edge. */
export type Db = ReturnType<typeof createDb>;
/** What a statement inside a transaction is run on. */
export type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0];

export interface DbOptions {
  databaseUrl: string;
  /** Number of pooled connections. */
  max?: number;
  /** How long one answer of the database may take, in milliseconds. */
  answerTimeoutMs?: number;
}

/** Connects on first use. */
export function createDb({ databaseUrl, max = 10, answerTimeoutMs = DEFAULT_ANSWER_TIMEOUT_MS }: DbOptions) {
  const adapter = new PrismaPg(
    {
      connectionString: databaseUrl,
      max,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: answerTimeoutMs,
      idleTimeoutMillis: 60_000,
    },
    { onPoolError: () => {}, onConnectionError: () => {} },
  );
  const client = new PrismaClient({
    adapter,
    transactionOptions: { timeout: TRANSACTION_TIMEOUT_MS, maxWait: CONNECT_TIMEOUT_MS },
  });
  return client.$extends({
    client: {
      /** The workspace that everything is bound to; null where nothing is. See scope.ts */
      $scope: (): string | null => null,
    },
    query: {
      async $allOperations({ query, args }) {
        try {
          return await query(args);
        } catch (error) {
          throw classifyDbError(error);
        }
      },
    },
  });
}

const transaction = new AsyncLocalStorage<Tx>();

/** The transaction that is being worked in; `db` where there is none. */
export function atWork(db: Db): Db | Tx {
  return transaction.getStore() ?? db;
}

/** Runs `work` in one transaction, so that either all of it is stored or nothing. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.$transaction((tx) => transaction.run(tx, () => work(tx)));
  } catch (error) {
    throw classifyDbError(error);
  }
}

/** True for the error that an insert of a key that is there already ends in. */
export function isAlreadyThere(error: unknown): boolean {
  const cause = error instanceof RecallError ? error.cause : error;
  return cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === 'P2002';
}

/**
 * A database that is away is `database_unavailable` (retryable); a lost race is `internal` and retryable; what is left is a
 * fault of ours. Pool exhaustion and connections cut by a restart come as plain Errors without a code, so their message decides.
 */
function classifyDbError(error: unknown): unknown {
  if (error instanceof RecallError) return error;
  if (!(error instanceof Error))
    return new RecallError('internal', 'the database client threw no Error', { cause: error });
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNREACHABLE_CODES.has(code) || UNREACHABLE_MESSAGE.test(`${error.name} ${error.message}`)) {
    return new RecallError('database_unavailable', 'the database did not answer', {
      retryable: true,
      cause: error,
    });
  }
  return new RecallError('internal', `the database refused a statement (${code || error.name})`, {
    retryable: code === 'P2034',
    cause: error,
  });
}
