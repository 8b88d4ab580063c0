// How long a person waits: from the shortcut to the acknowledgement and to the recap, with an engine that answers at once,
// everything in one process, on both queues. The baseline is the same calls to the same simulated Slack without Recall.
//   npm run bench
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startBot } from '../src/bot/main.ts';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { migrateAll } from '../src/cli/start.ts';
import { loadConfig } from '../src/core/runtime/config.ts';
import { createLogger } from '../src/core/runtime/logger.ts';
import { SHORTCUT_RECALL_THREAD } from '../src/core/slack/ids.ts';
import { builtInTour, builtInWorkspace, type ThreadStop } from '../src/simulator/built-in/index.ts';
import { type Simulator, startSimulator, type WorkspaceSeed } from '../src/simulator/index.ts';
import { startWorker } from '../src/worker/main.ts';
import { quotingEngine } from '../tests/support/quoting-engine.ts';
import { startRedisServer } from '../tests/support/redis-server.ts';

const ROUNDS = 60;
const WARM_UP = 10;
const ANSWER_LIMIT_MS = 10_000;

interface Figures {
  acknowledged: number[];
  answered: number[];
}

const postgres = await startEmbeddedPostgres();
const redis = await startRedisServer();
const now = new Date();
const stop = builtInTour({ now }).shortcut;
try {
  const baseline = await measureBaseline();
  console.log('| queue | acknowledged, median | recap, median | recap, p95 | recap against baseline |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const redisUrl of [redis.url, undefined]) {
    const { acknowledged, answered } = await measure(redisUrl);
    const name = redisUrl ? 'Redis' : 'PostgreSQL';
    const ratio = (quantile(answered, 0.5) / baseline).toFixed(1);
    const cells = [
      name,
      ms(quantile(acknowledged, 0.5)),
      ms(quantile(answered, 0.5)),
      ms(quantile(answered, 0.95)),
      `${ratio} ×`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(
    `\nbaseline: ${ms(baseline)} for the Web API calls of one recap by themselves; ${ROUNDS} rounds each`,
  );
} finally {
  await redis.close();
  await postgres.close();
}

async function measure(redisUrl: string | undefined): Promise<Figures> {
  const simulator = await startSimulator({ seed: workspaceOfThreads() });
  const config = loadConfig(
    {
      DATABASE_URL: await createDatabase(redisUrl ? 'on_redis' : 'on_postgres'),
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: simulator.app.botToken,
      SLACK_SIGNING_SECRET: simulator.app.signingSecret,
      BOT_PORT: '0',
    },
    ['bot', 'worker'],
  );
  await migrateAll(config);
  const logger = createLogger({ level: 'silent', format: 'json' });
  const { signal } = new AbortController();
  const bot = await startBot({ config, logger, signal });
  const worker = await startWorker({ config, logger, signal, engine: quotingEngine() });
  simulator.connect(`${bot.url}/slack/events`);
  const figures: Figures = { acknowledged: [], answered: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const one = await recallOnce(simulator, round);
    if (round < WARM_UP) continue;
    figures.acknowledged.push(one.acknowledged);
    figures.answered.push(one.answered);
  }
  await Promise.all([bot.close(), worker.close()]);
  await simulator.close();
  return figures;
}

/** A database of its own for each queue, since what one knows is not new to the other. */
async function createDatabase(name: string): Promise<string> {
  const client = new Client(postgres.url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).toString();
}

async function recallOnce(
  simulator: Simulator,
  round: number,
): Promise<{ acknowledged: number; answered: number }> {
  const { channelId, askedBy }: ThreadStop = stop;
  const threadTs = beside(stop.threadTs, round);
  const start = performance.now();
  await simulator
    .as(askedBy)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: channelId, ts: threadTs });
  const acknowledged = performance.now() - start;
  while (performance.now() - start < ANSWER_LIMIT_MS) {
    const [own] = simulator.world
      .replies(channelId, threadTs)
      .filter(({ user }) => user === simulator.app.botUserId);
    if (own?.text.startsWith('Recap:')) return { acknowledged, answered: performance.now() - start };
    await sleep(1);
  }
  throw new Error(`no recap within ${ANSWER_LIMIT_MS} ms`);
}

/** The built-in workspace with the thread of the tour once for each round, since a second recap of a thread takes another way. */
function workspaceOfThreads(): WorkspaceSeed {
  const seed = builtInWorkspace({ now });
  const channels = seed.channels.map((channel) => {
    const thread = channel.messages.filter(({ threadTs }) => threadTs === stop.threadTs);
    const copies = Array.from({ length: WARM_UP + ROUNDS }, (_, round) =>
      thread.map((message) => ({
        ...message,
        ts: beside(message.ts, round),
        threadTs: beside(stop.threadTs, round),
      })),
    );
    const messages = copies.flat().toSorted((a, b) => Number(a.ts) - Number(b.ts));
    return thread.length === 0 ? channel : { ...channel, messages };
  });
  return { ...seed, channels };
}

/** The same timestamp some microseconds beside. */
function beside(ts: string, microseconds: number): string {
  const [whole, fraction] = ts.split('.');
  return `${whole}.${String((Number(fraction) + microseconds) % 1_000_000).padStart(6, '0')}`;
}

/** Reading the thread twice (its count, its messages), its channel, everyone in it once, posting and updating. */
async function measureBaseline(): Promise<number> {
  const simulator = await startSimulator({ seed: builtInWorkspace({ now }) });
  const { channelId: channel, threadTs } = stop;
  const call = async (method: string, args: Record<string, string>) => {
    const response = await fetch(`${simulator.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.app.botToken}` },
      body: new URLSearchParams(args),
    });
    return response.json() as Promise<{ ts?: string }>;
  };
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const start = performance.now();
    await call('conversations.replies', { channel, ts: threadTs, limit: '1' });
    const { ts = '' } = await call('chat.postMessage', { channel, thread_ts: threadTs, text: 'Reading…' });
    await Promise.all([
      call('conversations.info', { channel }),
      call('conversations.replies', { channel, ts: threadTs, limit: '200' }),
    ]);
    await call('chat.update', { channel, ts, text: 'Recap' });
    if (round >= WARM_UP) times.push(performance.now() - start);
  }
  await simulator.close();
  return quantile(times, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
