import type { Ask, Conversation } from '../core/domain/conversation.ts';
import { asRecallError, type ErrorCode, RecallError } from '../core/domain/errors.ts';
import type { Producer } from '../core/queue/producer.ts';
import { withContext } from '../core/runtime/context.ts';
import type { Events } from '../core/runtime/events.ts';
import type { OutgoingMessage, Slack } from '../core/slack/client.ts';
import { messageUrl } from '../core/slack/links.ts';
import { refusalMessage } from '../core/slack/messages/failure.ts';
import {
  describeSource,
  privateNotice,
  queuedMessage,
  readingMessage,
  usageMessage,
} from '../core/slack/messages/progress.ts';
import type { Store } from '../core/store/index.ts';
import type { Decision } from './decide.ts';

/** Says something to the person who asked, and to nobody else. */
export type Tell = (message: OutgoingMessage) => Promise<void>;

export interface PickUpDeps {
  store: Store;
  producer: Producer;
  slack: Slack;
  events: Events;
  /** Such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  now(): Date;
}

export interface PickUp {
  /** Carries a decision out. Never throws: what goes wrong is logged, and told to the person. */
  carryOut(decision: Decision, tell: Tell): Promise<void>;
  /** Tries a failed conversation again; does nothing where it is not failed. Never throws. */
  retry(workspaceId: string, conversationId: string, tell: Tell): Promise<void>;
}

/** Turns what a person asked for into a conversation that waits for a worker. */
export function createPickUp(deps: PickUpDeps): PickUp {
  const { store, events, now } = deps;

  async function guarded(tell: Tell, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const error = asRecallError(cause);
      events.pickUpFailed({ error });
      await tellSafely(tell, refusalMessage(error.code), error.code);
    }
  }

  async function tellSafely(tell: Tell, message: OutgoingMessage, code: ErrorCode | null): Promise<void> {
    await tell(message).catch((error) => events.personNotTold({ code, error }));
  }

  async function take(ask: Ask, tell: Tell): Promise<void> {
    const { conversation, created } = await store.conversations.pickUp(ask, now());
    await withContext(idsOf(conversation), async () => {
      if (!created) return events.deliveredAgain({ trigger: ask.trigger });
      events.pickedUp({ trigger: ask.trigger });
      const placed = await place(conversation);
      if (placed.kind === 'impossible') {
        await store.conversations.fail(conversation, placed.error.code, now());
        throw placed.error;
      }
      await enqueue(conversation, placed.kind === 'placed' ? placed.ts : null);
      if (ask.audience === 'private' && placed.kind === 'placed') {
        const placeholderUrl = messageUrl(deps.workspaceUrl, placed.channelId, {
          ts: placed.ts,
          threadTs: null,
        });
        await tellSafely(tell, privateNotice({ what: describe(conversation), placeholderUrl }), null);
      }
    });
  }

  /** Posts the placeholder. Where Slack is slow that is left to the worker; where it is impossible there is no recap. */
  async function place(conversation: Conversation): Promise<Placed> {
    const { id, audience, askedBy, channel, source } = conversation;
    try {
      const found =
        source.kind === 'thread'
          ? await countThread(channel.id, source.threadTs)
          : await checkWindow(channel.id);
      const message = readingMessage({ what: describe(conversation), found });
      const channelId = audience === 'private' ? await deps.slack.openDirectMessage(askedBy) : channel.id;
      const thread = audience === 'thread' && source.kind === 'thread' ? { threadTs: source.threadTs } : {};
      const ts = await deps.slack.post({
        channelId,
        ...thread,
        message,
        tag: { conversationId: id, part: 0 },
      });
      await store.deliveries.record(id, { part: 0, channelId, ts });
      return { kind: 'placed', channelId, ts };
    } catch (cause) {
      const error = asRecallError(cause);
      if (!error.retryable) return { kind: 'impossible', error };
      events.placeholderFailed({ error });
      return { kind: 'left_to_worker' };
    }
  }

  async function countThread(channelId: string, threadTs: string): Promise<number> {
    const { messages } = await deps.slack.replies({ channelId, threadTs, limit: 1 });
    const root = messages.find(({ ts }) => ts === threadTs);
    if (!root) throw new RecallError('message_gone', 'the thread has no root any more');
    if (root.reply_count === 0) throw new RecallError('thread_too_short', 'the message has no replies');
    return root.reply_count + 1;
  }

  /** How much was said in a window is only known once it has been read; that it can be read is known at once. */
  async function checkWindow(channelId: string): Promise<null> {
    const { isMember } = await deps.slack.channel(channelId);
    if (!isMember) throw new RecallError('not_in_channel', 'the command was used where Recall is no member');
    return null;
  }

  async function enqueue(
    conversation: Conversation,
    placeholderTs: string | null,
    again = false,
  ): Promise<void> {
    try {
      await deps.producer.enqueue('recap', { conversationId: conversation.id }, { again });
    } catch (cause) {
      events.enqueueFailed({ error: asRecallError(cause) });
      if (placeholderTs) await say(conversation, queuedMessage({ what: describe(conversation) }));
    }
  }

  /** Changes the placeholder; where Slack does not take that, the recap will still replace it. */
  async function say(conversation: Conversation, message: OutgoingMessage): Promise<void> {
    const [placeholder] = await store.deliveries.list(conversation.id);
    if (!placeholder) return;
    const { channelId, ts } = placeholder;
    const tag = { conversationId: conversation.id, part: 0 };
    await deps.slack
      .update({ channelId, ts, message, tag })
      .catch((error) => events.placeholderFailed({ error: asRecallError(error) }));
  }

  function describe({ source, channel, audience }: Conversation): string {
    const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: source.threadTs } : null;
    const threadUrl = root && audience === 'private' ? messageUrl(deps.workspaceUrl, channel.id, root) : null;
    return describeSource({ source, channel, threadUrl });
  }

  return {
    async carryOut(decision, tell) {
      switch (decision.kind) {
        case 'refuse':
          return tellSafely(tell, refusalMessage(decision.code), decision.code);
        case 'explain':
          return tellSafely(tell, usageMessage(), null);
        case 'ask':
          return guarded(tell, () => take(decision.ask, tell));
      }
    },

    async retry(workspaceId, conversationId, tell) {
      await guarded(tell, async () => {
        if (!(await store.conversations.retry(workspaceId, conversationId, now()))) return;
        const conversation = await store.conversations.find(conversationId);
        if (!conversation) return;
        await withContext(idsOf(conversation), async () => {
          await say(conversation, readingMessage({ what: describe(conversation), found: null }));
          const [placeholder] = await store.deliveries.list(conversation.id);
          await enqueue(conversation, placeholder?.ts ?? null, true);
        });
      });
    },
  };
}

type Placed =
  | { kind: 'placed'; channelId: string; ts: string }
  | { kind: 'left_to_worker' }
  | { kind: 'impossible'; error: RecallError };

function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
