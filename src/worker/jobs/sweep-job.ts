import { type Conversation, decideSweep } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { Producer } from '../../core/queue/producer.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Store } from '../../core/store/index.ts';
import type { Digesting } from '../digests/index.ts';
import type { JobRun, Outcome } from './job-run.ts';
import { giveUp, idsOf, type RecapJobDeps } from './recap-job.ts';

export interface SweepDeps extends RecapJobDeps {
  store: Pick<Store, 'conversations' | 'standingRecaps'>;
  digesting: Pick<Digesting, 'finished' | 'heal'>;
  producer: Producer;
  /** Conversations untouched for so long are looked after, in milliseconds. */
  sweepAfterMs: number;
}

const DAY_MS = 24 * 60 * 60_000;
const LIMIT = 500;
/** What Slack does not show as it is stored is looked after for so long. */
const SHOWN_WITHIN_MS = 7 * DAY_MS;

/** Queues again what was forgotten, and ends what can never be done. */
export async function handleSweep({ signal }: JobRun, deps: SweepDeps): Promise<Outcome> {
  const { store, events, now, sweepAfterMs } = deps;
  const forgotten = await store.conversations.unfinishedSince(
    new Date(now().getTime() - sweepAfterMs),
    LIMIT,
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
  { store, producer, now, sweepAfterMs }: SweepDeps,
): Promise<void> {
  const unshown = await store.standingRecaps.unshown({
    since: new Date(now().getTime() - SHOWN_WITHIN_MS),
    before: new Date(now().getTime() - sweepAfterMs),
    limit: LIMIT,
  });
  for (const conversationId of unshown) {
    if (signal.aborted) return;
    await producer.enqueue('show', { conversationId }, { again: true });
  }
}

async function sweepOne(conversation: Conversation, signal: AbortSignal, deps: SweepDeps) {
  const { producer } = deps;
  const payload = { conversationId: conversation.id };
  const decision = decideSweep(conversation, await producer.stateOf('recap', payload));
  if (decision === 'enqueue') {
    const isScheduled = conversation.digestPeriodId !== null;
    await producer.enqueue('recap', payload, { again: true, isScheduled });
  }
  if (decision === 'fail') {
    const error = new RecallError('worker_died', 'the job ended without the conversation being finished');
    await giveUp(conversation, error, signal, deps);
  }
  return decision;
}
