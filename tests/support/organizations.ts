import { randomBytes } from 'node:crypto';
import { startBot } from '../../src/bot/main.ts';
import type { Engine } from '../../src/core/domain/engine.ts';
import { type Config, loadConfig } from '../../src/core/runtime/config.ts';
import type { HttpServer } from '../../src/core/runtime/http-server.ts';
import type { Closeable } from '../../src/core/runtime/lifecycle.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { vaultOf } from '../../src/core/runtime/vault.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import type { Message } from '../../src/simulator/index.ts';
import type { WorkspaceSeed } from '../../src/simulator/seed.ts';
import { type SimulatedSlack, type SlackOptions, startSlack } from '../../src/simulator/slack.ts';
import { startWorker } from '../../src/worker/main.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { createBrowser, type Visited } from './install-browser.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from './meeting-workspace.ts';
import { quotingEngine } from './quoting-engine.ts';
import { TEST_PACE } from './recall-pace.ts';

export interface OrganizationsOptions extends Omit<SlackOptions, 'workspaces'> {
  workspaces: readonly WorkspaceSeed[];
  engine?: Engine;
  environment?: Readonly<Record<string, string>>;
  services?: readonly ('bot' | 'worker')[];
}

/** A bot and a worker in OAuth mode, in front of a simulated Slack with several workspaces. */
export interface RecallOfMany {
  slack: SimulatedSlack;
  store: Store;
  config: Config;
  database: TestDatabase;
  botUrl: string;
  logLines: readonly string[];
  /** Installs by a browser of its own, as a person would. */
  install(by: InstallBy): Promise<Visited>;
  /** Recall's own messages in the thread of `launchThread` in #general. */
  inThread(workspaceId: string): readonly Message[];
  close(): Promise<void>;
}

export type InstallBy =
  | { workspaceId: string; by?: string }
  | { org: true; by?: string; workspaces?: readonly string[] };

/**
 * The same people and channels in each, under the same ids, so that nothing but the workspace tells them apart; or with channels of its own,
 * as the workspaces of one organization have them.
 */
export function workspaceOf(id: string, name: string, ownChannels = ''): WorkspaceSeed {
  const seed = meetingWorkspace();
  const domain = name.toLowerCase();
  const people = seed.people.map((person) => ({ ...person, isOrgAdmin: person.id === MARA }));
  const channels = seed.channels.map((channel) => ({ ...channel, id: `${channel.id}${ownChannels}` }));
  return { ...seed, team: { id, name, domain }, people, channels };
}

export async function startRecallOfMany(options: OrganizationsOptions): Promise<RecallOfMany> {
  const { workspaces, engine = quotingEngine(), environment = {}, services = ['bot', 'worker'] } = options;
  const database = await createTestDatabase();
  const slack = await startSlack({ retryDelaysMs: [0, 50, 100], ...options, workspaces: [...workspaces] });
  const logLines: string[] = [];
  const logger = createLogger(
    { level: 'debug', format: 'json' },
    { write: (line) => void logLines.push(line) },
  );
  const port = await freePort();
  const botUrl = `http://127.0.0.1:${port}`;
  slack.allowRedirects(`${botUrl}/slack/oauth_redirect`);
  const config = loadConfig(
    {
      DATABASE_URL: database.url,
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      SLACK_CLIENT_ID: slack.app.clientId,
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
      SLACK_STATE_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      PUBLIC_URL: botUrl,
      BOT_PORT: String(port),
      ...environment,
    },
    ['bot', 'worker'],
  );
  const store = createStore({ databaseUrl: database.url, ...vaultOf(config) });
  const stopping = new AbortController();
  const common = { config, logger, signal: stopping.signal };
  const parts: (HttpServer | Closeable)[] = [];
  if (services.includes('bot')) parts.push(await startBot(common));
  if (services.includes('worker')) parts.push(await startWorker({ ...common, engine, pace: TEST_PACE }));
  slack.connect(`${botUrl}/slack/events`);
  const rootTs = launchThreadOf(workspaces);
  return {
    slack,
    store,
    config,
    database,
    botUrl,
    logLines,
    async install({ by = MARA, ...where }) {
      const browser = createBrowser();
      const begun = await browser.get(`${botUrl}/slack/install`);
      return browser.get(slack.approveInstall({ ...where, authorizeUrl: begun.location ?? '', by }));
    },
    inThread(workspaceId) {
      const { world, app } = slack.workspace(workspaceId);
      const general = world.channels().find((channel) => channel.name === 'general');
      return world.replies(general?.id ?? GENERAL, rootTs).filter(({ user }) => user === app.botUserId);
    },
    async close() {
      stopping.abort();
      await Promise.all(parts.map((part) => part.close()));
      await store.close();
      await slack.close();
      await database.drop();
    },
  };
}

export { BO, GENERAL, MARA };

function launchThreadOf(workspaces: readonly WorkspaceSeed[]): string {
  const general = workspaces[0]?.channels.find(({ id }) => id === GENERAL);
  return general?.messages[0]?.ts ?? '';
}
