import { createAccess } from '../core/display/access.ts';
import { createDigestDisplay } from '../core/display/digest.ts';
import { createHomeDisplay } from '../core/display/home.ts';
import { createRecapDisplay } from '../core/display/recap-display.ts';
import { asRecallError } from '../core/domain/errors.ts';
import { createQueueBackend } from '../core/queue/backend.ts';
import { createProducer } from '../core/queue/producer.ts';
import { untilReady } from '../core/queue/until-ready.ts';
import type { Config } from '../core/runtime/config.ts';
import { createEvents } from '../core/runtime/events.ts';
import { type HttpServer, listen } from '../core/runtime/http-server.ts';
import { type AddPart, startParts } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { createSlack } from '../core/slack/client.ts';
import { identifyPatiently } from '../core/slack/identify.ts';
import { createPeople } from '../core/slack/people.ts';
import { createStore } from '../core/store/index.ts';
import { untilMigrated } from '../core/store/migrate.ts';
import { createBotApp } from './app.ts';
import { createPickUp } from './asking/pick-up.ts';

/** How long a person's ask may wait for Slack's rate limits, in milliseconds. */
const MAX_WAIT_MS = 3000;

export interface BotOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
}

/** The bot: takes what Slack delivers and makes conversations of it. */
export async function startBot(options: BotOptions): Promise<HttpServer> {
  const { config, signal, logger } = options;
  const onWait = (what: string) => logger.info(`waiting: ${what}`);
  await untilMigrated({ databaseUrl: config.databaseUrl, signal, onWait });
  return startParts(logger, (add) => start(options, add));
}

async function start(
  { config, logger, signal, now = () => new Date() }: BotOptions,
  add: AddPart,
): Promise<HttpServer> {
  const store = add(createStore(config));
  const backend = createQueueBackend(config);
  await untilReady({ backend, signal });
  const producer = add(
    createProducer({
      backend,
      onError: (err) => logger.warn({ err }, 'the queue connection has trouble'),
    }),
  );
  const events = createEvents(logger);
  const slack = createSlack({
    token: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    maxWaitMs: MAX_WAIT_MS,
    onBlocksRefused: (error) => events.blocksRefused({ error }),
  });
  const identity = await identifyPatiently(slack, { logger, signal });
  const { workspaceId, workspaceName, url, botUserId, botId, scopes } = identity;
  await store.workspaces.install({ id: workspaceId, name: workspaceName, url, botUserId, botId, scopes });
  const people = createPeople({ now });
  const access = createAccess({ store, slack, people, now });
  const pickUp = createPickUp({
    store,
    producer,
    slack,
    people,
    events,
    workspaceUrl: url,
    botUserId,
    now,
  });
  const digests = createDigestDisplay({ store, people, access, events, now, slackFor: () => slack });
  const recaps = createRecapDisplay({ store, people, events, digests, slackFor: () => slack });
  const home = createHomeDisplay({ store, people, access, events, now, slackFor: () => slack });
  const { botToken, signingSecret, apiUrl } = config.slack;
  const app = await createBotApp({
    workspaceId,
    workspaceUrl: url,
    pickUp,
    slack,
    people,
    store,
    events,
    access,
    home,
    recaps,
    async startRecaps(conversationIds) {
      for (const conversationId of conversationIds) {
        await producer
          .enqueue('recap', { conversationId })
          .catch((cause) => events.enqueueFailed({ error: asRecallError(cause) }));
      }
    },
    now,
    signingSecret,
    botToken,
    apiUrl,
    identity,
    logger,
  });
  add({ close: () => app.idle() });
  const { host, botPort: port } = config;
  return add(await listen({ host, port, portVariable: 'BOT_PORT', onRequest: app.onRequest }));
}
