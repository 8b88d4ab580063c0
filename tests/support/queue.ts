import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { createQueueBackend, type QueueBackend } from '../../src/core/queue/backend.ts';
import { createQueueInspector, type QueueInspector } from '../../src/core/queue/inspector.ts';
import { createProducer, type Producer } from '../../src/core/queue/producer.ts';
import type { Closeable } from '../../src/core/runtime/lifecycle.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import type { JobRun, Outcome } from '../../src/worker/jobs/job-run.ts';
import { runWorker } from '../../src/worker/worker.ts';
import { createTestDatabase } from './database.ts';
import type { Backend } from './recall.ts';
import { startRedisServer } from './redis-server.ts';

/** What keeps the jobs; it can be taken away and brought back. */
interface Service {
  redisUrl?: string;
  databaseUrl: string;
  goAway(): Promise<void>;
  /** Redis comes back empty. */
  comeBack(): Promise<void>;
  remove(): Promise<void>;
}

/** A queue of the test's own, which is closed and removed when the test ends. */
export interface QueueUnderTest extends Pick<Service, 'goAway' | 'comeBack'> {
  backend: QueueBackend;
  producer: Producer;
  inspector: QueueInspector;
  /** Starts a worker that ends each recap job as told. */
  work(end: (run: JobRun) => Outcome | Promise<Outcome>): WorkerUnderTest;
}

export interface WorkerUnderTest extends Closeable {
  /** What it was given so far, oldest first. */
  runs: readonly { conversationId: string; attempt: number; attemptsLeft: number }[];
  logLines: readonly string[];
}

/** A handler that goes on until it is told to stop. */
export async function untilStopped({ signal }: JobRun): Promise<Outcome> {
  if (!signal.aborted) await once(signal, 'abort');
  return { kind: 'wait', waitMs: 0 };
}

export async function startQueue(kind: Backend): Promise<QueueUnderTest> {
  const { redisUrl, databaseUrl, remove, ...service } = await startService(kind);
  const parts: Closeable[] = [];
  onTestFinished(async () => {
    await Promise.all(parts.map((part) => part.close()));
    await remove();
  });
  const open = <T extends Closeable>(part: T): T => {
    parts.push(part);
    return part;
  };
  const backend = createQueueBackend({ redisUrl, databaseUrl });
  const onError = () => {};
  return {
    ...service,
    backend,
    producer: open(createProducer({ backend, onError })),
    inspector: open(createQueueInspector({ backend, onError })),
    work: (end) => open(startWorker(backend, end)),
  };
}

async function startService(kind: Backend): Promise<Service> {
  if (kind === 'redis') {
    const { url, kill, restart, close } = await startRedisServer();
    return {
      redisUrl: url,
      databaseUrl: 'postgresql://not-used',
      goAway: kill,
      comeBack: restart,
      remove: close,
    };
  }
  const { url, goAway, comeBack, drop } = await createTestDatabase();
  return { databaseUrl: url, goAway, comeBack, remove: drop };
}

function startWorker(
  backend: QueueBackend,
  end: (run: JobRun) => Outcome | Promise<Outcome>,
): WorkerUnderTest {
  const runs: { conversationId: string; attempt: number; attemptsLeft: number }[] = [];
  const logLines: string[] = [];
  const worker = runWorker({
    backend,
    handlers: {
      async recap({ conversationId }, run) {
        const { attempt, attemptsLeft } = run;
        runs.push({ conversationId, attempt, attemptsLeft });
        return end(run);
      },
      sweep: async () => ({ kind: 'done' }),
      show: async () => ({ kind: 'done' }),
      digest: async () => ({ kind: 'done' }),
      digests: async () => ({ kind: 'done' }),
      tell_paused: async () => ({ kind: 'done' }),
      remind: async () => ({ kind: 'done' }),
      housekeeping: async () => ({ kind: 'done' }),
      purge_channel: async () => ({ kind: 'done' }),
      erase_person: async () => ({ kind: 'done' }),
      probe: async () => ({ kind: 'done' }),
    },
    logger: createLogger({ level: 'info', format: 'json' }, { write: (line) => void logLines.push(line) }),
    concurrency: 2,
    jobTimeoutMs: 60_000,
    lockMs: 2000,
    graceMs: 200,
  });
  return { runs, logLines, close: worker.close };
}
