import { setTimeout as wait } from 'node:timers/promises';
import type { Traffic } from '../../http/traffic.ts';

/** A little more than Slack gives an app to answer. */
const LONGEST_ANSWER_MS = 3200;
/** How long a person is kept waiting after that for what the app does next. */
const LONGEST_AFTERMATH_MS = 1500;
const QUIET_MS = 250;

/**
 * Waits until what a person did has been delivered, and the app is done with the first of what it does about it. Rejects
 * where it could not be done. @returns undefined where deliveries are still to come
 */
export async function settled<Result>(work: Promise<Result>, traffic: Traffic): Promise<Result | undefined> {
  const waited = new AbortController();
  const timeout = wait(LONGEST_ANSWER_MS, undefined, { signal: waited.signal }).catch(() => undefined);
  try {
    const result = await Promise.race([work, timeout]);
    const isUnheard = Array.isArray(result) && result.length === 0;
    if (!isUnheard) await traffic.quiet({ quietMs: QUIET_MS, limitMs: LONGEST_AFTERMATH_MS });
    return result;
  } finally {
    waited.abort();
    work.catch(() => undefined);
  }
}
