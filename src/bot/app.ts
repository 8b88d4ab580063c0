import type { RequestListener } from 'node:http';
import { App, type Logger as BoltLogger, type CodedError, LogLevel, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../core/runtime/logger.ts';
import type { SlackIdentity } from '../core/slack/client.ts';
import { LISTENERS } from './listeners/index.ts';
import type { ListenerDeps } from './listeners/listener.ts';
import { createReceiver } from './receiver.ts';

export interface BotAppDeps extends ListenerDeps {
  signingSecret: string;
  botToken: string;
  /** Ends in `/api/`. */
  apiUrl: string;
  identity: SlackIdentity;
  logger: Logger;
}

export interface BotApp {
  onRequest: RequestListener;
  /** Resolves when no listener is at work any more. */
  idle(): Promise<void>;
}

const UNAUTHORIZED = 401;
const TIMESTAMP_HEADER = 'x-slack-request-timestamp';
const CLOCK_SKEW_SECONDS = 5 * 60;

/** Bolt with all of Recall's listeners on `POST /slack/events`; the caller does the listening. */
export async function createBotApp(deps: BotAppDeps): Promise<BotApp> {
  const { identity, botToken, logger } = deps;
  const boltLogger = toBoltLogger(logger);
  const receiver = createReceiver({ signingSecret: deps.signingSecret, logger: boltLogger });
  const app = new App({
    receiver,
    logger: boltLogger,
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: deps.apiUrl },
    authorize: async () => ({
      botToken,
      botId: identity.botId,
      botUserId: identity.botUserId,
      teamId: identity.workspaceId,
    }),
  });
  await app.init();
  answerRateLimits(app, deps);
  const working = new Set<Promise<void>>();
  app.use(async ({ next }) => {
    const work = next();
    working.add(work);
    await work.finally(() => working.delete(work));
  });
  app.error(async (error) => {
    for (const err of causesOf(error)) logger.error({ err }, 'a listener failed');
  });
  for (const listener of LISTENERS) listener(app, deps);
  return {
    onRequest(request, response) {
      if (isFromTheFuture(request.headers[TIMESTAMP_HEADER], deps.now())) {
        logger.warn('refused a request that is signed for a later time');
        response.writeHead(UNAUTHORIZED).end();
        return;
      }
      receiver.onRequest(request, response);
    },
    async idle() {
      await Promise.allSettled(working);
    },
  };
}

/** Slack tells in an envelope without an event that it holds events back, which Bolt does not know and leaves unanswered. */
function answerRateLimits(app: App, { events }: Pick<BotAppDeps, 'events'>): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    const { type, minute_rate_limited: minute }: Record<string, unknown> = event.body;
    if (type !== 'app_rate_limited') return processEvent(event);
    await event.ack();
    events.eventsHeldBack({ since: typeof minute === 'number' ? new Date(minute * 1000) : null });
  };
}

/** What the listeners threw, the same once: Bolt wraps it in errors of its own, whose traces do not lead there. */
function causesOf(error: CodedError): Iterable<Error> {
  const causes = error.originals ?? [error.original ?? error];
  return new Map(causes.map((cause) => [cause.stack, cause])).values();
}

/**
 * Bolt refuses signatures that are older than five minutes, as Slack tells (docs.slack.dev/authentication/verifying-requests-from-slack),
 * but takes those made for a later time, which could be kept for then.
 */
function isFromTheFuture(timestamp: string | string[] | undefined, now: Date): boolean {
  return Number(timestamp) > now.getTime() / 1000 + CLOCK_SKEW_SECONDS;
}

function toBoltLogger(logger: Logger): BoltLogger {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      logger[level](
        { from: 'bolt' },
        parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
      );
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    getLevel: () => LogLevel.INFO,
    setLevel: () => {},
    setName: () => {},
  };
}
