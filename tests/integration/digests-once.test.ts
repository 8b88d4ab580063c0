import { afterEach, expect, it } from 'vitest';
import type { Stage } from '../../src/core/domain/recap.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import {
  after,
  allSettled,
  DAILY,
  digestsIn,
  MINUTE_MS,
  periodsOf,
  setUp,
  wipeQueue,
} from '../support/digests.ts';
import { startDyingWorker } from '../support/dying-process.ts';
import { movableClock } from '../support/items.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
afterEach(() => recall.close());

const isSettled = async () => (await periodsOf(recall)).some(({ settledAt }) => settledAt !== null);

/** By the real clock it fell due two minutes ago, as it does every day. */
async function fallDue(): Promise<void> {
  const due = after(new Date(), -2 * MINUTE_MS);
  const schedule = { ...DAILY.schedule, timeZone: 'UTC', time: due.toISOString().slice(11, 16) };
  await setUp(recall, { schedule }, after(due, -MINUTE_MS));
}

describeOnEachBackend('a digest whose worker is killed', (backend) => {
  it.each<Stage>(['gather', 'summarize', 'save'])('after %s comes once', async (diesAfter) => {
    recall = await startRecall({ backend, services: ['bot'] });
    await fallDue();
    const dying = await startDyingWorker({ environment: recall.environment, diesAfter });
    try {
      expect(await dying.died).toBe('SIGKILL');
    } finally {
      await dying.close();
    }
    await recall.startWorker();
    await until(isSettled, { limitMs: 40_000 });
    await allSettled(recall);
    expect(digestsIn(recall)).toHaveLength(1);
    expect(await periodsOf(recall)).toHaveLength(1);
  });

  it('between the post and writing it down comes once', async () => {
    recall = await startRecall({ backend });
    await fallDue();
    await until(isSettled, { limitMs: 40_000 });
    await recall.database.query(
      `UPDATE "DigestPeriod" SET "settledAt" = NULL, messages = '[]', "claimedAt" = "openedAt" - interval '1 hour'`,
    );
    await until(isSettled, { limitMs: 40_000 });
    expect(digestsIn(recall)).toHaveLength(1);
  });

  it('or that lost the answer to its post comes once', async () => {
    recall = await startRecall({ backend });
    recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
    recall.simulator.faults.httpError('chat.postMessage', { status: 503, times: 1 });
    await fallDue();
    await until(isSettled, { limitMs: 40_000 });
    await allSettled(recall);
    expect(digestsIn(recall)).toHaveLength(1);
  });
});

describeOnEachBackend('a digest whose queue is wiped', (backend) => {
  it('comes once all the same', async () => {
    const clock = movableClock();
    recall = await startRecall({ backend, now: clock.now, pace: { digestSpreadMs: 60 * MINUTE_MS } });
    const { nextDueAt } = await setUp(recall);
    clock.moveTo(after(nextDueAt, 1000));
    await until(async () => (await periodsOf(recall)).length === 1);
    expect(digestsIn(recall)).toEqual([]);
    await wipeQueue(recall);
    clock.moveTo(after(nextDueAt, 66 * MINUTE_MS));
    await until(isSettled, { limitMs: 40_000 });
    await allSettled(recall);
    expect(digestsIn(recall)).toHaveLength(1);
  });
});
