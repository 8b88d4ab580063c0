import type { JobsOptions } from 'bullmq';
import { RecallError } from '../domain/errors.ts';
import type { JobQueue, QueueBackend } from './backend.ts';
import { JOBS, type JobName, type JobSpec, type PayloadOf } from './jobs.ts';

const DEFAULT_DEADLINE_MS = 2000;
const JITTER = 0.5;

export type JobState = 'waiting' | 'active' | 'delayed' | 'failed' | 'completed' | 'missing';

const FINISHED: ReadonlySet<JobState> = new Set(['completed', 'failed']);

export interface EnqueueOptions {
  /** Removes a finished job of the same id first. */
  again?: boolean;
  /** In place of that of its kind; lower goes first. */
  priority?: number;
  /** How long it is kept back, in milliseconds. */
  delayMs?: number;
}

export interface Producer {
  /**
   * Adds a job; adding the same work twice queues it once. With `again`, a finished job of the same id is removed first; one
   * that waits or runs is left alone.
   * @throws RecallError `queue_unavailable` when the queue does not answer before the deadline; the job may still arrive
   */
  enqueue<Name extends JobName>(
    name: Name,
    payload: PayloadOf<Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** @throws RecallError `queue_unavailable` */
  stateOf<Name extends JobName>(name: Name, payload: PayloadOf<Name>): Promise<JobState>;
  close(): Promise<void>;
}

/** What adds jobs. Each call has a deadline of its own, since BullMQ waits for ever for a Redis that is away at the start. */
export function createProducer({
  backend,
  onError,
  deadlineMs = DEFAULT_DEADLINE_MS,
}: {
  backend: QueueBackend;
  onError: (error: Error) => void;
  deadlineMs?: number;
}): Producer {
  const queue = backend.openQueue(onError);
  return {
    async enqueue(name, payload, { again = false, priority, delayMs } = {}) {
      const spec = JOBS[name];
      const data = spec.payload.parse(payload);
      const jobId = spec.jobId(data);
      await withDeadline(deadlineMs, async () => {
        if (again && FINISHED.has(await readState(queue, jobId))) await queue.remove(jobId);
        await queue.add(name, data, {
          jobId,
          ...optionsOf(spec),
          ...(priority === undefined ? {} : { priority }),
          ...(delayMs === undefined ? {} : { delay: delayMs }),
        });
      });
    },
    async stateOf(name, payload) {
      const spec = JOBS[name];
      return withDeadline(deadlineMs, () => readState(queue, spec.jobId(payload)));
    },
    close: () => queue.close(),
  };
}

function optionsOf<Payload>(spec: JobSpec<Payload>): JobsOptions {
  return {
    attempts: spec.attempts,
    backoff: { type: 'exponential', delay: spec.backoffMs, jitter: JITTER },
    removeOnComplete: spec.keepDoneSeconds === 0 || { age: spec.keepDoneSeconds },
    removeOnFail: spec.keepFailedSeconds === 0 || { age: spec.keepFailedSeconds },
    ...(spec.priority === undefined ? {} : { priority: spec.priority }),
  };
}

async function readState(queue: JobQueue, jobId: string): Promise<JobState> {
  const state = await queue.getJobState(jobId);
  switch (state) {
    case 'active':
    case 'delayed':
    case 'failed':
    case 'completed':
      return state;
    case 'unknown':
      return 'missing';
    default:
      return 'waiting';
  }
}

/** Rejects with `queue_unavailable` where `work` fails or takes longer; late failures of `work` are dropped. */
export async function withDeadline<T>(deadlineMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([work(), deadline]);
  } catch (cause) {
    throw new RecallError('queue_unavailable', 'the queue did not take the call', { retryable: true, cause });
  } finally {
    clearTimeout(timer);
  }
}
