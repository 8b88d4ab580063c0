// Resident memory of bot, worker and API, each in a process of its own as in production: idle after the start, and idle
// again after a number of recaps. Runs what is in dist/.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { SERVICE_NAMES } from '../src/cli/services.ts';
import { COMMAND } from '../src/core/slack/ids.ts';
import { isReadingText } from '../src/core/slack/messages/asking/progress.ts';
import { builtInTour, builtInWorkspace } from '../src/simulator/built-in/index.ts';
import { type Simulator, startSimulator } from '../src/simulator/index.ts';
import { startContainerProcess } from '../tests/support/container-process.ts';
import { until } from '../tests/support/until.ts';

const RECAPS = 100;
/** Long enough for V8 to have given back what the work before needed, if it does. */
const SETTLE_MS = 10_000;
const RECAPS_LIMIT_MS = 120_000;
const GOAL_MB = 150;

const dist = { folder: fileURLToPath(new URL('..', import.meta.url)), entrypoint: ['dist/cli/main.js'] };
const now = new Date();
const simulator = await startSimulator({ seed: builtInWorkspace({ now }) });
const postgres = await startEmbeddedPostgres();
const environment = {
  DATABASE_URL: postgres.url,
  SLACK_API_URL: simulator.apiUrl,
  SLACK_BOT_TOKEN: simulator.app.botToken,
  SLACK_SIGNING_SECRET: simulator.app.signingSecret,
  BOT_PORT: '0',
  API_PORT: '0',
};
await startContainerProcess(dist, ['migrate'], environment).ended;
const running = SERVICE_NAMES.map((name) => ({
  name,
  container: startContainerProcess(dist, ['start', name], environment),
}));

try {
  const ready = await Promise.all(running.map(({ container }) => container.ready()));
  simulator.connect(`${ready.find(({ bot }) => bot)?.bot}/slack/events`);
  await sleep(SETTLE_MS);
  const idle = running.map(({ container }) => residentMegabytes(container.pid));
  await recap(simulator, RECAPS);
  await sleep(SETTLE_MS);
  const after = running.map(({ container }) => residentMegabytes(container.pid));
  console.table(
    Object.fromEntries(
      running.map(({ name }, index) => [
        name,
        { 'idle, MB': idle[index], [`after ${RECAPS} recaps, MB`]: after[index], 'goal idle, MB': GOAL_MB },
      ]),
    ),
  );
} finally {
  for (const { container } of running) container.terminate();
  await Promise.all(running.map(({ container }) => container.ended));
  await simulator.close();
  await postgres.close();
}

function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(kilobytes) / 1024);
}

async function recap({ world, as }: Simulator, count: number): Promise<void> {
  const { channelId, askedBy } = builtInTour({ now }).recall;
  const recaps = () => {
    const direct = world.directChannel(askedBy);
    return direct ? world.timeline(direct.id).filter(({ text }) => !isReadingText(text)) : [];
  };
  for (let asked = 0; asked < count; asked += 1) {
    // Another number each time: what is asked for twice at once is made once.
    await as(askedBy).runCommand({ channel: channelId, command: COMMAND, text: `last ${asked + 5}` });
  }
  await until(() => recaps().length === count, { limitMs: RECAPS_LIMIT_MS, what: `${count} recaps` });
}
