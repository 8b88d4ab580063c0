import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { SPREAD_MS } from '../core/domain/digest/digest.ts';
import { PACE_MS } from '../core/domain/digest/spread.ts';
import type { Engine } from '../core/domain/engine.ts';
import { createInstallations } from '../core/installations/index.ts';
import { createQueueBackend } from '../core/queue/backend.ts';
import { createProducer } from '../core/queue/producer.ts';
import { untilReady } from '../core/queue/until-ready.ts';
import type { Config } from '../core/runtime/config.ts';
import { createEvents, type Events } from '../core/runtime/events.ts';
import { startInterval } from '../core/runtime/interval.ts';
import { type AddPart, type Closeable, startParts } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { vaultOf } from '../core/runtime/vault.ts';
import { createPeople } from '../core/slack/people.ts';
import { createStore } from '../core/store/index.ts';
import { untilMigrated } from '../core/store/migrate.ts';
import { createDigesting } from './digests/index.ts';
import { createEngine } from './engines/index.ts';
import { createHandlers } from './handlers.ts';
import { createHousekeeping } from './housekeeping/index.ts';
import { keepingBooks } from './keeping-books.ts';
import { createProbing } from './probe.ts';
import type { RecapPace } from './recap/index.ts';
import { createReminding } from './reminders/index.ts';
import { runWorker } from './worker.ts';
import { createWorkspaceParts } from './workspace-parts.ts';

/** How long one call may wait for Slack's rate limits before its job is put aside, in milliseconds. */
const MAX_WAIT_MS = 60_000;
/** The same for App Homes, which are brought up to date again at the next occasion. */
const MAX_HOME_WAIT_MS = 3000;
const BEAT_EVERY_MS = 5000;

export interface WorkerOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
  engine?: Engine;
  events?: Events;
  /** Intervals in milliseconds. */
  pace?: Pace;
}

export interface Pace {
  /** How often the sweep looks, and how long a conversation must be untouched before it is looked after. */
  sweepEveryMs: number;
  sweepAfterMs: number;
  /** How often it is looked whether somebody is to be reminded. */
  remindEveryMs: number;
  /** How long the jobs of a worker that is gone stay locked. */
  lockMs: number;
  /** How long running jobs may go on once a stop was asked for. */
  graceMs: number;
  /**
   * How often it is looked whether a digest is due, over how long those of one minute are spread, and how far apart the channels of one
   * workspace are read at least.
   */
  digestsEveryMs: number;
  digestSpreadMs: number;
  digestPaceMs: number;
  /** How long a worker may be silent that posts a digest. */
  digestStaleMs: number;
  /** How often what is over its time is deleted. */
  housekeepingEveryMs: number;
  recap: RecapPace;
}

const DEFAULT_PACE: Pace = {
  sweepEveryMs: 15_000,
  sweepAfterMs: 30_000,
  remindEveryMs: 60_000,
  lockMs: 30_000,
  graceMs: 10_000,
  digestsEveryMs: 10_000,
  digestSpreadMs: SPREAD_MS,
  digestPaceMs: PACE_MS,
  digestStaleMs: 2 * 60_000,
  housekeepingEveryMs: 10 * 60_000,
  recap: { progress: { afterMs: 2000, everyMs: 3000 }, lookEveryMs: 1000 },
};

/** The worker: takes conversations from the queue, reads them, asks the engine, posts the recap. */
export async function startWorker(options: WorkerOptions): Promise<Closeable> {
  const { config, signal, logger } = options;
  const onWait = (what: string) => logger.info(`waiting: ${what}`);
  await untilMigrated({ databaseUrl: config.databaseUrl, signal, onWait });
  return startParts(logger, (add) => start(options, add));
}

async function start(options: WorkerOptions, add: AddPart): Promise<{ id: string }> {
  const { config, logger, signal, now = () => new Date(), pace = DEFAULT_PACE } = options;
  const store = add(createStore({ databaseUrl: config.databaseUrl, ...vaultOf(config) }));
  const backend = createQueueBackend(config);
  await untilReady({ backend, signal });
  const producer = add(
    createProducer({
      backend,
      onError: (err) => logger.warn({ err }, 'the queue connection has trouble'),
    }),
  );
  const events = options.events ?? createEvents(logger);
  const engine =
    options.engine ?? (await createEngine(config.engine, { logger, now, ...keepingBooks(store, now) }));
  const { slackFor } = createInstallations({ store, config, events, now });
  const waitingUpTo = (maxWaitMs: number) => (workspaceId: string, work?: AbortSignal) =>
    slackFor(workspaceId, { maxWaitMs, signal: work ?? signal });
  const [patient, prompt] = [waitingUpTo(MAX_WAIT_MS), waitingUpTo(MAX_HOME_WAIT_MS)];
  const people = createPeople({ now });
  const parts = createWorkspaceParts({
    ...{ store, engine, people, events, now, patient, prompt, pace },
    monthlyBudgetUsd: config.monthlyBudgetUsd,
  });
  const handlers = createHandlers({
    store,
    producer,
    recapper: parts.recapper,
    recaps: parts.recaps,
    reminding: createReminding({ store, partOf: parts.of, people, events, now, slackFor: prompt }),
    digesting: createDigesting({
      ...{ store, producer, people, events, now, slackFor: prompt },
      display: parts.digests,
      spreadMs: pace.digestSpreadMs,
      paceMs: pace.digestPaceMs,
    }),
    housekeeping: createHousekeeping({ store, events, now, retentionDays: config.retentionDays }),
    probing: createProbing({ store, engine, now }),
    events,
    now,
    sweepAfterMs: pace.sweepAfterMs,
  });
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  add({ close: () => store.workerBeats.remove(id) });
  add(
    startInterval({
      everyMs: BEAT_EVERY_MS,
      work: () => store.workerBeats.beat(id, now()),
      onError: (err) => logger.warn({ err }, 'no sign of life could be given'),
    }),
  );
  const { lockMs, graceMs } = pace;
  add(runWorker({ backend, handlers, logger, ...config.worker, lockMs, graceMs }));
  for (const { job, everyMs } of lookingAround(pace)) {
    add(
      startInterval({
        everyMs,
        work: () => producer.enqueue(job, {}),
        onError: (err) => logger.warn({ err, job }, 'what looks around could not be queued'),
      }),
    );
  }
  return { id };
}

/** The jobs that look for what is to be done, and how often. */
function lookingAround(pace: Pace) {
  return [
    { job: 'sweep', everyMs: pace.sweepEveryMs },
    { job: 'digests', everyMs: pace.digestsEveryMs },
    { job: 'remind', everyMs: pace.remindEveryMs },
    { job: 'housekeeping', everyMs: pace.housekeepingEveryMs },
  ] as const;
}
