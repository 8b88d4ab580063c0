// How long a click takes until everyone sees what came of it: from *Done* on an action item to the updated message, everything in one
// process. The baseline is the one Web API call that the message needs, by itself.
//   npx tsx bench/buttons.ts
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from '../src/bot/main.ts';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { migrateAll } from '../src/cli/start.ts';
import { loadConfig } from '../src/core/runtime/config.ts';
import { createLogger } from '../src/core/runtime/logger.ts';
import { ACTION_ITEM_DONE, ACTION_ITEM_REOPEN, SHORTCUT_RECALL_THREAD } from '../src/core/slack/ids.ts';
import { type Message, type Simulator, startSimulator } from '../src/simulator/index.ts';
import { startWorker } from '../src/worker/main.ts';
import { GENERAL, MARA, meetingWorkspace } from '../tests/support/meeting-workspace.ts';
import { taskingEngine } from '../tests/support/tasking-engine.ts';

const ROUNDS = 200;
const WARM_UP = 20;
const LIMIT_MS = 10_000;

const start = Math.floor(Date.now() / 1000) - 3600;
const ROOT = `${start}.000100`;
const messages = ['Shall we?', `TASK <@${MARA}> book the room`].map((text, index) => ({
  ts: `${start + index}.000100`,
  user: MARA,
  text,
  threadTs: ROOT,
}));

const postgres = await startEmbeddedPostgres();
const simulator = await startSimulator({ seed: meetingWorkspace({ messages }) });
try {
  const { clicks, baseline } = await measure();
  const [half, most] = [quantile(clicks, 0.5), quantile(clicks, 0.95)];
  const bare = quantile(baseline, 0.5);
  console.log('| click to updated message, median | p95 | bare chat.update, median | against baseline |');
  console.log('| ---: | ---: | ---: | ---: |');
  console.log(`| ${ms(half)} | ${ms(most)} | ${ms(bare)} | ${(half / bare).toFixed(1)} × |`);
  console.log(`\n${ROUNDS} rounds`);
} finally {
  await simulator.close();
  await postgres.close();
}

async function measure(): Promise<{ clicks: number[]; baseline: number[] }> {
  const config = loadConfig(
    {
      DATABASE_URL: postgres.url,
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
  const worker = await startWorker({ config, logger, signal, engine: taskingEngine() });
  simulator.connect(`${bot.url}/slack/events`);
  await simulator
    .as(MARA)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: ROOT });
  const { ts } = await soon(() => {
    const recap = ownIn(simulator);
    return recap && JSON.stringify(recap.blocks).includes(ACTION_ITEM_DONE) ? recap : null;
  });
  const clicks: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) clicks.push(await click(ts, round));
  await Promise.all([bot.close(), worker.close()]);
  const baseline: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) baseline.push(await updateOnce(ts));
  return { clicks: clicks.slice(WARM_UP), baseline: baseline.slice(WARM_UP) };
}

/** *Done* and *Not done* in turn. @returns the milliseconds until the message shows it */
async function click(ts: string, round: number): Promise<number> {
  const [actionId, next] =
    round % 2 === 0 ? [ACTION_ITEM_DONE, ACTION_ITEM_REOPEN] : [ACTION_ITEM_REOPEN, ACTION_ITEM_DONE];
  const before = performance.now();
  await simulator.as(MARA).click({ channel: GENERAL, ts, actionId });
  await soon(() => JSON.stringify(ownIn(simulator)?.blocks ?? []).includes(`"${next}"`));
  return performance.now() - before;
}

async function updateOnce(ts: string): Promise<number> {
  const before = performance.now();
  const response = await fetch(`${simulator.apiUrl}chat.update`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.app.botToken}` },
    body: new URLSearchParams({ channel: GENERAL, ts, text: 'Recap' }),
  });
  await response.json();
  return performance.now() - before;
}

function ownIn({ world, app }: Simulator): Message | undefined {
  return world.replies(GENERAL, ROOT).find(({ user }) => user === app.botUserId);
}

async function soon<T>(look: () => T): Promise<NonNullable<T>> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (performance.now() > deadline) throw new Error(`not seen within ${LIMIT_MS} ms`);
    await sleep(1);
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
