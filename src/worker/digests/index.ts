import type { DigestDisplay, Posted } from '../../core/display/digest.ts';
import { failureOf } from '../../core/display/digest-view.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import { type DueDecision, decideDue } from '../../core/domain/digest/decide.ts';
import { type Digest, MOST_FAILURES, SPREAD_MS } from '../../core/domain/digest/digest.ts';
import { spreadDelayMs } from '../../core/domain/digest/spread.ts';
import { asRecallError, type ErrorCode } from '../../core/domain/errors.ts';
import { inParallel } from '../../core/domain/in-parallel.ts';
import { SCHEDULED_PRIORITY } from '../../core/queue/jobs.ts';
import type { Producer } from '../../core/queue/producer.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { digestPausedMessage } from '../../core/slack/messages/digest/digest-paused.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { People } from '../../core/slack/people.ts';
import type { OpenedPeriod } from '../../core/store/digests/digest-opening.ts';
import type { Store } from '../../core/store/index.ts';

export interface DigestingDeps {
  store: Store;
  producer: Producer;
  people: People;
  display: Pick<DigestDisplay, 'post'>;
  events: Events;
  slackFor(workspaceId: string): Slack;
  now(): Date;
  /** Over so long the digests of one minute are spread, in milliseconds. */
  spreadMs?: number;
}

export interface Digesting {
  /** Opens the periods that are due by now; each once, however often and wherever this runs. */
  open(signal: AbortSignal): Promise<void>;
  /** Posts a period that is made. Throws retryable RecallErrors. */
  post(periodId: string): Promise<void>;
  /** Has the period posted that a conversation is a part of, where it was the last of it. */
  finished(conversation: Pick<Conversation, 'digestPeriodId'>): Promise<void>;
  /** Has those posted that are made, though nobody came to it for a while. */
  heal(before: Date): Promise<void>;
}

const BATCH = 200;
const AT_ONCE = 8;
/** So many batches are opened in one go; what is left is opened in the next. */
const MOST_BATCHES = 200;
const HEAL_LIMIT = 500;
/** What ends a digest until somebody mends it. */
const PAUSING: ReadonlySet<ErrorCode> = new Set([
  'channel_archived',
  'channel_off',
  'not_in_channel',
  'no_longer_there',
  'not_permitted',
]);

export function createDigesting(deps: DigestingDeps): Digesting {
  const { store, producer, people, display, events, now, spreadMs = SPREAD_MS } = deps;

  async function openOne(digest: Digest): Promise<void> {
    const at = now();
    const decision = decideDue({ ...digest, kind: digest.covers, now: at });
    const off = decision.kind === 'run' ? await switchedOff(digest) : null;
    if (off !== null) return pause(digest, 'channel_off', off);
    const delayMs = delayOf(digest, decision, at);
    const startAt = new Date(at.getTime() + delayMs);
    const opened = await store.digests.openPeriod(digest, decision, { now: at, startAt });
    if (opened === null || decision.kind === 'not_yet') return;
    const { isLate, folded } = decision;
    events.digestOpened({ channels: digest.channelIds.length, isLate, folded });
    await enqueue(opened, delayMs).catch((error) => events.enqueueFailed({ error: asRecallError(error) }));
  }

  /** @returns false where it failed, or was stopped before */
  async function openSafely(digest: Digest, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    try {
      await withContext({ workspaceId: digest.workspaceId }, () => openOne(digest));
      return true;
    } catch (cause) {
      const error = asRecallError(cause);
      if (error.code === 'database_unavailable') throw error;
      events.digestFailed({ error });
      return false;
    }
  }

  /** So that those of one minute are spread from then on; those that are late, from now on. */
  function delayOf(digest: Digest, decision: DueDecision, at: Date): number {
    const spread = spreadDelayMs(digest.id, spreadMs);
    if (decision.kind === 'not_yet' || decision.isLate) return spread;
    return Math.max(0, decision.due.getTime() + spread - at.getTime());
  }

  async function enqueue({ periodId, conversationIds }: OpenedPeriod, delayMs: number): Promise<void> {
    for (const conversationId of conversationIds) {
      await producer.enqueue('recap', { conversationId }, { priority: SCHEDULED_PRIORITY, delayMs });
    }
    if (conversationIds.length === 0) await producer.enqueue('digest', { periodId }, { delayMs });
  }

  async function switchedOff({ workspaceId, channelIds, postTo }: Digest): Promise<string | null> {
    for (const channelId of new Set([...channelIds, ...(postTo === null ? [] : [postTo])])) {
      if ((await store.channels.modeOf(workspaceId, channelId)) === 'off') return channelId;
    }
    return null;
  }

  /** Whoever pauses it tells its author, so that it is told once. */
  async function pause(digest: Digest, code: ErrorCode, channelId: string | null): Promise<void> {
    const { workspaceId, author, channelIds } = digest;
    if (!(await store.digests.pause(workspaceId, digest.id, code, now()))) return;
    events.digestPaused({ code });
    try {
      const slack = deps.slackFor(workspaceId);
      const speech = await speechOf(people, slack, { workspaceId, userId: author });
      const message = digestPausedMessage({ code, channelId, channelIds, speech });
      await slack.post({ channelId: await slack.openDirectMessage(author), message });
    } catch (error) {
      events.personNotTold({ code, error });
    }
  }

  async function afterPost({ period: { digest, parts }, refusedFor, failures }: Posted): Promise<void> {
    const broken = parts.find((part) => PAUSING.has(failureOf(part) ?? 'internal'));
    const brokenFor = broken ? failureOf(broken) : null;
    if (broken && brokenFor) return pause(digest, brokenFor, broken.conversation.channel.id);
    if (refusedFor !== null && PAUSING.has(refusedFor)) return pause(digest, refusedFor, digest.postTo);
    if (failures < MOST_FAILURES) return;
    const failed = parts.map(failureOf).find((code) => code !== null);
    await pause(digest, refusedFor ?? failed ?? 'internal', null);
  }

  return {
    async open(signal) {
      for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
        const due = await store.digests.due(now(), BATCH);
        const opened = await inParallel(due, AT_ONCE, (digest) => openSafely(digest, signal));
        if (due.length < BATCH || !opened.some(Boolean)) break;
      }
      events.lookedForDigests();
    },

    async post(periodId) {
      const posted = await display.post(periodId);
      if (posted) await afterPost(posted);
    },

    async finished({ digestPeriodId: periodId }) {
      if (periodId === null || !(await store.digestPeriods.isReady(periodId))) return;
      await producer.enqueue('digest', { periodId }, { again: true });
    },

    async heal(before) {
      for (const periodId of await store.digestPeriods.ready(before, HEAL_LIMIT)) {
        await producer.enqueue('digest', { periodId }, { again: true });
      }
    },
  };
}
