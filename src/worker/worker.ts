import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { asRecallError, RecallError } from '../core/domain/errors.ts';
import type { JobWorker, QueueBackend } from '../core/queue/backend.ts';
import { isJobName, JOBS, type JobName, LANES, type Lane } from '../core/queue/jobs.ts';
import { withContext } from '../core/runtime/context.ts';
import type { Closeable } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import type { Handlers } from './handlers.ts';
import { type JobRun, type Outcome, waitedSince } from './jobs/job-run.ts';
import { shareOut } from './slots.ts';
import { withTimeLimit } from './time-limit.ts';

const DEFAULT_GRACE_MS = 10_000;

export interface WorkerDeps {
  backend: QueueBackend;
  handlers: Handlers;
  logger: Logger;
  concurrency: number;
  /** Time limit of one job, in milliseconds. */
  jobTimeoutMs: number;
  /** How long a job's lock holds when its worker is gone, in milliseconds; then another worker takes the job. */
  lockMs?: number;
  /** How long jobs may go on after a stop was asked for, in milliseconds. */
  graceMs?: number;
}

const DEFAULT_LOCK_MS = 30_000;
/** A job whose worker vanished this often is failed; the sweep then tells the person. */
const MOST_STALLS = 3;

/** Takes jobs from the queue and runs their handlers. Closing lets running jobs finish for a while, then stops them. */
export function runWorker({
  backend,
  handlers,
  logger,
  concurrency,
  jobTimeoutMs,
  lockMs = DEFAULT_LOCK_MS,
  graceMs = DEFAULT_GRACE_MS,
}: WorkerDeps): Closeable {
  const settings = { lockDuration: lockMs, stalledInterval: lockMs / 2, maxStalledCount: MOST_STALLS };
  const onError = (err: Error) => logger.warn({ err }, 'the queue connection has trouble');
  const running = { interactive: 0, scheduled: 0 };
  const open = (lane: Lane) =>
    backend.openWorker(
      (job, token, signal) =>
        taken(lane, () =>
          withTimeLimit(signal, jobTimeoutMs, (limited) =>
            process(job, token ?? '', limited, handlers, logger),
          ),
        ),
      { ...settings, concurrency: shareOut(concurrency, running)[lane] },
      onError,
      lane,
    );
  const workers = { interactive: open('interactive'), scheduled: open('scheduled') };
  const share = () => {
    const shares = shareOut(concurrency, running);
    for (const lane of LANES) workers[lane].concurrency = shares[lane];
  };
  async function taken(lane: Lane, work: () => Promise<void>): Promise<void> {
    running[lane] += 1;
    share();
    try {
      await work();
    } finally {
      running[lane] -= 1;
      share();
    }
  }
  for (const lane of LANES) workers[lane].run().catch((err: Error) => onError(err));
  return {
    async close() {
      await Promise.all(LANES.map((lane) => closeGently(workers[lane], graceMs)));
    },
  };
}

async function process(
  job: Job,
  token: string,
  signal: AbortSignal,
  handlers: Handlers,
  logger: Logger,
): Promise<void> {
  const { name } = job;
  if (!isJobName(name)) {
    logger.error({ job: name }, 'dropped a job of an unknown kind');
    return;
  }
  const { attempts = 1 } = job.opts;
  const run = {
    signal,
    attempt: job.attemptsMade + 1,
    attemptsLeft: attempts - job.attemptsMade,
    waitedMs: waitedSince(job, Date.now()),
  };
  const outcome = await withContext({ work: `job ${name}` }, () =>
    handle(name, job.data, run, handlers).catch((cause: unknown): Outcome => {
      const error = asRecallError(cause);
      logger.error({ err: error }, 'a job ended unexpectedly');
      return { kind: 'retry', error };
    }),
  );
  await settle(outcome, job, token);
}

async function handle<Name extends JobName>(
  name: Name,
  data: unknown,
  run: JobRun,
  handlers: Handlers,
): Promise<Outcome> {
  const payload = JOBS[name].payload.safeParse(data);
  if (payload.success) return handlers[name](payload.data, run);
  const error = new RecallError('bad_input', `a ${name} job with a payload that is not one`, {
    cause: payload.error,
  });
  return { kind: 'failed', error };
}

/** The queue keeps what is thrown here, so that is the code alone: the words of an unexpected error may quote what was read. */
async function settle(outcome: Outcome, job: Job, token: string): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return;
    case 'wait':
      await job.moveToDelayed(Date.now() + outcome.waitMs, token);
      throw new DelayedError();
    case 'retry':
      throw new Error(outcome.error.code);
    case 'failed':
      throw new UnrecoverableError(outcome.error.code);
  }
}

async function closeGently(worker: JobWorker, graceMs: number): Promise<void> {
  const timer = setTimeout(() => worker.cancelAllJobs('stopping'), graceMs);
  try {
    await worker.close();
  } finally {
    clearTimeout(timer);
  }
}
