// Nine o'clock: many digests of many workspaces that are due in one minute, with an engine that answers at once, before simulated Slacks
// with Slack's limits, one for each workspace, everything in one process. How long they took, how long each workspace waited against the
// average, and how long a recap that a person asks for meanwhile takes against the same on an idle Recall.
// In `npm run bench` they are few; the whole of it are 10,000 of 500 workspaces over 240 seconds or more.
//   tsx bench/digests.ts [digests] [workspaces] [seconds that they are spread over]
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { migrateAll } from '../src/cli/start.ts';
import { createAccess } from '../src/core/display/access.ts';
import { createDigestDisplay } from '../src/core/display/digest.ts';
import { createRecapDisplay } from '../src/core/display/recap-display.ts';
import { NO_WISHES } from '../src/core/domain/conversation.ts';
import { inParallel } from '../src/core/domain/in-parallel.ts';
import { createQueueBackend } from '../src/core/queue/backend.ts';
import { createProducer } from '../src/core/queue/producer.ts';
import { loadConfig } from '../src/core/runtime/config.ts';
import { createEvents } from '../src/core/runtime/events.ts';
import { createLogger } from '../src/core/runtime/logger.ts';
import { createSlack } from '../src/core/slack/client.ts';
import { createPeople } from '../src/core/slack/people.ts';
import { createStore, type Store } from '../src/core/store/index.ts';
import { type Simulator, startSimulator } from '../src/simulator/index.ts';
import { createDigesting } from '../src/worker/digests/index.ts';
import { createHandlers } from '../src/worker/handlers.ts';
import { createRecapper } from '../src/worker/recap/index.ts';
import { runWorker } from '../src/worker/worker.ts';
import { quotingEngine } from '../tests/support/quoting-engine.ts';

const [digestCount = 500, workspaceCount = 50, spreadSeconds = 30] = process.argv.slice(2).map(Number);
const PER_WORKSPACE = Math.ceil(digestCount / workspaceCount);
const ASK_EVERY_MS = 2000;
const MAX_WAIT_MS = 60_000;
const AUTHOR = 'U0MARA';
const MINUTE_MS = 60_000;
/** So long it takes at most to set one digest up. */
const CREATING_MS = 3;

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
for (let index = 0; index < workspaceCount; index += 1) {
  const id = `T0${String(index).padStart(6, '0')}`;
  simulators.set(id, await startWorkspace(id));
}

const stopping = new AbortController();
const slackFor = (workspaceId: string, signal: AbortSignal = stopping.signal) => {
  const simulator = simulators.get(workspaceId);
  if (!simulator) throw new Error(`there is no workspace ${workspaceId}`);
  return createSlack({
    token: simulator.app.botToken,
    apiUrl: simulator.apiUrl,
    maxWaitMs: MAX_WAIT_MS,
    signal,
  });
};
const backend = createQueueBackend(config);
const producer = createProducer({ backend, onError: () => {} });
const display = createDigestDisplay({
  store,
  people,
  events,
  now,
  slackFor,
  access: createAccess({ store, people, now, slackFor }),
});
const access = { mayRead: async () => true };
const digesting = createDigesting({
  store,
  producer,
  people,
  display,
  events,
  now,
  slackFor,
  spreadMs: spreadSeconds * 1000,
});
const handlers = createHandlers({
  store,
  producer,
  recapper: createRecapper({
    store,
    engine: quotingEngine(),
    events,
    now,
    slackFor,
    access,
    monthlyBudgetUsd: 0,
    home: { refreshAbout: async () => {} },
    pace: { progress: { afterMs: MINUTE_MS, everyMs: MINUTE_MS }, lookEveryMs: MINUTE_MS },
  }),
  recaps: createRecapDisplay({ store, people, events, digests: display, slackFor }),
  reminding: { run: async () => {} },
  probing: { run: async () => {} },
  digesting,
  housekeeping: { run: async () => {}, purgeChannel: async () => {} },
  events,
  now,
  sweepAfterMs: 30_000,
});
const worker = runWorker({ backend, handlers, logger, concurrency: 8, jobTimeoutMs: 5 * MINUTE_MS });

