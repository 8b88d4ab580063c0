import { setTimeout as sleep } from 'node:timers/promises';
import type { App, RespondFn } from '@slack/bolt';
import type { Refusals } from '../../core/admins/refusals.ts';
import type { StandingCheck } from '../../core/admins/standing.ts';
import type { Access } from '../../core/display/access.ts';
import type { HomeDisplay } from '../../core/display/home.ts';
import type { RecapDisplay } from '../../core/display/recap-display.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { OutgoingMessage, Slack } from '../../core/slack/client.ts';
import type { People } from '../../core/slack/people.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';
import type { PickUp, Tell } from '../asking/pick-up.ts';

export interface ListenerDeps {
  /** The workspace that the app is installed in. */
  workspaceId: string;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  /** Where the admin view is, without a slash at the end. */
  adminUrl: string;
  /** Who may come in to it. */
  standing: StandingCheck;
  refusals: Refusals;
  pickUp: PickUp;
  slack: Slack;
  people: People;
  store: WorkspaceStore;
  events: Events;
  access: Access;
  recaps: RecapDisplay;
  home: HomeDisplay;
  /** Hands conversations that are queued to the workers; what the queue does not take, the sweep brings. Never throws. */
  startRecaps(conversationIds: readonly string[]): Promise<void>;
  now(): Date;
}

/** Bolt's `respond` waits for ever. */
const RESPONSE_LIMIT_MS = 10_000;

/** One source of work: hooks itself into Bolt. Each acknowledges at once and does the rest afterwards. */
export type Listener = (app: App, deps: ListenerDeps) => void;

/**
 * Tells by the response_url of an interaction or command. Slack takes five answers within 30 minutes; what it does not take goes to
 * the direct message with `instead`, where that is given. What was done in a thread is answered there.
 */
export function byResponse(
  respond: RespondFn | undefined,
  instead?: { slack: Slack; userId: string },
  threadTs: string | null = null,
): Tell {
  return async (message) => {
    try {
      await answer(respond, message, threadTs);
    } catch (error) {
      if (!instead) throw error;
      await byDirectMessage(instead.slack, instead.userId)(message);
    }
  };
}

/** Bolt gives no `respond` where Slack gives no response_url. */
async function answer(
  respond: RespondFn | undefined,
  { text, blocks }: OutgoingMessage,
  threadTs: string | null,
): Promise<void> {
  if (!respond) throw new RecallError('slack_refused', 'there is no response_url');
  const answered = new AbortController();
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  const limit = sleep(RESPONSE_LIMIT_MS, undefined, { signal: answered.signal }).then(() => {
    throw new RecallError('slack_unavailable', 'a response_url did not answer');
  });
  try {
    await Promise.race([
      respond({ text, blocks, response_type: 'ephemeral', replace_original: false, ...thread }),
      limit,
    ]);
  } finally {
    limit.catch(() => {});
    answered.abort();
  }
}

/** Tells in a message that only one person sees, where there is no response_url. */
export function byEphemeral(
  slack: Slack,
  to: { channelId: string; userId: string; threadTs?: string },
): Tell {
  return (message: OutgoingMessage) => slack.postEphemeral({ ...to, message });
}

/** Tells in the direct message with a person, where nothing else reaches them. */
export function byDirectMessage(slack: Slack, userId: string): Tell {
  return async (message) => {
    const channelId = await slack.openDirectMessage(userId);
    await slack.post({ channelId, message });
  };
}
