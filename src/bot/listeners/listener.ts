import { setTimeout as sleep } from 'node:timers/promises';
import type { App, RespondFn } from '@slack/bolt';
import { RecallError } from '../../core/domain/errors.ts';
import type { OutgoingMessage, Slack } from '../../core/slack/client.ts';
import type { People } from '../../core/slack/people.ts';
import type { PickUp, Tell } from '../pick-up.ts';

export interface ListenerDeps {
  /** The workspace that the app is installed in. */
  workspaceId: string;
  pickUp: PickUp;
  slack: Slack;
  people: People;
  now(): Date;
}

/** Bolt's `respond` waits for ever. */
const RESPONSE_LIMIT_MS = 10_000;

/** One source of work: hooks itself into Bolt. Each acknowledges at once and does the rest afterwards. */
export type Listener = (app: App, deps: ListenerDeps) => void;

/** Tells by the response_url of an interaction or command. Slack takes five answers within 30 minutes. */
export function byResponse(respond: RespondFn): Tell {
  return async ({ text, blocks }) => {
    const answered = new AbortController();
    const limit = sleep(RESPONSE_LIMIT_MS, undefined, { signal: answered.signal }).then(() => {
      throw new RecallError('slack_unavailable', 'a response_url did not answer');
    });
    try {
      await Promise.race([
        respond({ text, blocks, response_type: 'ephemeral', replace_original: false }),
        limit,
      ]);
    } finally {
      limit.catch(() => {});
      answered.abort();
    }
  };
}

/** Tells in a message that only one person sees, where there is no response_url. */
export function byEphemeral(
  slack: Slack,
  to: { channelId: string; userId: string; threadTs?: string },
): Tell {
  return (message: OutgoingMessage) => slack.postEphemeral({ ...to, message });
}
