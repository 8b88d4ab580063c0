import { setTimeout as sleep } from 'node:timers/promises';
import { asRecallError } from '../domain/errors.ts';
import { throwIfStopped } from '../domain/stopping.ts';
import type { Clients, Slack, SlackIdentity } from './client.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Asks Slack whom the token belongs to, and keeps asking while Slack is away.
 * @throws RecallError `slack_token_rejected` and other refusals at once, `cancelled` when stopped
 */
export async function identifyPatiently(
  slack: Slack,
  { logger, signal }: { logger: { warn(fields: object, words: string): void }; signal: AbortSignal },
): Promise<SlackIdentity> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await slack.identify();
    } catch (cause) {
      const error = asRecallError(cause);
      if (!error.retryable) throw error;
      logger.warn({ err: error, pauseMs }, 'Slack cannot be reached yet');
      await sleep(pauseMs, undefined, { signal }).catch(() => throwIfStopped(signal));
    }
  }
}

/** Whether Slack takes the token of these clients, asked once; false also where it does not say. */
export async function tokenHolds({ single }: Clients): Promise<boolean> {
  return single.auth.test().then(
    () => true,
    () => false,
  );
}
