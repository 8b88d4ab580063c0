import type { RecapDisplay } from '../core/display/recap-display.ts';
import { type Conversation, decideSweep } from '../core/domain/conversation.ts';
import { untilWindowEnds } from '../core/domain/digest/window-end.ts';
import { asRecallError, isOrdinary, RecallError } from '../core/domain/errors.ts';
import type { JobName, PayloadOf } from '../core/queue/jobs.ts';
import type { Producer } from '../core/queue/producer.ts';
import { withContext } from '../core/runtime/context.ts';
import type { Events } from '../core/runtime/events.ts';
import type { Store } from '../core/store/index.ts';
import { decideAfterFailure } from './after-failure.ts';
import type { Digesting } from './digests/index.ts';
import type { Housekeeping } from './housekeeping/index.ts';
import type { Probing } from './probe.ts';
import type { Recapper } from './recap/index.ts';
import type { Reminding } from './reminders/index.ts';

/** How a job ended: done, to be tried again (later, with or without spending an attempt), or failed for good. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'retry'; error: RecallError }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'failed'; error: RecallError };

export interface JobRun {
  signal: AbortSignal;
  /** How often this job may still fail, this time included. */
  attemptsLeft: number;
  attempt: number;
}

export type Handlers = { [Name in JobName]: (payload: PayloadOf<Name>, run: JobRun) => Promise<Outcome> };

export interface HandlerDeps {
  store: Store;
  producer: Producer;
  recapper: Recapper;
  recaps: RecapDisplay;
  reminding: Reminding;
  digesting: Digesting;
  housekeeping: Housekeeping;
  probing: Probing;
  events: Events;
  now(): Date;
  /** Conversations untouched for so long are looked after by the sweep. */
  sweepAfterMs: number;
}

const DAY_MS = 24 * 60 * 60_000;
const SWEEP_LIMIT = 500;
/** What Slack does not show as it is stored is looked after for so long. */
const SHOWN_WITHIN_MS = 7 * DAY_MS;
const DATABASE_WAIT_MS = 5000;
const TELLING_LIMIT_MS = 60_000;

/** What is done for each kind of job. */
export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    recap: (payload, run) => handleRecap(payload, run, deps),
    show: (payload, run) => handleShow(payload, run, deps),
    digest: (payload, run) => handleDigest(payload, run, deps),
    async digests(_, { signal }) {
      await deps.digesting.open(signal);
      return { kind: 'done' };
    },
    sweep: (_, run) => handleSweep(run, deps),
    async remind(_, { signal }) {
      await deps.reminding.run(signal);
      return { kind: 'done' };
    },
    async housekeeping(_, { signal }) {
      await deps.housekeeping.run(signal);
      return { kind: 'done' };
    },
    async purge_channel({ workspaceId, channelId }, { signal }) {
      await deps.housekeeping.purgeChannel(workspaceId, channelId, signal);
      return { kind: 'done' };
    },
    async probe({ probeId }, { signal }) {
      await deps.probing.run(probeId, signal);
      return { kind: 'done' };
    },
  };
}

async function handleRecap(
  { conversationId }: PayloadOf<'recap'>,
  run: JobRun,
  deps: HandlerDeps,
): Promise<Outcome> {
  try {
    const conversation = await deps.store.conversations.takeUp(conversationId, deps.now());
    if (!conversation) return { kind: 'done' };
    const waitMs = untilWindowEnds(conversation, deps.now());
    if (waitMs > 0) {
      await deps.store.conversations.putBack(conversation, deps.now());
      return { kind: 'wait', waitMs };
    }
    return await withContext(idsOf(conversation), () => runRecap(conversation, run, deps));
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code !== 'database_unavailable') throw error;
    deps.events.recapWaits({ error, waitMs: DATABASE_WAIT_MS });
    return { kind: 'wait', waitMs: DATABASE_WAIT_MS };
  }
}

async function runRecap(conversation: Conversation, run: JobRun, deps: HandlerDeps): Promise<Outcome> {
  try {
    await deps.recapper.run(conversation, run.signal);
    await afterEnd(conversation, deps);
    return { kind: 'done' };
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code === 'database_unavailable') throw error;
    return afterFailure(conversation, error, run, deps);
  }
}

