import type { Queue } from 'bullmq';
import type { QueueBackend } from './backend.ts';
import { LANES } from './jobs.ts';
import { withDeadline } from './producer.ts';

export interface QueueBoard {
  /** The queues themselves, opened when first asked for. @throws RecallError `queue_unavailable` */
  queues(): Promise<readonly Queue[]>;
  close(): Promise<void>;
}

const DEADLINE_MS = 2000;

/** What pages that show the queue itself are made of. */
export function createQueueBoard({
  backend,
  onError,
}: {
  backend: QueueBackend;
  onError: (error: Error) => void;
}): QueueBoard {
  let opened: readonly Queue[] | undefined;
  return {
    queues: () =>
      withDeadline(DEADLINE_MS, async () => {
        if (!opened) {
          await backend.ready();
          opened ??= LANES.map((lane) => backend.openBoard(onError, lane));
        }
        return opened;
      }),
    async close() {
      await Promise.all((opened ?? []).map((queue) => queue.close()));
    },
  };
}
