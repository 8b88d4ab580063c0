import type { Ask, Conversation } from '../../core/domain/conversation.ts';
import { asRecallError, type ErrorCode, RecallError } from '../../core/domain/errors.ts';
import type { Producer } from '../../core/queue/producer.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Member, OutgoingMessage } from '../../core/slack/client.ts';
import {
  cancelledMessage,
  cancelledNotice,
  joinedNotice,
  tooLateNotice,
} from '../../core/slack/messages/asking/asking.ts';
import { type Refusal, refusalMessage } from '../../core/slack/messages/asking/failure.ts';
import {
  followUpNotice,
  queuedMessage,
  readingMessage,
  withCancel,
} from '../../core/slack/messages/asking/progress.ts';
import { ANYONE, type Speech, speechFor } from '../../core/slack/messages/speech.ts';
import type { People } from '../../core/slack/people.ts';
import { memberSoon } from '../member.ts';
import type { Decision } from './decide.ts';
import { permit } from './permit.ts';
import { createPlaceholders, type PlaceholderDeps } from './placeholder.ts';

/** Says something to the person who asked, and to nobody else. */
export type Tell = (message: OutgoingMessage) => Promise<void>;

/** Who asked, where, and how to answer them. */
export interface Asker {
  workspaceId: string;
  channelId: string | null;
  userId: string;
  tell: Tell;
  /** Puts into words what is in the way, where there is more to say than the sentence for the error. */
  refusal?: (refusal: Refusal) => OutgoingMessage;
}

export interface PickUpDeps extends PlaceholderDeps {
  producer: Producer;
  people: People;
  /** Recall's own user. */
  botUserId: string;
  now(): Date;
}

export interface PickUp {
  /**
   * Carries a decision out. Never throws: what goes wrong is logged, and told to the person.
   * @returns what was in the way; null where nothing was
   */
  carryOut(decision: Decision, asker: Asker): Promise<ErrorCode | null>;
  /** Does what may throw RecallErrors on a person's behalf; those are logged and told in the same way. */
  attempt(asker: Asker, work: () => Promise<unknown>): Promise<ErrorCode | null>;
  /** Tries a failed or cancelled conversation again; does nothing where it is neither. Never throws. */
  retry(conversationId: string, asker: Asker): Promise<void>;
  /** Ends a conversation that is not finished, for the person who asked for it or an admin. Never throws. */
  cancel(conversationId: string, asker: Asker): Promise<void>;
}

/** How long an ask may wait for Slack to tell who asks. */
const LOOK_UP_LIMIT_MS = 2000;

/** How the person who asked is answered. */
interface Answering {
  tell: Tell;
  speech: Speech;
}

