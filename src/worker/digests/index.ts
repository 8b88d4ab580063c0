import type { DigestDisplay } from '../../core/display/digest.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import { type DueDecision, decideDue } from '../../core/domain/digest/decide.ts';
import { type Digest, SPREAD_MS } from '../../core/domain/digest/digest.ts';
import { PACE_MS, spreadDelayMs, spreadWindowMs } from '../../core/domain/digest/spread.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import type { Entry, Producer } from '../../core/queue/producer.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import type { People } from '../../core/slack/people.ts';
import type { DueDigest, OpenedDigest } from '../../core/store/digests/digest-opening.ts';
import type { Store } from '../../core/store/index.ts';
import { createStopping } from './stopping.ts';
import { createTelling } from './telling.ts';

export interface DigestingDeps {
  store: Store;
  producer: Producer;
  people: People;
  display: Pick<DigestDisplay, 'post'>;
  events: Events;
  /** A client for telling authors, which waits for little. */
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  now(): Date;
  /** Over so long the digests of one minute are spread, in milliseconds. */
  spreadMs?: number;
  /** How far apart the channels of one workspace are read at least, in milliseconds. */
  paceMs?: number;
}

export interface Digesting {
  /** Opens the periods that are due by now; each once, however often and wherever this runs. */
  open(signal: AbortSignal): Promise<void>;
  /** Posts a period that is made. Throws retryable RecallErrors. */
  post(periodId: string): Promise<void>;
  /** Has the period posted that a conversation is a part of, where it was the last of it, or brought up to date where it is posted. */
  finished(conversation: Pick<Conversation, 'id' | 'digestPeriodId'>): Promise<void>;
  /** Tells authors that Recall has paused their digests; each once, however often and wherever this runs. */
  tellAuthors(signal: AbortSignal): Promise<void>;
  /** Has those posted that are made, though nobody came to it for a while, and authors told what they were not told. */
  heal(before: Date): Promise<void>;
}

/** So many are opened in one transaction. */
const BATCH = 500;
/** So many are opened in one go; what is left is opened in the next. */
const MOST_OPENED = 50_000;
const HEAL_LIMIT = 500;

export function createDigesting(deps: DigestingDeps): Digesting {
  const { store, producer, display, events, now, spreadMs = SPREAD_MS, paceMs = PACE_MS } = deps;
  const stopping = createStopping(deps);
  const { tellAuthors } = createTelling(deps);

  /** Where one of many cannot be written, the others are opened without it. */
  async function openAll(ids: readonly string[], signal: AbortSignal): Promise<void> {
    if (signal.aborted || ids.length === 0) return;
    try {
      await openBatch(ids);
    } catch (cause) {
      const error = asRecallError(cause);
      if (error.code === 'database_unavailable') throw error;
      if (ids.length === 1) return events.digestFailed({ error });
      const half = Math.ceil(ids.length / 2);
      await openAll(ids.slice(0, half), signal);
      await openAll(ids.slice(half), signal);
    }
  }

  async function openBatch(ids: readonly string[]): Promise<void> {
    const at = now();
    const switchedOff: { digest: Digest; channelId: string }[] = [];
    const { opened, failed } = await store.digests.openMany({ ids, now: at }, (due) => {
      const { digest, offIn } = due;
      const decision = decideDue({ ...digest, kind: digest.covers, now: at });
      if (decision.kind === 'run' && offIn !== null) {
        switchedOff.push({ digest, channelId: offIn });
        return { kind: 'leave' };
      }
      return { kind: 'settle', decision, startAt: startOf(due, decision, at) };
    });
    for (const { workspaceId, error } of failed)
      withContext({ workspaceId }, () => events.digestFailed({ error }));
    for (const { digest, decision } of opened) {
      const { isLate, folded } = decision;
      const { workspaceId, channelIds } = digest;
      withContext({ workspaceId }, () =>
        events.digestOpened({ channels: channelIds.length, isLate, folded }),
      );
    }
    await enqueue(opened, at).catch((error) => events.enqueueFailed({ error: asRecallError(error) }));
    for (const { digest, channelId } of switchedOff)
      await withContext({ workspaceId: digest.workspaceId }, () =>
        stopping.stop({ digest, code: 'channel_off', channelId }),
      );
  }

  /** So that those of one minute are spread from then on; those that are late, from now on. */
  function startOf({ digest, waiting }: DueDigest, decision: DueDecision, at: Date): Date {
    const isInTime = decision.kind === 'run' && !decision.isLate;
    const from = isInTime ? decision.due.getTime() : at.getTime();
    const start = from + spreadDelayMs(digest.id, spreadWindowMs(waiting, spreadMs, paceMs));
    return new Date(Math.max(start, at.getTime()));
  }

  async function enqueue(opened: readonly OpenedDigest[], at: Date): Promise<void> {
    const recaps: Entry<'recap'>[] = [];
    const digests: Entry<'digest'>[] = [];
    for (const { periodId, conversationIds, startAt } of opened) {
      const delayMs = startAt.getTime() - at.getTime();
      for (const conversationId of conversationIds) recaps.push({ payload: { conversationId }, delayMs });
      if (conversationIds.length === 0) digests.push({ payload: { periodId }, delayMs });
    }
    await producer.enqueueAll('recap', recaps);
    await producer.enqueueAll('digest', digests);
  }

  return {
    async open(signal) {
      const due = await store.digests.due(now(), MOST_OPENED);
      for (let from = 0; from < due.length; from += BATCH)
        await openAll(due.slice(from, from + BATCH), signal);
      events.lookedForDigests();
    },

    async post(periodId) {
      const posted = await display.post(periodId);
      if (posted) await stopping.afterPost(posted);
    },

    async finished({ id: conversationId, digestPeriodId: periodId }) {
      if (periodId === null) return;
      if (await store.digestPeriods.isReady(periodId))
        await producer.enqueue('digest', { periodId }, { again: true });
      // It was tried again after its digest had been posted without it.
      else if (await store.digestPeriods.isSettled(periodId))
        await producer.enqueue('show', { conversationId }, { again: true });
    },

    tellAuthors,

    async heal(before) {
      for (const periodId of await store.digestPeriods.ready(before, HEAL_LIMIT)) {
        await producer.enqueue('digest', { periodId }, { again: true });
      }
      if (await store.digests.hasUntold(now())) await producer.enqueue('tell_paused', {});
    },
  };
}
