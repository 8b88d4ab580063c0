import type { Conversation } from '../../core/domain/conversation.ts';
import { untilWindowEnds } from '../../core/domain/digest/window-end.ts';
import { asRecallError, isOrdinary, type RecallError } from '../../core/domain/errors.ts';
import type { PayloadOf } from '../../core/queue/jobs.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Store } from '../../core/store/index.ts';
import { decideAfterFailure } from '../after-failure.ts';
import type { Digesting } from '../digests/index.ts';
import type { Recapper } from '../recap/index.ts';
import type { JobRun, Outcome } from './job-run.ts';

export interface RecapJobDeps {
  store: Pick<Store, 'conversations'>;
  recapper: Recapper;
  digesting: Pick<Digesting, 'finished'>;
  events: Events;
  now(): Date;
}

const DATABASE_WAIT_MS = 5000;
const TELLING_LIMIT_MS = 60_000;

/** Takes a conversation up and brings it to its recap, or to what becomes of it where that fails. */
export async function handleRecap(
  { conversationId }: PayloadOf<'recap'>,
  run: JobRun,
  deps: RecapJobDeps,
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

async function runRecap(conversation: Conversation, run: JobRun, deps: RecapJobDeps): Promise<Outcome> {
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
  deps: RecapJobDeps,
): Promise<Outcome> {
  const { store, events, now } = deps;
  const isScheduled = conversation.digestPeriodId !== null;
  const decision = decideAfterFailure(error, { ...run, isScheduled });
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
      await giveUp(conversation, error, AbortSignal.timeout(TELLING_LIMIT_MS), deps);
      return isOrdinary(error.code) ? { kind: 'done' } : { kind: 'failed', error };
  }
}

/** Ends a conversation as failed, which the person who asked is told. */
export async function giveUp(
  conversation: Conversation,
  error: RecallError,
  signal: AbortSignal,
  deps: RecapJobDeps,
): Promise<void> {
  deps.events.recapFailed({ error, run: conversation.run });
  await deps.recapper.giveUp(conversation, error.code, signal);
  await afterEnd(conversation, deps);
}

/** The last of a digest's conversations has it posted; where that is not queued, the sweep does so. */
async function afterEnd(
  conversation: Conversation,
  { digesting, events }: Pick<RecapJobDeps, 'digesting' | 'events'>,
): Promise<void> {
  await digesting
    .finished(conversation)
    .catch((error) => events.enqueueFailed({ error: asRecallError(error) }));
}

export function idsOf({ id, workspaceId, channel }: Conversation) {
  return { conversationId: id, workspaceId, channelId: channel.id };
}
