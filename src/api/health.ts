import { ERROR_CODES, type ErrorCode, isOrdinary } from '../core/domain/errors.ts';
import type { QueueInspector, QueueReport } from '../core/queue/inspector.ts';
import type { EngineConfig } from '../core/runtime/config.ts';
import type { Store } from '../core/store/index.ts';
import { inTime } from './in-time.ts';
import { remedyOf } from './remedies.ts';

export type Status = 'ok' | 'degraded' | 'down';

/** The component report of `GET /health`. */
export interface HealthReport {
  status: Status;
  version: string;
  uptimeSeconds: number;
  components: {
    /** How long the database took to answer, or not to. */
    database: { status: Status; latencyMs: number };
    queue: { status: Status } & QueueReport;
    worker: { status: Status; count: number; lastSeenSeconds: number | null };
    /** `error` and `fix` are there where the engine is not well: what it ended in last, and what to do about it. */
    engine: {
      status: Status;
      name: EngineConfig['name'];
      model: string | null;
      error?: ErrorCode;
      fix?: string;
    };
    slack: { status: Status; workspaces: number };
  };
}

export interface HealthDeps {
  store: Pick<Store, 'ping'> & {
    conversations: Pick<Store['conversations'], 'lastErrorCode'>;
    workspaces: Pick<Store['workspaces'], 'countByState'>;
    workerBeats: Pick<Store['workerBeats'], 'summary'>;
  };
  queue: Pick<QueueInspector, 'report'>;
  queueBackend: QueueReport['backend'];
  engine: EngineConfig;
  version: string;
  startedAt: Date;
  now(): Date;
}

/** A worker gives a sign every five seconds; after three missed ones it counts as gone. */
const WORKER_SEEN_MS = 20_000;
/** Work that waits longer than this is worth a look. */
const LONG_WAIT_SECONDS = 120;
/** What an engine that is not well ends in; declining one conversation is not among it. */
const ENGINE_FAULTS = ERROR_CODES.filter((code) => code.startsWith('engine_') && !isOrdinary(code));

/** Looks at every component, side by side; each look has a time limit of its own. */
export async function checkHealth(deps: HealthDeps): Promise<HealthReport> {
  const [database, queue, worker, engine, slack] = await Promise.all([
    checkDatabase(deps),
    checkQueue(deps),
    checkWorker(deps),
    checkEngine(deps),
    checkSlack(deps),
  ]);
  const components = { database, queue, worker, engine, slack };
  return {
    status: overall(components),
    version: deps.version,
    uptimeSeconds: secondsBetween(deps.startedAt, deps.now()),
    components,
  };
}

/** Down without a database; degraded while anything else is not well, since what is asked for is kept and done later. */
export function overall({
  database,
  ...others
}: Record<keyof HealthReport['components'], { status: Status }>): Status {
  if (database.status === 'down') return 'down';
  return [database, ...Object.values(others)].every(({ status }) => status === 'ok') ? 'ok' : 'degraded';
}

async function checkDatabase({ store }: HealthDeps): Promise<HealthReport['components']['database']> {
  const start = performance.now();
  const status: Status = await inTime(store.ping()).then(
    () => 'ok',
    () => 'down',
  );
  return { status, latencyMs: Math.round(performance.now() - start) };
}

async function checkQueue({
  queue,
  queueBackend,
  now,
}: HealthDeps): Promise<HealthReport['components']['queue']> {
  return inTime(queue.report(now())).then(
    (report) => ({ status: report.oldestWaitingSeconds > LONG_WAIT_SECONDS ? 'degraded' : 'ok', ...report }),
    () => ({
      status: 'down',
      backend: queueBackend,
      waiting: 0,
      active: 0,
      delayed: 0,
      failed: 0,
      oldestWaitingSeconds: 0,
    }),
  );
}

async function checkWorker({ store, now }: HealthDeps): Promise<HealthReport['components']['worker']> {
  const since = new Date(now().getTime() - WORKER_SEEN_MS);
  return inTime(store.workerBeats.summary(since)).then(
    ({ alive, lastSeenAt }) => ({
      status: alive > 0 ? 'ok' : 'down',
      count: alive,
      lastSeenSeconds: lastSeenAt && secondsBetween(lastSeenAt, now()),
    }),
    () => ({ status: 'down', count: 0, lastSeenSeconds: null }),
  );
}

/** The engine is asked nothing here, since a call costs money: what the last conversation ended in tells. */
async function checkEngine({ store, engine }: HealthDeps): Promise<HealthReport['components']['engine']> {
  const model = engine.name === 'bedrock' ? engine.modelId : null;
  const lastError = await inTime(store.conversations.lastErrorCode()).catch(() => null);
  const error = ENGINE_FAULTS.find((code) => code === lastError);
  if (error === undefined) return { status: 'ok', name: engine.name, model };
  return { status: 'degraded', name: engine.name, model, error, fix: remedyOf(error) };
}

/** A workspace that took Recall out is no fault: the metrics count it, and `recall doctor` names it. */
async function checkSlack({ store }: HealthDeps): Promise<HealthReport['components']['slack']> {
  return inTime(store.workspaces.countByState()).then(
    ({ active }) => ({ status: active === 0 ? 'down' : 'ok', workspaces: active }),
    () => ({ status: 'down', workspaces: 0 }),
  );
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}
