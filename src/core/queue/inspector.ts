import type { JobQueue, QueueBackend } from './backend.ts';
import { LANES } from './jobs.ts';
import { withDeadline } from './producer.ts';

const DEADLINE_MS = 2000;

export interface QueueReport {
  backend: QueueBackend['kind'];
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  oldestWaitingSeconds: number;
}

export interface QueueInspector {
  /** @throws RecallError `queue_unavailable` */
  report(now: Date): Promise<QueueReport>;
  close(): Promise<void>;
}

/** What tells how full the queue is. Opens the queue when it is first asked and the queue can be opened. */
export function createQueueInspector({
  backend,
  onError,
}: {
  backend: QueueBackend;
  onError: (error: Error) => void;
}): QueueInspector {
  let queues: readonly JobQueue[] | undefined;
  const opened = async () => {
    if (!queues) {
      await backend.ready();
      queues ??= LANES.map((lane) => backend.openQueue(onError, lane));
    }
    return queues;
  };
  return {
    report: (now) =>
      withDeadline(DEADLINE_MS, async () => {
        const counts = await Promise.all((await opened()).map(countsOf));
        return reportOf(backend, counts, now);
      }),
    async close() {
      await Promise.all((queues ?? []).map((queue) => queue.close()));
    },
  };
}

interface Counts {
  counts: Readonly<Record<string, number>>;
  /** When the jobs that are first in turn were added, in milliseconds since the epoch. */
  added: readonly number[];
}

async function countsOf(queue: JobQueue): Promise<Counts> {
  const [counts, oldestWaiting, oldestPrioritized] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
    queue.getJobs(['waiting'], 0, 0, true),
    queue.getJobs(['prioritized'], 0, 0, true),
  ]);
  return { counts, added: [...oldestWaiting, ...oldestPrioritized].map((job) => job.timestamp) };
}

function reportOf({ kind: backend }: QueueBackend, lanes: readonly Counts[], now: Date): QueueReport {
  const sum = (state: string) => lanes.reduce((total, { counts }) => total + (counts[state] ?? 0), 0);
  const added = lanes.flatMap((lane) => lane.added);
  return {
    backend,
    waiting: sum('waiting') + sum('prioritized'),
    active: sum('active'),
    delayed: sum('delayed'),
    failed: sum('failed'),
    oldestWaitingSeconds:
      added.length === 0 ? 0 : Math.max(0, Math.round((now.getTime() - Math.min(...added)) / 1000)),
  };
}
