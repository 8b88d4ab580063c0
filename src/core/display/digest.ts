import { type Digest, FORGIVEN, STOPPING } from '../domain/digest/digest.ts';
import { ERASED } from '../domain/erasure.ts';
import { asRecallError, type ErrorCode, RecallError } from '../domain/errors.ts';
import type { Events } from '../runtime/events.ts';
import type { OutgoingMessage, Slack } from '../slack/client.ts';
import { type DigestOfPerson, digestMessages } from '../slack/messages/digest/digest.ts';
import { type Speech, speechFor } from '../slack/messages/speech.ts';
import type { People } from '../slack/people.ts';
import type { DigestPeriod, PeriodClaim, PeriodEnd } from '../store/digests/digest-periods.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { Access } from './access.ts';
import { deliverDigest } from './deliver-digest.ts';
import { carriedOverOf } from './digest-carried.ts';
import {
  digestView,
  failureOf,
  isBeingMade,
  outcomeOf,
  type PeriodOutcome,
  readerOf,
} from './digest-view.ts';
import { readWaiting } from './waiting.ts';

export interface DigestDisplayDeps {
  store: WorkspaceStore;
  people: People;
  access: Access;
  events: Events;
  slackFor(workspaceId: string): Slack;
  now(): Date;
}

/** What became of the posting of a period. */
export interface Posted {
  period: DigestPeriod;
  outcome: PeriodOutcome;
  /** Why Slack takes no message for it; null where it does, or none was to be posted. */
  refusedFor: ErrorCode | null;
  /** How many periods of the digest have failed in a row. */
  failures: number;
}

export interface DigestDisplay {
  /**
   * Posts what the period's conversations came to, once, however often and wherever this runs; or ends it in silence where that is
   * nothing. Throws RecallErrors of Slack's that are worth another try, after which it may be called again, and
   * `slack_token_rejected`, after which it waits for Recall to be installed again.
   * @returns null where it is settled, is gone, or another worker is at it
   */
  post(periodId: string): Promise<Posted | null>;
  /**
   * Brings the messages of a period that was posted up to what is stored. One that came to nothing, and of which something could be
   * made since, is posted now, unless its digest is gone or tells of that time elsewhere.
   */
  refresh(periodId: string): Promise<void>;
}

/** Longer than one post can take: a claim that is older is that of a worker that is gone. */
const STALE_MS = 2 * 60_000;

