import { startBot } from '../../src/bot/main.ts';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import type { RecallUnderTest } from './recall.ts';

export interface FurtherBot {
  /** Where Slack is to deliver to reach it. */
  requestUrl: string;
  /** Its log lines so far. */
  logLines: readonly string[];
  close(): Promise<void>;
}

/** Another bot of the same Recall, as on another machine; what `environment` gives differs from the first one's. */
export async function startFurtherBot(
  recall: Pick<RecallUnderTest, 'environment'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<FurtherBot> {
  const stopping = new AbortController();
  const logLines: string[] = [];
  const logger = createLogger(
    { level: 'debug', format: 'json' },
    { write: (line) => void logLines.push(line) },
  );
  const config = loadConfig({ ...recall.environment, ...environment }, ['bot']);
  const bot = await startBot({ config, logger, signal: stopping.signal });
  return {
    requestUrl: `${bot.url}/slack/events`,
    logLines,
    async close() {
      stopping.abort();
      await bot.close();
    },
  };
}
