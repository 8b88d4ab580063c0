import type { JobQueue, QueueBackend } from './backend.ts';
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
  let queue: JobQueue | undefined;
  const opened = async () => {
    if (!queue) {
      await backend.ready();
      queue ??= backend.openQueue(onError);
    }
    return queue;
  };
  return {
    report: (now) => withDeadline(DEADLINE_MS, async () => readReport(backend, await opened(), now)),
    close: async () => queue?.close(),
  };
}

async function readReport(backend: QueueBackend, queue: JobQueue, now: Date): Promise<QueueReport> {
  const [counts, oldestWaiting, oldestPrioritized] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
    queue.getJobs(['waiting'], 0, 0, true),
    queue.getJobs(['prioritized'], 0, 0, true),
  ]);
  const added = [...oldestWaiting, ...oldestPrioritized].map((job) => job.timestamp);
  return {
    backend: backend.kind,
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    oldestWaitingSeconds:
      added.length === 0 ? 0 : Math.max(0, Math.round((now.getTime() - Math.min(...added)) / 1000)),
  };
}