export function createDigestDisplay(deps: DigestDisplayDeps & { staleMs?: number }): DigestDisplay {
  const { store, people, access, events, now, staleMs = STALE_MS } = deps;

  function claim(periodId: string): Promise<PeriodClaim | null> {
    const at = now();
    return store.digestPeriods.claim(periodId, { now: at, staleBefore: new Date(at.getTime() - staleMs) });
  }

  async function speechOfDigest({ workspaceId, author, schedule }: Digest, slack: Slack): Promise<Speech> {
    const named = await people.named(slack, workspaceId, [author]);
    return speechFor({ locale: named.get(author)?.locale ?? null, timeZone: schedule.timeZone });
  }

  async function personalOf(period: DigestPeriod): Promise<DigestOfPerson | null> {
    const userId = readerOf(period);
    if (!period.isPersonal || userId === null || userId === ERASED) return null;
    return readWaiting({ store, access }, { workspaceId: period.digest.workspaceId, userId, now: now() });
  }

  async function messagesOf(
    period: DigestPeriod,
    slack: Slack,
    personal: DigestOfPerson | null,
  ): Promise<OutgoingMessage[]> {
    const workspace = await store.workspaces.findActive(period.digest.workspaceId);
    if (!workspace)
      throw new RecallError('slack_token_rejected', 'the workspace has no working installation');
    const [speech, carriedOver] = await Promise.all([
      speechOfDigest(period.digest, slack),
      carriedOverOf(period, readerOf(period), deps),
    ]);
    return digestMessages(
      digestView(period, { personal, carriedOver, workspaceUrl: workspace.url, now: now(), speech }),
    );
  }

  async function markShown({ parts }: DigestPeriod): Promise<void> {
    for (const { conversation, recap } of parts) {
      if (recap) await store.recaps.markShown(conversation.id, recap.version);
    }
  }

  async function show(
    period: DigestPeriod,
    held: PeriodClaim,
    personal: DigestOfPerson | null,
  ): Promise<void> {
    const slack = deps.slackFor(period.digest.workspaceId);
    const messages = await messagesOf(period, slack, personal);
    await deliverDigest(period, messages, { claim: held, slack, periods: store.digestPeriods, now });
    await markShown(period);
  }

  async function settle(period: DigestPeriod, held: PeriodClaim): Promise<Posted | null> {
    const personal = await personalOf(period);
    const outcome = outcomeOf(period, personal);
    const isShown = isToBeShown(outcome, period);
    const refusedFor = isShown ? await tryToShow(period, held, personal) : null;
    const end = refusedFor === null ? endOf(outcome, period) : 'failed';
    const failures = await store.digestPeriods.settle(held, end, now());
    if (!isShown) events.digestSilent({ hasFailed: end !== 'told' });
    else if (refusedFor === null) events.digestPosted({ channels: period.parts.length });
    return failures === null ? null : { period, outcome, refusedFor, failures };
  }

  /** Of a period that was posted, or of which there is something to post after all. */
  async function bring(period: DigestPeriod, held: PeriodClaim): Promise<void> {
    const hasRecap = period.parts.some(({ recap }) => recap !== null);
    if (period.messages.length > 0) await show(period, held, await personalOf(period));
    else if (!hasRecap || !(await store.digestPeriods.isStillShown(period.id))) return markShown(period);
    else if ((await tryToShow(period, held, await personalOf(period))) !== null) return markShown(period);
    else events.digestPosted({ channels: period.parts.length });
    if (hasRecap) await store.digestPeriods.makeUp(period.id);
  }

  /** A refusal of Slack's that will be the same next time ends the period. @returns why; null where Slack took it */
  async function tryToShow(
    period: DigestPeriod,
    held: PeriodClaim,
    personal: DigestOfPerson | null,
  ): Promise<ErrorCode | null> {
    try {
      await show(period, held, personal);
      return null;
    } catch (cause) {
      const error = asRecallError(cause);
      if (error.retryable || error.code === 'superseded' || error.code === 'slack_token_rejected')
        throw error;
      events.digestFailed({ error });
      return error.code;
    }
  }

  async function whileHeld<T>(held: PeriodClaim, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await store.digestPeriods.release(held);
    }
  }

  return {
    async post(periodId) {
      const held = await claim(periodId);
      if (!held) return null;
      return whileHeld(held, async () => {
        const period = await store.digestPeriods.find(periodId);
        return period === null || !isToBePosted(period) ? null : settle(period, held);
      });
    },

    async refresh(periodId) {
      const held = await claim(periodId);
      if (!held) throw new RecallError('internal', 'another one is at the digest', { retryable: true });
      await whileHeld(held, async () => {
        const period = await store.digestPeriods.find(periodId);
        if (period && period.settledAt !== null) await bring(period, held);
      });
    },
  };
}

/** That nothing could be read is told, too, unless it ends the digest, of which its author is told. */
function isToBeShown(outcome: PeriodOutcome, { digest, parts }: DigestPeriod): boolean {
  if (outcome === 'quiet') return digest.tellsQuiet;
  return outcome === 'news' || !parts.some((part) => STOPPING.has(failureOf(part) ?? 'internal'));
}

function isToBePosted({ settledAt, parts }: DigestPeriod): boolean {
  return settledAt === null && !parts.some(isBeingMade);
}

/** What Recall is forgiven for comes by itself, and is no reason to pause. */
function endOf(outcome: PeriodOutcome, { parts }: DigestPeriod): PeriodEnd {
  if (outcome !== 'failed') return 'told';
  const codes = parts.map(failureOf).filter((code) => code !== null);
  return codes.every((code) => FORGIVEN.has(code)) ? 'put_off' : 'failed';
}
