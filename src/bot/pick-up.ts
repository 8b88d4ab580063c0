import type { Ask, Conversation } from '../core/domain/conversation.ts';
import { asRecallError, type ErrorCode } from '../core/domain/errors.ts';
import type { Producer } from '../core/queue/producer.ts';
import { withContext } from '../core/runtime/context.ts';
import type { OutgoingMessage } from '../core/slack/client.ts';
import { refusalMessage } from '../core/slack/messages/failure.ts';
import {
  followUpNotice,
  privateNotice,
  queuedMessage,
  readingMessage,
  usageMessage,
} from '../core/slack/messages/progress.ts';
import type { Decision } from './decide.ts';
import { createPlaceholders, type PlaceholderDeps } from './placeholder.ts';

/** Says something to the person who asked, and to nobody else. */
export type Tell = (message: OutgoingMessage) => Promise<void>;

export interface PickUpDeps extends PlaceholderDeps {
  producer: Producer;
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
  const { store, producer, events, now } = deps;
  const placeholders = createPlaceholders(deps);

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
      const recapUrl = await urlOfStandingRecap(conversation);
      if (recapUrl === null) await begin(conversation, tell);
      else await follow(conversation, recapUrl, tell);
    });
  }

  /** A recap that a new one will edit; where the new one is a message of its own, or the first, there is none. */
  async function urlOfStandingRecap({ id, followsId }: Conversation): Promise<string | null> {
    return followsId === null ? null : placeholders.urlOf(id);
  }

  async function begin(conversation: Conversation, tell: Tell): Promise<void> {
    const placed = await placeholders.place(conversation);
    if (placed.kind === 'impossible') {
      await store.conversations.fail(conversation, placed.error.code, now());
      if (placed.error.code === 'slack_token_rejected')
        await store.workspaces.markRevoked(conversation.workspaceId);
      throw placed.error;
    }
    const what = placeholders.describe(conversation);
    if (!(await enqueue(conversation))) await placeholders.change(conversation, queuedMessage({ what }));
    if (conversation.audience === 'private' && placed.kind === 'placed') {
      await tellSafely(tell, privateNotice({ what, placeholderUrl: placed.url }), null);
    }
  }

  /** The recap that stands is left as it is until it can be brought up to date. */
  async function follow(conversation: Conversation, recapUrl: string, tell: Tell): Promise<void> {
    const isQueued = await enqueue(conversation);
    const what = placeholders.describe(conversation);
    await tellSafely(tell, isQueued ? followUpNotice({ recapUrl }) : queuedMessage({ what }), null);
  }

  /** @returns false where the queue did not take it; the sweep will bring it */
  async function enqueue({ id }: Conversation, options: { again?: boolean } = {}): Promise<boolean> {
    try {
      await producer.enqueue('recap', { conversationId: id }, options);
      return true;
    } catch (cause) {
      events.enqueueFailed({ error: asRecallError(cause) });
      return false;
    }
  }

  async function retry(conversation: Conversation): Promise<void> {
    const what = placeholders.describe(conversation);
    const hasPlaceholder = (await urlOfStandingRecap(conversation)) === null;
    if (hasPlaceholder) await placeholders.change(conversation, readingMessage({ what, found: null }));
    const isQueued = await enqueue(conversation, { again: true });
    if (hasPlaceholder && !isQueued) await placeholders.change(conversation, queuedMessage({ what }));
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
        if (conversation) await withContext(idsOf(conversation), () => retry(conversation));
      });
    },
  };
}

function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