async function afterFailure(
  conversation: Conversation,
  error: RecallError,
  run: JobRun,
  deps: HandlerDeps,
): Promise<Outcome> {
  const { store, recapper, events, now } = deps;
  const decision = decideAfterFailure(error, {
    attemptsLeft: run.attemptsLeft,
    waitedMs: now().getTime() - conversation.requestedAt.getTime(),
  });
  switch (decision.kind) {
    case 'drop':
      return { kind: 'done' };
    case 'rest':
      events.rests({ error });
      await store.conversations.putBack(conversation, now());
      return { kind: 'done' };
    case 'wait':
      events.recapWaits({ error, waitMs: decision.waitMs });
      await store.conversations.putBack(conversation, now());
      return decision;
    case 'retry':
      events.recapRetries({ error, attempt: run.attempt });
      await store.conversations.putBack(conversation, now());
      return { kind: 'retry', error };
    case 'give_up':
      events.recapFailed({ error, run: conversation.run });
      await recapper.giveUp(conversation, error.code, AbortSignal.timeout(TELLING_LIMIT_MS));
      await afterEnd(conversation, deps);
      return isOrdinary(error.code) ? { kind: 'done' } : { kind: 'failed', error };
  }
}

/** The last of a digest's conversations has it posted; where that is not queued, the sweep does so. */
async function afterEnd(conversation: Conversation, { digesting, events }: HandlerDeps): Promise<void> {
  await digesting
    .finished(conversation)
    .catch((error) => events.enqueueFailed({ error: asRecallError(error) }));
}

async function handleDigest(
  { periodId }: PayloadOf<'digest'>,
  { attemptsLeft }: JobRun,
  { digesting, events }: HandlerDeps,
): Promise<Outcome> {
  try {
    await digesting.post(periodId);
    return { kind: 'done' };
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code === 'superseded') return { kind: 'done' };
    if (error.code === 'slack_token_rejected') {
      events.rests({ error });
      return { kind: 'done' };
    }
    events.digestFailed({ error });
    if (!error.retryable) return { kind: 'failed', error };
    if (error.retryAfterMs !== undefined) return { kind: 'wait', waitMs: error.retryAfterMs };
    return attemptsLeft > 1 ? { kind: 'retry', error } : { kind: 'failed', error };
  }
}

/** Brings what Slack shows of a recap up to what is stored. */
async function handleShow(
  { conversationId }: PayloadOf<'show'>,
  { attemptsLeft }: JobRun,
  { recaps, events }: HandlerDeps,
): Promise<Outcome> {
  try {
    await withContext({ conversationId }, () => recaps.refresh(conversationId));
    return { kind: 'done' };
  } catch (cause) {
    const error = asRecallError(cause);
    events.notShown({ what: 'recap', error });
    if (!error.retryable) return { kind: 'failed', error };
    if (error.retryAfterMs !== undefined) return { kind: 'wait', waitMs: error.retryAfterMs };
    return attemptsLeft > 1 ? { kind: 'retry', error } : { kind: 'failed', error };
  }
}

async function handleSweep({ signal }: JobRun, deps: HandlerDeps): Promise<Outcome> {
  const { store, events, now, sweepAfterMs } = deps;
  const forgotten = await store.conversations.unfinishedSince(
    new Date(now().getTime() - sweepAfterMs),
    SWEEP_LIMIT,
  );
  const counts = { enqueued: 0, failed: 0 };
  for (const conversation of forgotten) {
    if (signal.aborted) break;
    const decision = await withContext(idsOf(conversation), () => sweepOne(conversation, signal, deps));
    if (decision === 'enqueue') counts.enqueued += 1;
    if (decision === 'fail') counts.failed += 1;
  }
  await sweepUnshown(signal, deps);
  await deps.digesting.heal(new Date(now().getTime() - sweepAfterMs));
  events.swept(counts);
  return { kind: 'done' };
}

/** Changes that never came to Slack, since it or the process that made them was away. */
async function sweepUnshown(
  signal: AbortSignal,
  { store, producer, now, sweepAfterMs }: HandlerDeps,
): Promise<void> {
  const unshown = await store.standingRecaps.unshown({
    since: new Date(now().getTime() - SHOWN_WITHIN_MS),
    before: new Date(now().getTime() - sweepAfterMs),
    limit: SWEEP_LIMIT,
  });
  for (const conversationId of unshown) {
    if (signal.aborted) return;
    await producer.enqueue('show', { conversationId }, { again: true });
  }
}

async function sweepOne(conversation: Conversation, signal: AbortSignal, deps: HandlerDeps) {
  const { producer, recapper, events } = deps;
  const payload = { conversationId: conversation.id };
  const decision = decideSweep(conversation, await producer.stateOf('recap', payload));
  if (decision === 'enqueue') {
    const isScheduled = conversation.digestPeriodId !== null;
    await producer.enqueue('recap', payload, { again: true, isScheduled });
  }
  if (decision === 'fail') {
    const error = new RecallError('worker_died', 'the job ended without the conversation being finished');
    events.recapFailed({ error, run: conversation.run });
    await recapper.giveUp(conversation, error.code, signal);
    await afterEnd(conversation, deps);
  }
  return decision;
}

function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