const idle = await askFor(5);
const dueAt = await makeDigests(store);
await sleep(dueAt - Date.now());
const start = performance.now();
await digesting.open(stopping.signal);
const openedMs = performance.now() - start;
const asked: number[] = [];
let settled = 0;
while (settled < digestCount) {
  asked.push(...(await askFor(1)));
  await producer.enqueue('sweep', {}).catch(() => {});
  await sleep(ASK_EVERY_MS);
  settled = await countSettled();
}
const tookMs = performance.now() - start;
report();
await worker.close();
stopping.abort();
await producer.close();
await store.close();
for (const simulator of simulators.values()) await simulator.close();
await postgres.close();

async function startWorkspace(id: string): Promise<Simulator> {
  const said = Math.floor(Date.now() / 1000) - 3600;
  const channels = Array.from({ length: PER_WORKSPACE }, (_, index) => ({
    id: channelAt(index),
    name: `channel-${index}`,
    purpose: '',
    topic: '',
    isPrivate: false,
    members: [AUTHOR],
    appIsMember: true,
    messages: [0, 1, 2].map((message) => ({
      ts: `${said + message}.000100`,
      user: AUTHOR,
      text: 'We ship on Thursday.',
    })),
  }));
  const simulator = await startSimulator({
    rateLimits: 'slack',
    seed: {
      team: { id, name: id, domain: id.toLowerCase() },
      people: [{ id: AUTHOR, name: 'mara', realName: 'Mara' }],
      channels,
    },
  });
  const { botUserId, botId } = simulator.app;
  await store.workspaces.install({
    id,
    name: id,
    url: `https://${id.toLowerCase()}.slack.com/`,
    botUserId,
    botId,
    scopes: [],
  });
  return simulator;
}

function channelAt(index: number): string {
  return `C0${String(index).padStart(6, '0')}`;
}

/** All due in one minute that is to come. @returns which, in milliseconds since the epoch */
async function makeDigests({ digests }: Store): Promise<number> {
  const readyAt = Date.now() + digestCount * CREATING_MS + 5000;
  const due = new Date(Math.ceil(readyAt / MINUTE_MS) * MINUTE_MS);
  const schedule = {
    days: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] } as const,
    time: due.toISOString().slice(11, 16),
    timeZone: 'UTC',
  };
  await inParallel(Array(digestCount).keys(), 8, async (index) => {
    const workspaceId = [...simulators.keys()][index % workspaceCount] ?? '';
    const channelId = channelAt(Math.floor(index / workspaceCount));
    const place = { workspaceId, author: AUTHOR, channelIds: [channelId], postTo: channelId };
    const chosen = { isPersonal: false, covers: 'since_last', wishes: NO_WISHES, tellsQuiet: false } as const;
    await digests.create({ ...place, schedule, ...chosen }, now());
  });
  return due.getTime();
}

/** How long each of so many recaps takes that a person asks for, one after the other. */
async function askFor(times: number): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const askedAt = performance.now();
    const workspaceId = [...simulators.keys()][Math.floor(Math.random() * workspaceCount)] ?? '';
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
    while ((await store.conversations.standing(conversation.id))?.state !== 'done') await sleep(10);
    took.push(performance.now() - askedAt);
  }
  return took;
}

async function countSettled(): Promise<number> {
  let count = 0;
  for (const simulator of simulators.values()) count += postsIn(simulator).length;
  return count;
}

function postsIn({ world }: Simulator) {
  return Array.from({ length: PER_WORKSPACE }, (_, index) => world.timeline(channelAt(index)))
    .flat()
    .filter(({ metadata }) => metadata?.event_type === 'recall_digest');
}

function report(): void {
  const waits = [...simulators.values()].map((simulator) =>
    mean(postsIn(simulator).map(({ ts }) => Number(ts) * 1000 - dueAt)),
  );
  console.log(`${digestCount} digests of ${workspaceCount} workspaces, spread over ${spreadSeconds} s`);
  console.log(`posted: ${settled}, twice: ${settled - digestCount}`);
  console.log(
    `opened within ${(openedMs / 1000).toFixed(1)} s, all posted within ${(tookMs / spreadSeconds / 1000).toFixed(2)} × the spread`,
  );
  console.log(`longest wait of a workspace: ${(Math.max(...waits) / mean(waits)).toFixed(2)} × the average`);
  console.log(
    `a recap that a person asks for meanwhile, median: ${(median(asked) / 1000).toFixed(2)} s, ${(median(asked) / median(idle)).toFixed(1)} × the idle one`,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
