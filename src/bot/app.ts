import { App, type Logger as BoltLogger, type CodedError, LogLevel, type ReceiverEvent } from '@slack/bolt';
import type { Config } from '../core/runtime/config.ts';
import type { Logger } from '../core/runtime/logger.ts';
import type { InstalledWorkspace } from '../core/store/workspaces.ts';
import type { ChannelChanges } from './channel-changes.ts';
import { LISTENERS } from './listeners/index.ts';
import type { ListenerDeps } from './listeners/listener.ts';

export interface BotAppDeps extends ListenerDeps {
  workspace: InstalledWorkspace;
  config: Pick<Config, 'slack'>;
  logger: Logger;
  channelChanges: ChannelChanges;
}

/** Bolt with all of Recall's listeners, for one workspace. */
export interface BotApp {
  /**
   * Does what a delivery asks for. What no listener knows is not acknowledged.
   * @throws RecallError retryable, where Slack is to deliver it again
   */
  process(event: ReceiverEvent): Promise<void>;
  /** Resolves when no listener is at work any more. */
  idle(): Promise<void>;
}

/** What is verified comes by `process`. */
const NO_RECEIVER = { init() {}, start: async () => {}, stop: async () => {} };

export async function createBotApp(deps: BotAppDeps): Promise<BotApp> {
  const { workspace, config, logger } = deps;
  const { id: teamId, botId, botUserId } = workspace;
  const app = new App({
    receiver: NO_RECEIVER,
    logger: toBoltLogger(logger),
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: config.slack.apiUrl },
    // Listeners call Slack by `deps.slack`, so that Bolt needs no token.
    authorize: async () => ({ botId, botUserId, teamId }),
  });
  await app.init();
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
    async process(event) {
      await deps.channelChanges.take(event.body);
      await app.processEvent(event);
    },
    async idle() {
      await Promise.allSettled(working);
    },
  };
}

/** What the listeners threw, the same once: Bolt wraps it in errors of its own, whose traces do not lead there. */
function causesOf(error: CodedError): Iterable<Error> {
  const causes = error.originals ?? [error.original ?? error];
  return new Map(causes.map((cause) => [cause.stack, cause])).values();
}

export function toBoltLogger(logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>): BoltLogger {
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
