import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { startWorker } from '../../src/worker/main.ts';
import { describeWithRedis } from '../support/backends.ts';
import { copyDatabase, type TestDatabase } from '../support/database.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { TEST_PACE } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

const DONE_BEFORE = launchThread(45);
const OPEN = launchThread();
const rootOf = ([first]: typeof OPEN) => first?.ts ?? '';

/** docs/operating.md, “Restore”: a database of some time ago, an empty queue, and a Slack that has gone on since. */
describeWithRedis('a Recall that is restored', () => {
  let recall: RecallUnderTest;
  let restored: TestDatabase;
  const ending: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: [...DONE_BEFORE, ...OPEN] });
    recall = await startRecall({ backend: 'redis', seed, services: ['bot'] });
    ending.push(() => recall.close());
    await recall.startWorker();
    await ask(DONE_BEFORE);
    await until(async () => (await recall.states()).join() === 'done');
    await recall.stopWorker();
    await ask(OPEN);
    restored = await copyDatabase(recall.database);
    ending.push(() => restored.drop());
    await recall.startWorker();
    await until(async () => (await recall.states()).join() === 'done,done');
    await recall.stopWorker();
    await recall.redis?.wipe();
  });
  afterAll(async () => {
    for (const end of ending.reverse()) await end();
  });

  const ask = (thread: typeof OPEN) =>
    recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootOf(thread) });
  const posts = () => recall.simulator.calls.filter(({ method }) => method === 'chat.postMessage').length;
  const messages = () => [DONE_BEFORE, OPEN].map((thread) => recall.inThread(GENERAL, rootOf(thread)));

  async function startOnRestored(): Promise<void> {
    const environment = { ...recall.environment, DATABASE_URL: restored.url };
    const config = loadConfig(environment, ['bot', 'worker']);
    const stopping = new AbortController();
    const logger = createLogger({ level: 'silent', format: 'json' });
    const common = { config, logger, signal: stopping.signal };
    const bot = await startBot(common);
    recall.simulator.connect(`${bot.url}/slack/events`);
    const worker = await startWorker({ ...common, engine: quotingEngine(), pace: TEST_PACE });
    ending.push(async () => {
      stopping.abort();
      await Promise.all([worker.close(), bot.close()]);
    });
  }

  it('finishes what was open, in the message that stands there, and posts nothing anew', async () => {
    const before = { posts: posts(), texts: messages().map((each) => each.map(({ text }) => text)) };
    expect(before.texts.map(({ length }) => length)).toEqual([1, 1]);
    const states = () => restored.query<{ state: string }>('SELECT state FROM "Conversation" ORDER BY id');
    expect(await states()).toEqual([{ state: 'done' }, { state: 'queued' }]);
    await startOnRestored();
    await until(async () => (await states()).every(({ state }) => state === 'done'));
    expect(messages().map((each) => each.map(({ text }) => text))).toEqual(before.texts);
    expect(posts()).toBe(before.posts);
  });
});