/** Turns what a person asked for into a conversation that waits for a worker. */
export function createPickUp(deps: PickUpDeps): PickUp {
  const { store, producer, events, now } = deps;
  const placeholders = createPlaceholders(deps);

  async function attempt(asker: Asker, work: () => Promise<unknown>): Promise<ErrorCode | null> {
    try {
      await work();
      return null;
    } catch (cause) {
      const error = asRecallError(cause);
      events.pickUpFailed({ error });
      await refuse(asker, error.code);
      return error.code;
    }
  }

  async function refuse(asker: Asker, code: ErrorCode): Promise<void> {
    const { channelId, tell, refusal = refusalMessage } = asker;
    await tellSafely(tell, refusal({ code, channelId, speech: await speechWith(asker) }), code);
  }

  async function tellSafely(tell: Tell, message: OutgoingMessage, code: ErrorCode | null): Promise<void> {
    await tell(message).catch((error) => events.personNotTold({ code, error }));
  }

  function memberOf(person: { workspaceId: string; userId: string }): Promise<Member | null> {
    return memberSoon(deps, person, LOOK_UP_LIMIT_MS);
  }

  async function speechWith(person: { workspaceId: string; userId: string }): Promise<Speech> {
    return speechFor((await memberOf(person)) ?? ANYONE);
  }

  async function take(ask: Ask, { tell, ...asker }: Asker): Promise<void> {
    const member = await memberOf(asker);
    const answering = { tell, speech: speechFor(member ?? ANYONE) };
    if (!(await permit(ask, { userId: asker.userId, member }, deps))) return;
    const { conversation, created, joined } = await store.conversations.pickUp(ask, now());
    await withContext(idsOf(conversation), async () => {
      if (joined) return join(conversation, ask, answering);
      if (!created) return events.deliveredAgain({ trigger: ask.trigger });
      events.pickedUp({ trigger: ask.trigger });
      const recapUrl = await urlOfStandingRecap(conversation);
      if (recapUrl === null) await begin(conversation, answering);
      else await follow(conversation, recapUrl, answering);
    });
  }

  async function join(
    conversation: Conversation,
    { trigger }: Ask,
    { tell, speech }: Answering,
  ): Promise<void> {
    events.joined({ trigger });
    const what = placeholders.describe(conversation, speech);
    const url = await placeholders.urlOf(conversation.id);
    await tellSafely(tell, joinedNotice({ what, audience: conversation.audience, url, speech }), null);
  }

  /** A recap that a new one will edit; where the new one is a message of its own, or the first, there is none. */
  async function urlOfStandingRecap({ id, isInPlace }: Conversation): Promise<string | null> {
    return isInPlace ? placeholders.urlOf(id) : null;
  }

  async function begin(conversation: Conversation, { tell, speech }: Answering): Promise<void> {
    const placed = await placeholders.place(conversation, speech);
    if (placed.kind === 'impossible') {
      await store.conversations.fail(conversation, placed.error.code, now());
      throw placed.error;
    }
    if (!(await enqueue(conversation))) {
      const what = placeholders.describe(conversation, speech);
      const queued = withCancel(queuedMessage({ what, speech }), conversation.id, speech);
      await placeholders.change(conversation, queued);
    }
    const notice = placed.kind === 'placed' ? placeholders.notice(conversation, placed.url, speech) : null;
    if (notice) await tellSafely(tell, notice, null);
  }

  /** The recap that stands is left as it is until it can be brought up to date. */
  async function follow(
    conversation: Conversation,
    recapUrl: string,
    { tell, speech }: Answering,
  ): Promise<void> {
    const isQueued = await enqueue(conversation);
    const what = placeholders.describe(conversation, speech);
    const { isReread, source } = conversation;
    const notice = isQueued
      ? followUpNotice({ recapUrl, source: source.kind, isReread, speech })
      : queuedMessage({ what, speech });
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
    const { id, workspaceId, askedBy, isInPlace } = conversation;
    const speech = await speechWith({ workspaceId, userId: askedBy });
    const what = placeholders.describe(conversation, speech);
    const change = async (message: OutgoingMessage) => {
      if (!isInPlace) await placeholders.change(conversation, withCancel(message, id, speech));
    };
    await change(readingMessage({ what, found: null, speech }));
    if (!(await enqueue(conversation, { again: true }))) await change(queuedMessage({ what, speech }));
  }

  async function cancel(conversation: Conversation, asker: Asker): Promise<void> {
    const { id, workspaceId, askedBy, isInPlace } = conversation;
    const member = await memberOf(asker);
    if (askedBy !== asker.userId && member?.isAdmin !== true)
      throw new RecallError('not_yours', 'somebody else wanted to cancel it');
    const speech = speechFor(member ?? ANYONE);
    if (!(await store.conversations.cancel(workspaceId, id, now()))) {
      const stands = await store.conversations.standing(id);
      const isTooLate = stands?.state === 'done' || stands?.state === 'running';
      if (isTooLate) await tellSafely(asker.tell, tooLateNotice({ speech }), null);
      return;
    }
    events.cancelled();
    if (isInPlace) return tellSafely(asker.tell, cancelledNotice({ speech }), null);
    const theirs = await speechWith({ workspaceId, userId: askedBy });
    await placeholders.change(conversation, cancelledMessage({ conversationId: id, speech: theirs }));
  }

  async function found(conversationId: string, { workspaceId }: Asker): Promise<Conversation> {
    const conversation = await store.conversations.find(conversationId);
    if (conversation?.workspaceId === workspaceId) return conversation;
    throw new RecallError('no_longer_there', 'the conversation is gone');
  }

  return {
    attempt,

    async carryOut(decision, asker) {
      if (decision.kind === 'ask') return attempt(asker, () => take(decision.ask, asker));
      await refuse(asker, decision.code);
      return decision.code;
    },

    async retry(conversationId, asker) {
      await attempt(asker, async () => {
        const { workspaceId, channel } = await found(conversationId, asker);
        if ((await store.channels.modeOf(workspaceId, channel.id)) === 'off')
          throw new RecallError('channel_off', 'Recall is switched off in the channel');
        if (!(await store.conversations.retry(workspaceId, conversationId, now()))) return;
        const conversation = await found(conversationId, asker);
        await withContext(idsOf(conversation), () => retry(conversation));
      });
    },

    async cancel(conversationId, asker) {
      await attempt(asker, async () => {
        const conversation = await found(conversationId, asker);
        await withContext(idsOf(conversation), () => cancel(conversation, asker));
      });
    },
  };
}

function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
