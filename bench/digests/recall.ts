import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/cli/demo/postgres.ts';
import { migrateAll } from '../../src/cli/start.ts';
import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { createProducer } from '../../src/core/queue/producer.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createEvents } from '../../src/core/runtime/events.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { createSlack } from '../../src/core/slack/client.ts';
import { createPeople } from '../../src/core/slack/people.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import type { Simulator } from '../../src/simulator/index.ts';
import { createDigesting } from '../../src/worker/digests/index.ts';
import { createHandlers } from '../../src/worker/handlers.ts';
import { runWorker } from '../../src/worker/worker.ts';
import { createWorkspaceParts } from '../../src/worker/workspace-parts.ts';
import { quotingEngine } from '../../tests/support/quoting-engine.ts';

const MAX_WAIT_MS = 60_000;
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 10;
/** Who sets everything up, and asks. */
export const AUTHOR = 'U0MARA';

/** A worker on a PostgreSQL of its own, for many workspaces. */
export interface BenchRecall {
  store: Store;
  /** Has a workspace's calls go to its Slack. */
  connect(workspaceId: string, simulator: Simulator): void;
  /** Opens what is due. */
  open(): Promise<void>;
  sweep(): Promise<void>;
  /** How long a recap takes that somebody asks for of the workspace's first channel, in milliseconds. */
  askIn(workspaceId: string): Promise<number>;
  close(): Promise<void>;
}

export function channelAt(index: number): string {
  return `C0${String(index).padStart(6, '0')}`;
}

export async function startBenchRecall({ spreadMs }: { spreadMs: number }): Promise<BenchRecall> {
  const now = () => new Date();
  const logger = createLogger({ level: 'silent', format: 'json' });
  const events = createEvents(logger);
  const people = createPeople({ now });
  const postgres = await startEmbeddedPostgres();
  const config = loadConfig(
    { DATABASE_URL: postgres.url, SLACK_BOT_TOKEN: 'xoxb-none', SLACK_SIGNING_SECRET: '0'.repeat(32) },
    ['worker'],
  );
  await migrateAll(config);
  const store = createStore({ databaseUrl: postgres.url, max: 20 });
  const simulators = new Map<string, Simulator>();
  const stopping = new AbortController();
  const slackFor = (workspaceId: string, signal: AbortSignal = stopping.signal) => {
    const simulator = simulators.get(workspaceId);
    if (!simulator) throw new Error(`there is no workspace ${workspaceId}`);
    const { app, apiUrl } = simulator;
    return createSlack({ token: app.botToken, apiUrl, maxWaitMs: MAX_WAIT_MS, signal });
  };
  const backend = createQueueBackend(config);
  const producer = createProducer({ backend, onError: () => {} });
  const parts = createWorkspaceParts({
    ...{ store, engine: quotingEngine(), people, events, now, patient: slackFor, prompt: slackFor },
    monthlyBudgetUsd: 0,
    pace: {
      recap: { progress: { afterMs: MINUTE_MS, everyMs: MINUTE_MS }, lookEveryMs: MINUTE_MS },
      digestStaleMs: 2 * MINUTE_MS,
    },
  });
  const digesting = createDigesting({
    ...{ store, producer, people, events, now, slackFor, display: parts.digests, spreadMs },
  });
  const handlers = createHandlers({
    ...{ store, producer, recapper: parts.recapper, recaps: parts.recaps, digesting, events, now },
    reminding: { run: async () => {} },
    probing: { run: async () => {} },
    housekeeping: { run: async () => {}, purgeChannel: async () => {}, erasePerson: async () => {} },
    sweepAfterMs: 30_000,
  });
  const worker = runWorker({ backend, handlers, logger, concurrency: 8, jobTimeoutMs: 5 * MINUTE_MS });

  return {
    store,
    connect: (workspaceId, simulator) => void simulators.set(workspaceId, simulator),
    open: () => digesting.open(stopping.signal),
    sweep: () => producer.enqueue('sweep', {}).catch(() => {}),
    async askIn(workspaceId) {
      const askedAt = performance.now();
      const { conversation } = await store.conversations.pickUp(
        {
          workspaceId,
          channel: { id: channelAt(0), name: 'channel-0' },
          source: { kind: 'channel', from: new Date(Date.now() - 120 * MINUTE_MS), to: now(), limit: null },
          trigger: 'command',
          audience: 'private',
          askedBy: AUTHOR,
          wishes: NO_WISHES,
          follows: null,
          eventKey: `bench-${askedAt}`,
        },
        now(),
      );
      await producer.enqueue('recap', { conversationId: conversation.id }).catch(() => {});
      while ((await store.conversations.standing(conversation.id))?.state !== 'done')
        await sleep(LOOK_EVERY_MS);
      return performance.now() - askedAt;
    },
    async close() {
      await worker.close();
      stopping.abort();
      await producer.close();
      await store.close();
      await postgres.close();
    },
  };
}
