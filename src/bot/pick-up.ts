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
import { type Speech, speechOf } from '../core/slack/messages/speech.ts';
import type { People } from '../core/slack/people.ts';
import type { Decision } from './decide.ts';
import { createPlaceholders, type PlaceholderDeps } from './placeholder.ts';

/** Says something to the person who asked, and to nobody else. */
export type Tell = (message: OutgoingMessage) => Promise<void>;

/** Who asked, where, and how to answer them. */
export interface Asker {
  workspaceId: string;
  channelId: string | null;
  userId: string;
  tell: Tell;
}

export interface PickUpDeps extends PlaceholderDeps {
  producer: Producer;
  people: People;
  now(): Date;
}

export interface PickUp {
  /** Carries a decision out. Never throws: what goes wrong is logged, and told to the person. */
  carryOut(decision: Decision, asker: Asker): Promise<void>;
  /** Tries a failed conversation again; does nothing where it is not failed. Never throws. */
  retry(conversationId: string, asker: Asker): Promise<void>;
}

/** How the person who asked is answered. */
interface Answering {
  tell: Tell;
  speech: Speech;
}

/** Turns what a person asked for into a conversation that waits for a worker. */
export function createPickUp(deps: PickUpDeps): PickUp {
  const { store, producer, slack, people, events, now } = deps;
  const placeholders = createPlaceholders(deps);

  async function guarded(asker: Asker, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const error = asRecallError(cause);
      events.pickUpFailed({ error });
      await refuse(asker, error.code);
    }
  }

  async function refuse(asker: Asker, code: ErrorCode): Promise<void> {
    const { channelId, tell } = asker;
    const speech = await speechOf(people, slack, asker);
    await tellSafely(tell, refusalMessage({ code, channelId, speech }), code);
  }

  async function tellSafely(tell: Tell, message: OutgoingMessage, code: ErrorCode | null): Promise<void> {
    await tell(message).catch((error) => events.personNotTold({ code, error }));
  }

  async function take(ask: Ask, asker: Asker): Promise<void> {
    const [{ conversation, created }, speech] = await Promise.all([
      store.conversations.pickUp(ask, now()),
      speechOf(people, slack, asker),
    ]);
    await withContext(idsOf(conversation), async () => {
      if (!created) return events.deliveredAgain({ trigger: ask.trigger });
      events.pickedUp({ trigger: ask.trigger });
      const recapUrl = await urlOfStandingRecap(conversation);
      if (recapUrl === null) await begin(conversation, { tell: asker.tell, speech });
      else await follow(conversation, recapUrl, { tell: asker.tell, speech });
    });
  }

  /** A recap that a new one will edit; where the new one is a message of its own, or the first, there is none. */
  async function urlOfStandingRecap({ id, followsId }: Conversation): Promise<string | null> {
    return followsId === null ? null : placeholders.urlOf(id);
  }

  async function begin(conversation: Conversation, { tell, speech }: Answering): Promise<void> {
    const placed = await placeholders.place(conversation, speech);
    if (placed.kind === 'impossible') {
      await store.conversations.fail(conversation, placed.error.code, now());
      if (placed.error.code === 'slack_token_rejected')
        await store.workspaces.markRevoked(conversation.workspaceId);
      throw placed.error;
    }
    const what = placeholders.describe(conversation, speech);
    if (!(await enqueue(conversation))) {
      await placeholders.change(conversation, queuedMessage({ what, speech }));
    }
    if (conversation.audience === 'private' && placed.kind === 'placed') {
      await tellSafely(tell, privateNotice({ what, placeholderUrl: placed.url, speech }), null);
    }
  }

  /** The recap that stands is left as it is until it can be brought up to date. */
  async function follow(
    conversation: Conversation,
    recapUrl: string,
    { tell, speech }: Answering,
  ): Promise<void> {
    const isQueued = await enqueue(conversation);
    const what = placeholders.describe(conversation, speech);
    const notice = isQueued ? followUpNotice({ recapUrl, speech }) : queuedMessage({ what, speech });
    await tellSafely(tell, notice, null);
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
    const { workspaceId, askedBy } = conversation;
    const speech = await speechOf(people, slack, { workspaceId, userId: askedBy });
    const what = placeholders.describe(conversation, speech);
    const hasPlaceholder = (await urlOfStandingRecap(conversation)) === null;
    if (hasPlaceholder) {
      await placeholders.change(conversation, readingMessage({ what, found: null, speech }));
    }
    const isQueued = await enqueue(conversation, { again: true });
    if (hasPlaceholder && !isQueued) {
      await placeholders.change(conversation, queuedMessage({ what, speech }));
    }
  }

  return {
    async carryOut(decision, asker) {
      switch (decision.kind) {
        case 'refuse':
          return refuse(asker, decision.code);
        case 'explain': {
          const speech = await speechOf(people, slack, asker);
          return tellSafely(asker.tell, usageMessage({ speech }), null);
        }
        case 'ask':
          return guarded(asker, () => take(decision.ask, asker));
      }
    },

    async retry(conversationId, asker) {
      await guarded(asker, async () => {
        if (!(await store.conversations.retry(asker.workspaceId, conversationId, now()))) return;
        const conversation = await store.conversations.find(conversationId);
        if (conversation) await withContext(idsOf(conversation), () => retry(conversation));
      });
    },
  };
}

function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
