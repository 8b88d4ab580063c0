import {
  assertSchemaCompatibility,
  createPostgresBackend,
  type Processor,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Lane } from './jobs.ts';

const QUEUE_NAMES: { readonly [Each in Lane]: string } = {
  interactive: 'recall',
  scheduled: 'recall-scheduled',
};
const POSTGRES_SCHEMA = 'recall_queue';
const CONNECT_TIMEOUT_MS = 5000;
/** How long a producer's call may hang on a connection that fell silent. */
const ANSWER_TIMEOUT_MS = 20_000;

/** The parts of BullMQ's Queue that Recall uses; the same on both backends. */
export type JobQueue = Pick<
  Queue,
  'add' | 'addBulk' | 'remove' | 'getJobState' | 'getJobCounts' | 'getJobs' | 'close'
>;
/** The same for BullMQ's Worker. */
export type JobWorker = Pick<Worker, 'run' | 'close' | 'cancelAllJobs' | 'concurrency'>;
export type WorkerSettings = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'
>;

/** Where jobs are kept. What it opens reports lost connections to `onError` and goes on by itself. */
export interface QueueBackend {
  kind: 'redis' | 'postgres';
  /** `lane` is `interactive` where none is given. */
  openQueue(onError: (error: Error) => void, lane?: Lane): JobQueue;
  /** The same with all that BullMQ has to show of it. */
  openBoard(onError: (error: Error) => void, lane: Lane): Queue;
  openWorker(
    processor: Processor,
    settings: WorkerSettings,
    onError: (error: Error) => void,
    lane?: Lane,
  ): JobWorker;
  /** Rejects where opening now would fail for good: PostgreSQL must answer and be migrated first. */
  ready(): Promise<void>;
  /** Creates what the backend needs to store jobs; safe to repeat and when several processes start at once. */
  migrate(): Promise<void>;
}

/** Redis where `redisUrl` is given, else PostgreSQL, in a schema of BullMQ's own. */
export function createQueueBackend({
  redisUrl,
  databaseUrl,
}: {
  redisUrl: string | undefined;
  databaseUrl: string;
}): QueueBackend {
  return redisUrl ? redisBackend(redisUrl) : postgresBackend(databaseUrl);
}

function redisBackend(url: string): QueueBackend {
  // A producer must fail soon so that a person hears about it; a worker must wait for ever.
  const connect = (maxRetriesPerRequest: number | null, onError: (error: Error) => void) => {
    const client = new Redis(url, { maxRetriesPerRequest, connectTimeout: CONNECT_TIMEOUT_MS });
    client.on('error', onError);
    return client;
  };
  const open = (onError: (error: Error) => void, lane: Lane = 'interactive') => {
    const connection = connect(1, onError);
    const queue = new Queue(QUEUE_NAMES[lane], { connection });
    queue.on('error', onError);
    return closingWith(queue, connection);
  };
  return {
    kind: 'redis',
    openQueue: open,
    openBoard: open,
    openWorker(processor, settings, onError, lane = 'interactive') {
      const connection = connect(null, onError);
      const worker = new Worker(QUEUE_NAMES[lane], processor, { connection, autorun: false, ...settings });
      worker.on('error', onError);
      return closingWith(worker, connection);
    },
    ready: async () => {},
    migrate: async () => {},
  };
}

/** BullMQ leaves open a connection that it was given. */
function closingWith<T extends Queue | Worker>(part: T, connection: Redis): T {
  const close = part.close.bind(part);
  part.close = async () => {
    await Promise.race([close(), unreachable(connection)]);
    connection.disconnect();
  };
  return part;
}

/** Resolves when there is no connection over which a close could finish. */
async function unreachable(connection: Redis): Promise<void> {
  if (connection.status === 'ready')
    await new Promise<void>((resolve) => connection.once('close', () => resolve()));
}

function postgresBackend(url: string): QueueBackend {
  const classes = withBackend(createPostgresBackend);
  const connection = {
    connectionString: url,
    schema: POSTGRES_SCHEMA,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  const open = (onError: (error: Error) => void, lane: Lane = 'interactive') => {
    const queue = new classes.Queue(QUEUE_NAMES[lane], {
      connection: { ...connection, max: 3, query_timeout: ANSWER_TIMEOUT_MS },
    });
    queue.on('error', onError);
    return queue;
  };
  return {
    kind: 'postgres',
    openQueue: open,
    openBoard: (onError, lane) => asQueue(open(onError, lane)),
    openWorker(processor, settings, onError, lane = 'interactive') {
      const worker = new classes.Worker(QUEUE_NAMES[lane], processor, {
        connection,
        autorun: false,
        ...settings,
      });
      worker.on('error', onError);
      return worker;
    },
    ready: () =>
      withClient(url, async (client) => void (await assertSchemaCompatibility(client, POSTGRES_SCHEMA))),
    migrate: () => withClient(url, async (client) => void (await runMigrations(client, POSTGRES_SCHEMA))),
  };
}

/** What shows queues is typed for those on Redis, and takes any. */
function asQueue(queue: object): Queue {
  if (!(queue instanceof Queue)) throw new Error("BullMQ's queues have one class");
  return queue;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
