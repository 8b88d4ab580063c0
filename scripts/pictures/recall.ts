import { startApi } from '../../src/api/main.ts';
import { startBot } from '../../src/bot/main.ts';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { startEmbeddedPostgres } from '../../src/cli/demo/postgres.ts';
import { migrateAll } from '../../src/cli/start.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import type { Closeable } from '../../src/core/runtime/lifecycle.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { builtInWorkspace } from '../../src/simulator/built-in/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { createPlayground } from '../../src/simulator/page/index.ts';
import { startWorker } from '../../src/worker/main.ts';

type Add = <Part extends Closeable>(part: Part) => Part;

/** What is said of progress comes soon, and reminders as soon as the clock has moved. */
const PACE = {
  ...{
    sweepEveryMs: 30_000,
    sweepAfterMs: 60_000,
    remindEveryMs: 300,
    digestsEveryMs: 300,
    digestSpreadMs: 300,
    digestPaceMs: 10,
    digestStaleMs: 60_000,
    housekeepingEveryMs: 10 * 60_000,
    lockMs: 30_000,
    graceMs: 1000,
  },
  recap: { progress: { afterMs: 300, everyMs: 300 }, lookEveryMs: 100 },
};

/** A whole Recall in front of the built-in workspace of `seededAt`; `now` is everybody's clock. */
export async function startRecall({
  seededAt,
  now,
  add,
}: {
  seededAt: Date;
  now: () => Date;
  add: Add;
}): Promise<Simulator> {
  const postgres = add(await startEmbeddedPostgres());
  const seed = builtInWorkspace({ now: seededAt });
  const simulator = add(await startSimulator({ seed, page: createPlayground, now: () => now().getTime() }));
  const port = String(await freePort());
  const config = loadConfig(
    {
      DATABASE_URL: postgres.url,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: simulator.app.botToken,
      SLACK_SIGNING_SECRET: simulator.app.signingSecret,
      BOT_PORT: '0',
      API_PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      LOG_LEVEL: 'error',
    },
    ['bot', 'worker', 'api'],
  );
  await migrateAll(config);
  const common = { config, logger: createLogger(config.log), signal: new AbortController().signal, now };
  const bot = add(await startBot(common));
  add(await startWorker({ ...common, pace: PACE }));
  add(await startApi(common));
  simulator.connect(`${bot.url}/slack/events`);
  return simulator;
}
