import { startApi } from '../../src/api/main.ts';
import { startBot } from '../../src/bot/main.ts';
import type { Engine } from '../../src/core/domain/engine.ts';
import { type Config, loadConfig } from '../../src/core/runtime/config.ts';
import type { HttpServer } from '../../src/core/runtime/http-server.ts';
import type { Closeable } from '../../src/core/runtime/lifecycle.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import {
  type Message,
  type Simulator,
  startSimulator,
  type WorkspaceSeed,
} from '../../src/simulator/index.ts';
import { type Pace, startWorker } from '../../src/worker/main.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { meetingWorkspace } from './meeting-workspace.ts';
import { quotingEngine } from './quoting-engine.ts';
import { TEST_PACE } from './recall-pace.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';

export type Backend = 'postgres' | 'redis';
export const BACKENDS: readonly Backend[] = ['postgres', 'redis'];

export interface RecallOptions {
  backend: Backend;
  seed?: WorkspaceSeed;
  /** An engine that quotes, by default; 'configured' makes the one that the environment asks for. */
  engine?: Engine | 'configured';
  environment?: Record<string, string>;
  /** The clock of the bot and the worker; the simulator keeps the real one. */
  now?: () => Date;
  /** Intervals of the worker that a test shortens. */
  pace?: Partial<Pace>;
  /** Which of the services are started; all by default. */
  services?: readonly ('bot' | 'worker' | 'api')[];
}

/** A whole Recall in this process, on real services, in front of a simulated Slack. */
export interface RecallUnderTest {
  simulator: Simulator;
  database: TestDatabase;
  redis: RedisServer | null;
  store: Store;
  config: Config;
  /** What another process needs to be part of the same Recall. */
  environment: Record<string, string>;
  botUrl: string;
  apiUrl: string;
  /** Every log line so far, as JSON. */
  logLines: readonly string[];
  startWorker(): Promise<Closeable>;
  stopWorker(): Promise<void>;
  /** Recall's own messages in a thread, oldest first. */
  inThread(channelId: string, threadTs: string): readonly Message[];
  /** Recall's messages in the direct conversation with a person, oldest first. */
  inDirectMessage(userId: string): readonly Message[];
  /** States of all conversations, by id. */
  states(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startRecall(options: RecallOptions): Promise<RecallUnderTest> {
  const {
    backend,
    seed = meetingWorkspace(),
    engine = quotingEngine(),
    services = ['bot', 'worker', 'api'],
  } = options;
  const database = await createTestDatabase();
  const redis = backend === 'redis' ? await startRedisServer() : null;
  const simulator = await startSimulator({ seed, retryDelaysMs: [0, 50, 100] });
  const logLines: string[] = [];
  const logger = createLogger(
    { level: 'debug', format: 'json' },
    { write: (line) => void logLines.push(line) },
  );
  const environment = { ...environmentOf({ simulator, database, redis }), ...options.environment };
  const config = loadConfig(environment, ['bot', 'worker', 'api']);
  const store = createStore({ databaseUrl: database.url });
  const stopping = new AbortController();
  const { now } = options;
  const common = { config, logger, signal: stopping.signal, ...(now ? { now } : {}) };
  const workers: Closeable[] = [];
  const startOne = async () => {
    const worker = await startWorker({
      ...common,
      ...(engine === 'configured' ? {} : { engine }),
      pace: { ...TEST_PACE, ...options.pace },
    });
    workers.push(worker);
    return worker;
  };
  const bot = services.includes('bot') ? await startBot(common) : null;
  const api = services.includes('api') ? await startApi(common) : null;
  if (services.includes('worker')) await startOne();
  if (bot) simulator.connect(`${bot.url}/slack/events`);
  const stopWorker = async () => {
    await closeAll(workers.splice(0));
  };
  return {
    simulator,
    database,
    redis,
    store,
    config,
    environment,
    botUrl: bot?.url ?? '',
    apiUrl: api?.url ?? '',
    logLines,
    startWorker: startOne,
    stopWorker,
    inThread: (channelId, threadTs) => ownIn(simulator, simulator.world.replies(channelId, threadTs)),
    inDirectMessage(userId) {
      const direct = simulator.world.directChannel(userId);
      return direct ? ownIn(simulator, simulator.world.timeline(direct.id)) : [];
    },
    async states() {
      const rows = await database.query<{ state: string }>('SELECT state FROM "Conversation" ORDER BY id');
      return rows.map(({ state }) => state);
    },
    async close() {
      stopping.abort();
      await closeAll([api, bot, ...workers]);
      await store.close();
      await simulator.close();
      await redis?.close();
      await database.drop();
    },
  };
}

function environmentOf({
  simulator,
  database,
  redis,
}: Pick<RecallUnderTest, 'simulator' | 'database' | 'redis'>) {
  return {
    DATABASE_URL: database.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    SLACK_API_URL: simulator.apiUrl,
    SLACK_BOT_TOKEN: simulator.app.botToken,
    SLACK_SIGNING_SECRET: simulator.app.signingSecret,
    BOT_PORT: '0',
    API_PORT: '0',
  };
}

function ownIn({ app }: Simulator, messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ user }) => user === app.botUserId);
}

async function closeAll(parts: readonly (Closeable | HttpServer | null)[]): Promise<void> {
  await Promise.all(parts.map((part) => part?.close()));
}
