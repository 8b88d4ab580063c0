import { setTimeout as sleep } from 'node:timers/promises';
import { type WebAPICallResult, WebAPIPlatformError } from '@slack/web-api';
import { throwIfStopped } from '../../domain/stopping.ts';
import { classifySlackError, isTokenRejected } from '../errors.ts';
import type { Clients } from './clients.ts';

/** Asks Slack something, waits out its rate limits, and turns what it ends in into a RecallError. */
export type Call = <Answer extends WebAPICallResult>(
  method: string,
  ask: (clients: Clients) => Promise<Answer>,
) => Promise<Answer>;

/** By which token Slack is called. */
export interface Connection {
  /** Looked up for every call. @throws RecallError `slack_token_rejected` where there is none, `database_unavailable` */
  clients(): Promise<Clients>;
  /**
   * Told that Slack took the token of these clients no longer, and what it called that.
   * @returns whether there is another token by now, so that the call is worth another try
   */
  rejected(clients: Clients, reason: string): Promise<boolean>;
}

export interface CallOptions {
  connection: Connection;
  /** How long one call may wait in total, in milliseconds. */
  maxWaitMs: number;
  /** Ends waits. */
  signal?: AbortSignal;
}

export function createCall({ connection, maxWaitMs, signal }: CallOptions): Call {
  return async (method, ask) => {
    const deadline = Date.now() + maxWaitMs;
    for (;;) {
      try {
        return await askWithToken(connection, ask);
      } catch (cause) {
        const error = classifySlackError(method, cause);
        const waitMs = error.retryAfterMs;
        if (waitMs === undefined || Date.now() + waitMs > deadline) throw error;
        await wait(waitMs, signal);
      }
    }
  };
}

/** Once more where there is another token by now. */
async function askWithToken<Answer>(
  connection: Connection,
  ask: (clients: Clients) => Promise<Answer>,
): Promise<Answer> {
  const clients = await connection.clients();
  try {
    return await ask(clients);
  } catch (cause) {
    const word = cause instanceof WebAPIPlatformError ? cause.data.error : '';
    if (!isTokenRejected(word) || !(await connection.rejected(clients, word))) throw cause;
    return ask(await connection.clients());
  }
}

/** @throws RecallError `timed_out`, `cancelled` */
async function wait(ms: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => throwIfStopped(signal));
}
