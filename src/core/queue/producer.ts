import type { JobsOptions } from 'bullmq';
import { RecallError } from '../domain/errors.ts';
import type { JobQueue, QueueBackend } from './backend.ts';
import {
  JOBS,
  type JobName,
  type JobSpec,
  LANES,
  type Lane,
  type PayloadOf,
  SCHEDULED_PRIORITY,
} from './jobs.ts';

const DEFAULT_DEADLINE_MS = 2000;
const JITTER = 0.5;

export type JobState = 'waiting' | 'active' | 'delayed' | 'failed' | 'completed' | 'missing';

const FINISHED: ReadonlySet<JobState> = new Set(['completed', 'failed']);
/** So many jobs are added in one call, for each of which there is the deadline. */
const AT_ONCE = 100;

export interface EnqueueOptions {
  /** Removes a finished job of the same id first. */
  again?: boolean;
  /** Whether nobody waits for it: it goes the way of what is scheduled. */
  isScheduled?: boolean;
  /** How long it is kept back, in milliseconds. */
  delayMs?: number;
}

/** One of many jobs of a kind. */
export interface Entry<Name extends JobName> {
  payload: PayloadOf<Name>;
  /** How long it is kept back, in milliseconds. */
  delayMs: number;
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
  /**
   * Adds many jobs that nobody waits for; each is queued once, as by `enqueue`.
   * @throws RecallError `queue_unavailable` where the queue did not take all of them; some may be there
   */
  enqueueAll<Name extends JobName>(name: Name, entries: readonly Entry<Name>[]): Promise<void>;
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
  const queues: { readonly [Each in Lane]: JobQueue } = {
    interactive: backend.openQueue(onError, 'interactive'),
    scheduled: backend.openQueue(onError, 'scheduled'),
  };
  return {
    async enqueue(name, payload, { again = false, isScheduled = false, delayMs } = {}) {
      const spec = JOBS[name];
      const data = spec.payload.parse(payload);
      const jobId = spec.jobId(data);
      const lane = isScheduled ? 'scheduled' : laneOf(spec);
      const queue = queues[lane];
      await withDeadline(deadlineMs, async () => {
        if (again && FINISHED.has(await readState(queue, jobId))) await queue.remove(jobId);
        await queue.add(name, data, {
          jobId,
          ...optionsOf(spec, lane),
          ...(delayMs === undefined ? {} : { delay: delayMs }),
        });
      });
    },
    async enqueueAll(name, entries) {
      const spec = JOBS[name];
      const jobs = entries.map(({ payload, delayMs: delay }) => {
        const data = spec.payload.parse(payload);
        return { name, data, opts: { jobId: spec.jobId(data), ...optionsOf(spec, 'scheduled'), delay } };
      });
      for (let from = 0; from < jobs.length; from += AT_ONCE) {
        await withDeadline(deadlineMs, () => queues.scheduled.addBulk(jobs.slice(from, from + AT_ONCE)));
      }
    },
    async stateOf(name, payload) {
      const jobId = JOBS[name].jobId(payload);
      const states = await withDeadline(deadlineMs, () =>
        Promise.all(LANES.map((lane) => readState(queues[lane], jobId))),
      );
      const present = states.filter((state) => state !== 'missing');
      return present.find((state) => !FINISHED.has(state)) ?? present[0] ?? 'missing';
    },
    async close() {
      await Promise.all(LANES.map((lane) => queues[lane].close()));
    },
  };
}

function laneOf<Payload>({ lane = 'interactive' }: JobSpec<Payload>): Lane {
  return lane;
}

function optionsOf<Payload>(spec: JobSpec<Payload>, lane: Lane): JobsOptions {
  const priority = lane === laneOf(spec) ? spec.priority : SCHEDULED_PRIORITY;
  return {
    attempts: spec.attempts,
    backoff: { type: 'exponential', delay: spec.backoffMs, jitter: JITTER },
    removeOnComplete: spec.keepDoneSeconds === 0 || { age: spec.keepDoneSeconds },
    removeOnFail: spec.keepFailedSeconds === 0 || { age: spec.keepFailedSeconds },
    ...(priority === undefined ? {} : { priority }),
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
