import { setTimeout as sleep } from 'node:timers/promises';
import type { WebAPICallResult } from '@slack/web-api';
import { throwIfStopped } from '../../domain/stopping.ts';
import { classifySlackError } from '../errors.ts';

/** Asks Slack something, waits out its rate limits, and turns what it ends in into a RecallError. */
export type Call = <Answer extends WebAPICallResult>(
  method: string,
  ask: () => Promise<Answer>,
) => Promise<Answer>;

/** `maxWaitMs` is how long one call may wait in total; `signal` ends waits. */
export function createCall({ maxWaitMs, signal }: { maxWaitMs: number; signal?: AbortSignal }): Call {
  return async (method, ask) => {
    const deadline = Date.now() + maxWaitMs;
    for (;;) {
      try {
        return await ask();
      } catch (cause) {
        const error = classifySlackError(method, cause);
        const waitMs = error.retryAfterMs;
        if (waitMs === undefined || Date.now() + waitMs > deadline) throw error;
        await wait(waitMs, signal);
      }
    }
  };
}

/** @throws RecallError `timed_out`, `cancelled` */
async function wait(ms: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => throwIfStopped(signal));
}
