import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { LogLevel, type WebAPICallResult, WebClient } from '@slack/web-api';
import { RECAP_EVENT_TYPE } from '../domain/conversation.ts';
import { RecallError } from '../domain/errors.ts';
import { throwIfStopped } from '../domain/stopping.ts';
import type { MessageTs, Person } from '../domain/transcript.ts';
import { classifySlackError } from './errors.ts';
import { readMessages, type SlackMessage } from './read-message.ts';

const CALL_TIMEOUT_MS = 10_000;
/** Slack's documented maximum is higher, but asks for no more than 200 a page. */
const PAGE_SIZE = 200;

/** What is posted: blocks, and a text that stands for them in notifications and old clients. */
export interface OutgoingMessage {
  text: string;
  blocks: KnownBlock[];
}

export interface RecapTag {
  conversationId: string;
  part: number;
}

export interface Page {
  messages: SlackMessage[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export interface SlackIdentity {
  workspaceId: string;
  workspaceName: string;
  url: string;
  botUserId: string;
  botId: string;
  scopes: string[];
}

export interface ChannelInfo {
  id: string;
  name: string;
  purpose: string;
  /** Whether Recall may read it. */
  isMember: boolean;
}

/** How a person stands to the workspace; what Slack does not tell counts as a stranger. */
export type Standing = 'full' | 'guest' | 'stranger' | 'bot' | 'gone';

export interface Member extends Person {
  /** BCP 47 tag; null where Slack does not tell it. */
  locale: string | null;
  standing: Standing;
  /** Admins and owners of the workspace. */
  isAdmin: boolean;
}

/** The calls that Recall makes to Slack's Web API. All throw RecallErrors with a `slack_*` code or what the refusal means. */
export interface Slack {
  identify(): Promise<SlackIdentity>;
  channel(channelId: string): Promise<ChannelInfo>;
  person(userId: string): Promise<Member>;
  /** A page of a thread, oldest first; the root may come first on every page. */
  replies(call: { channelId: string; threadTs: MessageTs; cursor?: string; limit?: number }): Promise<Page>;
  /** A page of a channel's top-level messages in [oldest, latest), newest first. */
  history(call: {
    channelId: string;
    oldest?: MessageTs;
    latest?: MessageTs;
    cursor?: string;
  }): Promise<Page>;
  post(call: {
    channelId: string;
    threadTs?: MessageTs;
    message: OutgoingMessage;
    tag?: RecapTag;
  }): Promise<MessageTs>;
  update(call: { channelId: string; ts: MessageTs; message: OutgoingMessage; tag?: RecapTag }): Promise<void>;
  /** Deletes a message of Recall's own. */
  remove(call: { channelId: string; ts: MessageTs }): Promise<void>;
  postEphemeral(call: {
    channelId: string;
    userId: string;
    threadTs?: MessageTs;
    message: OutgoingMessage;
  }): Promise<void>;
  /** The id of the direct message between Recall and a person. */
  openDirectMessage(userId: string): Promise<string>;
}

export interface SlackOptions {
  token: string;
  /** Ends in `/api/`. */
  apiUrl: string;
  /** How long one call may wait in total for Slack's rate limits, in milliseconds. */
  maxWaitMs: number;
  /** Ends waits; calls under way end by their own time limit. */
  signal?: AbortSignal;
}

/** A client for one workspace. It opens no connection by itself. */
export function createSlack({ token, apiUrl, maxWaitMs, signal }: SlackOptions): Slack {
  const common = {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    allowAbsoluteUrls: false,
  };
  const reading = new WebClient(token, {
    ...common,
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 2000 },
  });
  // A post whose answer got lost may have arrived: whoever posts looks for it before it posts again.
  const writing = new WebClient(token, { ...common, retryConfig: { retries: 0 } });

  async function call<T extends WebAPICallResult>(method: string, ask: () => Promise<T>): Promise<T> {
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
  }

  return {
    async identify() {
      const answer = await call('auth.test', () => reading.auth.test());
      return {
        workspaceId: answer.team_id ?? '',
        workspaceName: answer.team ?? '',
        url: answer.url ?? '',
        botUserId: answer.user_id ?? '',
        botId: answer.bot_id ?? '',
        scopes: answer.response_metadata?.scopes ?? [],
      };
    },
    async channel(channelId) {
      const { channel } = await call('conversations.info', () =>
        reading.conversations.info({ channel: channelId }),
      );
      const isMember = channel?.is_member === true || channel?.is_im === true;
      return { id: channelId, name: channel?.name ?? '', purpose: channel?.purpose?.value ?? '', isMember };
    },
    async person(userId) {
      const { user } = await call('users.info', () =>
        reading.users.info({ user: userId, include_locale: true }),
      );
      const name =
        user?.profile?.display_name || user?.real_name || user?.profile?.real_name || user?.name || userId;
      return {
        id: userId,
        name,
        timeZone: user?.tz ?? null,
        locale: user?.locale ?? null,
        standing: standingOf(user),
        isAdmin: user?.is_admin === true || user?.is_owner === true || user?.is_primary_owner === true,
      };
    },
    async replies({ channelId, threadTs, cursor, limit = PAGE_SIZE }) {
      const args = {
        channel: channelId,
        ts: threadTs,
        limit,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      };
      return toPage(await call('conversations.replies', () => reading.conversations.replies(args)));
    },
    async history({ channelId, oldest, latest, cursor }) {
      const args = {
        channel: channelId,
        limit: PAGE_SIZE,
        include_all_metadata: true,
        ...(oldest ? { oldest } : {}),
        ...(latest ? { latest } : {}),
        ...(cursor ? { cursor } : {}),
      };
      return toPage(await call('conversations.history', () => reading.conversations.history(args)));
    },
    async post({ channelId, threadTs, message, tag }) {
      const args = {
        channel: channelId,
        ...message,
        unfurl_links: false,
        unfurl_media: false,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        ...metadataOf(tag),
      };
      const { ts } = await call('chat.postMessage', () => writing.chat.postMessage(args));
      if (!ts) throw new RecallError('slack_refused', 'chat.postMessage: an answer without ts');
      return ts;
    },
    async update({ channelId, ts, message, tag }) {
      const args = { channel: channelId, ts, ...message, ...metadataOf(tag) };
      await call('chat.update', () => reading.chat.update(args));
    },
    async remove({ channelId, ts }) {
      await call('chat.delete', () => reading.chat.delete({ channel: channelId, ts }));
    },
    async postEphemeral({ channelId, userId, threadTs, message }) {
      const args = {
        channel: channelId,
        user: userId,
        ...message,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      };
      await call('chat.postEphemeral', () => writing.chat.postEphemeral(args));
    },
    async openDirectMessage(userId) {
      const { channel } = await call('conversations.open', () =>
        reading.conversations.open({ users: userId }),
      );
      if (!channel?.id)
        throw new RecallError('slack_refused', 'conversations.open: an answer without a channel');
      return channel.id;
    },
  };
}

interface StandingFlags {
  deleted?: boolean;
  is_bot?: boolean;
  is_stranger?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
}

/** See docs.slack.dev/reference/objects/user-object */
function standingOf(user: StandingFlags | undefined): Standing {
  if (!user || user.is_stranger) return 'stranger';
  if (user.deleted) return 'gone';
  if (user.is_bot) return 'bot';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'full';
}

function toPage(answer: WebAPICallResult & { messages?: unknown[] }): Page {
  return {
    messages: readMessages(answer.messages),
    nextCursor: answer.response_metadata?.next_cursor || null,
  };
}

function metadataOf(tag: RecapTag | undefined) {
  if (!tag) return {};
  const payload = { conversation: tag.conversationId, part: tag.part };
  return { metadata: { event_type: RECAP_EVENT_TYPE, event_payload: payload } };
}

/** @throws RecallError `timed_out`, `cancelled` */
async function wait(ms: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => throwIfStopped(signal));
}
