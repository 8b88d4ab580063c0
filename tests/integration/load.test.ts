import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { COMMAND } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { ask } from '../support/asking.ts';
import { describeWithRedis } from '../support/backends.ts';
import { buttonsOf } from '../support/items.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { createPostman, type Postman, severalAtOnce } from '../support/payload-post.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { settled } from '../support/result.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

vi.setConfig({ testTimeout: 240_000 });

const SAID = [
  'The pier is closed.',
  'Who paints the fence?',
  'We decided to go on Monday.',
  'I will call Bo.',
];

const EVENTS_A_ROUND = 3000;
const MOST_ROUNDS = 5;
/** Kept of an event; the smallest thing that could be kept of one is larger. */
const NEXT_TO_NOTHING_BYTES = 60;

it('a window of five thousand messages is read whole, and recapped', async () => {
  const start = Math.floor(Date.now() / 1000) - 86_400;
  const messages: SeedMessage[] = Array.from({ length: 5000 }, (_, index) => ({
    ts: `${start + 10 * index}.000100`,
    user: index % 2 === 0 ? MARA : BO,
    text: `${SAID[index % SAID.length]} That was number ${index}.`,
  }));
  const recall = await started({ seed: meetingWorkspace({ messages }), engine: 'configured' });
  await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND, text: 'last 5000' });
  await until(async () => (await recall.states()).join() === 'done', { limitMs: 200_000 });
  const [recap] = await recall.database.query<{ coverage: { found: number; read: number } }>(
    'SELECT coverage FROM "Recap"',
  );
  expect(recap?.coverage).toMatchObject({ found: 5000, read: 5000 });
  expect(wordsOf(recall.inDirectMessage(MARA).at(-1) ?? { text: '' })).toMatch(/5,000/);
});

it('five hundred open items come page by page, in the App Home and as a list', async () => {
  const recall = await started({ services: ['bot'] });
  for (let made = 0; made < 25; made += 1) {
    await storeRecap(recall.store, {
      ask: { audience: 'thread', channel: { id: GENERAL, name: 'general' } },
      recap: { actionItems: Array.from({ length: 20 }, (_, index) => itemOf(20 * made + index)) },
    });
  }
  const list = await ask(recall, { userId: BO, channel: GENERAL, text: 'actions' });
  expect(wordsOf(list)).toContain('500');
  expect(buttonsOf(list).filter((label) => label === 'Done').length).toBeGreaterThan(3);
  await recall.simulator.as(BO).openHome('home');
  const home = () => recall.simulator.world.homeView(BO);
  await until(() => JSON.stringify(home()?.blocks ?? []).includes('task number'));
  expect(JSON.stringify(home()?.blocks)).toContain('500');
  expect(home()?.blocks.length).toBeLessThanOrEqual(100);
});

describeWithRedis('plain messages', () => {
  it('cost the bot no word to its database, and are all taken', async () => {
    const { recall, relay, postman } = await behindRelay();
    await postman.deliver(plainMessage(0));
    await settled(recall, 0);
    const before = { sent: relay.sent(), calls: recall.simulator.calls.length };
    const answers = await severalAtOnce(numbers(2000), 32, (index) => postman.deliver(plainMessage(index)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(relay.sent() - before.sent).toBe(0);
    expect(recall.simulator.calls.length - before.calls).toBe(0);
  });

  it('leave nothing behind in the memory of the bot', async () => {
    const { postman } = await behindRelay();
    const round = () =>
      severalAtOnce(numbers(EVENTS_A_ROUND), 32, async (index) =>
        expect((await postman.deliver(plainMessage(index))).status).toBe(200),
      );
    await round();
    const kept: number[] = [];
    // What each event leaves behind shows in every round; what else this process does, in some.
    while (kept.length < MOST_ROUNDS && !kept.some((bytes) => bytes < NEXT_TO_NOTHING_BYTES)) {
      const before = heapUsed();
      await round();
      kept.push((heapUsed() - before) / EVENTS_A_ROUND);
    }
    expect(Math.min(...kept)).toBeLessThan(NEXT_TO_NOTHING_BYTES);
  });
});

async function started(options: Partial<Parameters<typeof startRecall>[0]> = {}): Promise<RecallUnderTest> {
  const recall = await startRecall({
    backend: 'postgres',
    seed: meetingWorkspace({ messages: [] }),
    ...options,
  });
  onTestFinished(() => recall.close());
  return recall;
}

function itemOf(number: number) {
  return {
    text: `task number ${number}`,
    assignee: BO,
    due: null,
    sources: [{ ts: `${1_700_100_000 + number}.000100`, threadTs: null }],
  };
}

/** A bot that reaches its database by a relay, which counts, and that keeps no log. */
async function behindRelay(): Promise<{ recall: RecallUnderTest; relay: Relay; postman: Postman }> {
  const recall = await started({ backend: 'redis', services: [] });
  const relay = await startRelay(recall.database.url);
  const stopping = new AbortController();
  const config = loadConfig({ ...recall.environment, DATABASE_URL: relay.url }, ['bot']);
  const logger = createLogger({ level: 'silent', format: 'json' });
  const bot = await startBot({ config, logger, signal: stopping.signal });
  const postman = createPostman({
    url: `${bot.url}/slack/events`,
    signingSecret: config.slack.signingSecret,
    responseUrl: 'http://127.0.0.1:9/never',
    timeoutMs: 30_000,
  });
  onTestFinished(async () => {
    postman.close();
    stopping.abort();
    await bot.close();
    await relay.close();
  });
  return { recall, relay, postman };
}

function plainMessage(index: number) {
  const ts = `${1_760_000_000 + index}.000100`;
  return {
    name: 'a plain message',
    transport: 'json' as const,
    body: {
      token: 'x',
      team_id: 'T0ACME',
      api_app_id: 'A0RECALL',
      type: 'event_callback',
      event_id: `Ev${index}`,
      event_time: 1_760_000_000 + index,
      event: {
        type: 'message',
        channel: GENERAL,
        channel_type: 'channel',
        user: index % 2 === 0 ? MARA : BO,
        text: SAID[index % SAID.length],
        ts,
        event_ts: ts,
      },
    },
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** What is in use once everything is thrown away that can be. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
