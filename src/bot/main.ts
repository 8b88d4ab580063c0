import type { RequestListener } from 'node:http';
import { createInstallations } from '../core/installations/index.ts';
import { createQueueBackend } from '../core/queue/backend.ts';
import { createProducer } from '../core/queue/producer.ts';
import { untilReady } from '../core/queue/until-ready.ts';
import type { Config } from '../core/runtime/config.ts';
import { createEvents } from '../core/runtime/events.ts';
import { type HttpServer, listen } from '../core/runtime/http-server.ts';
import { type AddPart, startParts } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { vaultOf } from '../core/runtime/vault.ts';
import { createPeople } from '../core/slack/people.ts';
import { createStore } from '../core/store/index.ts';
import { untilMigrated } from '../core/store/migrate.ts';
import { createDispatch } from './dispatch/index.ts';
import { createOrganizations } from './dispatch/organizations.ts';
import { createInstalling, INSTALL_PATH } from './installing/index.ts';
import { identifyOnly, keepInstalled } from './only-workspace.ts';
import { createReceiver } from './receiver.ts';
import { createWorkspacePart } from './workspace-part.ts';
import { createBotWorkspaces } from './workspaces.ts';

export interface BotOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
  /** How often it is looked whether a bot token holds that was refused, in milliseconds. */
  lookAgainEveryMs?: number;
}

const LOOK_AGAIN_EVERY_MS = 30_000;

/** The bot: takes what Slack delivers and makes conversations of it. */
export async function startBot(options: BotOptions): Promise<HttpServer> {
  const { config, signal, logger } = options;
  const onWait = (what: string) => logger.info(`waiting: ${what}`);
  await untilMigrated({ databaseUrl: config.databaseUrl, signal, onWait });
  return startParts(logger, (add) => start(options, add));
}

async function start(
  { config, logger, signal, now = () => new Date(), lookAgainEveryMs = LOOK_AGAIN_EVERY_MS }: BotOptions,
  add: AddPart,
): Promise<HttpServer> {
  const store = add(createStore({ databaseUrl: config.databaseUrl, ...vaultOf(config) }));
  const backend = createQueueBackend(config);
  await untilReady({ backend, signal });
  const producer = add(
    createProducer({
      backend,
      onError: (err) => logger.warn({ err }, 'the queue connection has trouble'),
    }),
  );
  const events = createEvents(logger);
  const installations = createInstallations({ store, config, events, now });
  const ofOnly = { store, config, installations, events, logger, signal, now };
  const only = config.slack.mode === 'single' ? await identifyOnly(ofOnly) : null;
  if (only) add(keepInstalled(only, { ...ofOnly, everyMs: lookAgainEveryMs }));
  const people = createPeople({ now });
  const makePart = createWorkspacePart({
    store,
    producer,
    installations,
    people,
    events,
    config,
    logger,
    now,
  });
  const workspaces = createBotWorkspaces({ make: makePart });
  const { apiUrl } = config.slack;
  const organizations = createOrganizations({ store, installations, events, apiUrl, now });
  const installUrl = only ? null : `${config.publicUrl}${INSTALL_PATH}`;
  const dispatch = createDispatch({
    store,
    installations,
    organizations,
    workspaces,
    events,
    only,
    installUrl,
    now,
  });
  if (only) await workspaces.appFor(only);
  add({ close: () => workspaces.idle() });
  add({ close: () => organizations.idle() });
  const { signingSecret } = config.slack;
  const receive = createReceiver({ signingSecret, logger, process: dispatch, now });
  const installing = createInstalling({ store, installations, config, events, logger, now });
  const onRequest: RequestListener = (request, response) =>
    (installing(request) ?? receive)(request, response);
  const { host, botPort: port } = config;
  return add(await listen({ host, port, portVariable: 'BOT_PORT', onRequest }));
}
