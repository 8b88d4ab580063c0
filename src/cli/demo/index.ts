import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, type Environment, loadConfig } from '../../core/runtime/config.ts';
import { type Closeable, runService } from '../../core/runtime/lifecycle.ts';
import { createLogger } from '../../core/runtime/logger.ts';
import { makeSecret } from '../../core/runtime/secret.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import { builtInTour, builtInWorkspace } from '../../simulator/built-in/index.ts';
import { readSlackExport } from '../../simulator/export/index.ts';
import { DEFAULT_APP, type Simulator, startSimulator, type WorkspaceSeed } from '../../simulator/index.ts';
import { createPlayground } from '../../simulator/page/index.ts';
import { startServices } from '../services.ts';
import { migrateAll } from '../start.ts';
import { freePort } from './free-port.ts';
import { inviteToPlay } from './invitation.ts';
import { startEmbeddedPostgres } from './postgres.ts';
import { stageExport } from './stage-export.ts';
import type { Terminal } from './terminal.ts';
import type { TourStops } from './tour/stops.ts';
import { takeTour } from './tour.ts';

export interface DemoOptions {
  /** A Slack export folder to use as the workspace. */
  export?: string;
  /** End after the tour. */
  once: boolean;
  /** Where the page of the workspace is served; 0 picks a free port. */
  port: number;
  redis?: string;
  keep: boolean;
  environment: Environment;
  terminal: Terminal;
}

/** What a demo takes over from the environment; everything else is its own. */
const HONOURED = ['BOT_PORT', 'API_PORT', 'ENGINE', 'LOG_LEVEL', 'LOG_FORMAT'] as const;
const OF_BEDROCK = /^BEDROCK_/;

/** Starts everything on this machine, with a simulated Slack, and shows the main job as a person would see it. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { terminal } = options;
  const stopped = new AbortController();
  await runService({
    logger: createLogger({ level: 'error', format: 'pretty' }),
    stop: stopped.signal,
    async start({ signal, add }) {
      const { seed, stops } = await prepareWorkspace(options);
      const postgres = add(
        await terminal.step('Starting PostgreSQL', () => startEmbeddedPostgres(folderOf(options))),
      );
      const simulator = add(await startSimulator({ seed, port: options.port, page: createPlayground }));
      const config = configOf(options, {
        databaseUrl: postgres.url,
        apiUrl: simulator.apiUrl,
        apiPort: await apiPortOf(options),
      });
      simulator.allowRedirects(`${config.adminUrl}/sign-in/callback`);
      await terminal.step('Creating the tables', () => migrateAll(config));
      const urls = await terminal.step('Starting bot, worker and API', () =>
        startRecall(config, simulator, signal, add),
      );
      introduce(terminal, { seed, simulator, config, urls, folder: options.keep ? postgres.folder : null });
      await takeTour(simulator, stops, terminal);
      if (options.once) stopped.abort();
      else await inviteToPlay({ terminal, simulator, stops, config, isKept: options.keep });
    },
  });
}

async function prepareWorkspace(options: DemoOptions): Promise<{ seed: WorkspaceSeed; stops: TourStops }> {
  const now = new Date();
  const { export: folder } = options;
  if (folder === undefined) return { seed: builtInWorkspace({ now }), stops: builtInTour({ now }) };
  return options.terminal.step(`Reading ${folder}`, async () =>
    stageExport(await readSlackExport(folder), now),
  );
}

function folderOf({ keep }: DemoOptions): { keepIn?: string } {
  return keep ? { keepIn: join(tmpdir(), 'recall-demo') } : {};
}

function configOf(
  { environment, redis }: DemoOptions,
  { databaseUrl, apiUrl, apiPort }: { databaseUrl: string; apiUrl: string; apiPort: string },
): Config {
  const taken = Object.entries(environment).filter(
    ([name]) => HONOURED.some((honoured) => honoured === name) || OF_BEDROCK.test(name),
  );
  return loadConfig(
    {
      BOT_PORT: '0',
      LOG_LEVEL: 'error',
      LOG_FORMAT: 'pretty',
      ...Object.fromEntries(taken),
      API_PORT: apiPort,
      PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: DEFAULT_APP.botToken,
      SLACK_SIGNING_SECRET: DEFAULT_APP.signingSecret,
      SLACK_CLIENT_ID: DEFAULT_APP.clientId,
      SLACK_CLIENT_SECRET: DEFAULT_APP.clientSecret,
      SLACK_STATE_SECRET: makeSecret(),
      ...(redis === undefined ? {} : { REDIS_URL: redis }),
    },
    ['database', 'bot', 'worker', 'api'],
  );
}

/** Known before anything listens on it: Slack is told where to send those who sign in. */
async function apiPortOf({ environment: { API_PORT: given } }: DemoOptions): Promise<string> {
  return given === undefined || given === '' || given === '0' ? String(await freePort()) : given;
}

async function startRecall(
  config: Config,
  simulator: Simulator,
  signal: AbortSignal,
  add: <T extends Closeable>(part: T) => T,
): Promise<{ bot: string; api: string }> {
  const logger = createLogger(config.log);
  const { bot = '', api = '' } = await startServices(['bot', 'worker', 'api'], {
    config,
    logger,
    signal,
    add,
  });
  simulator.connect(`${bot}/slack/events`);
  return { bot, api };
}

function introduce(
  terminal: Terminal,
  {
    seed,
    simulator,
    config,
    urls,
    folder,
  }: {
    seed: WorkspaceSeed;
    simulator: Simulator;
    config: Config;
    urls: { bot: string; api: string };
    folder: string | null;
  },
): void {
  const messages = seed.channels.reduce((sum, channel) => sum + channel.messages.length, 0);
  const { plural } = speechFor(ANYONE);
  const counts = [
    plural(seed.people.length, { one: '# person', other: '# people' }),
    plural(seed.channels.length, { one: '# channel', other: '# channels' }),
    plural(messages, { one: '# message', other: '# messages' }),
  ];
  terminal.heading(`${seed.team.name}: ${counts.join(', ')}`);
  terminal.paragraph([
    `Slack  ${simulator.url}  (a simulated workspace)`,
    `Bot    ${urls.bot}/slack/events`,
    `API    ${urls.api}/health`,
    `Admin  ${config.adminUrl}`,
    `Queue  ${config.redisUrl ? 'Redis' : 'in PostgreSQL'}`,
    `Engine ${config.engine.name}`,
    ...(folder ? [`Data   ${folder} (kept)`] : []),
  ]);
}
