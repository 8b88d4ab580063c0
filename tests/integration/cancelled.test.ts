import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/domain/engine.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { heldEngine } from '../support/held-engine.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { isSettled } from '../support/reading.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { HASTY_PACE, TEST_PACE } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

const [thread, other] = [launchThread(), launchThread(100)];
const rootTs = thread[0]?.ts ?? '';
const otherTs = other[0]?.ts ?? '';

/** One job at a time, so that a second recap is there only when the worker is done with the first. */
async function withRecall(
  options: RecallOptions,
  work: (recall: RecallUnderTest) => Promise<void>,
): Promise<void> {
  const recall = await startRecall({
    seed: meetingWorkspace({ messages: [...other, ...thread] }),
    ...options,
    environment: { WORKER_CONCURRENCY: '1', ...options.environment },
  });
  try {
    await work(recall);
  } finally {
    await recall.close();
  }
}

const ask = (recall: RecallUnderTest, ts: string) =>
  recall.simulator.as(MARA).useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
const firstId = (recall: RecallUnderTest) => until(async () => (await idsIn(recall))[0]?.id);
const idsIn = (recall: RecallUnderTest) =>
  recall.database.query<{ id: string }>('SELECT id FROM "Conversation" ORDER BY id');
const cancel = async (recall: RecallUnderTest) =>
  recall.store.conversations.cancel('T0ACME', await firstId(recall), new Date());

/** That the first recap is cancelled for good: nothing is saved or posted of it, also not later. */
async function expectNothingOfIt(recall: RecallUnderTest): Promise<void> {
  await ask(recall, otherTs);
  await until(async () => (await recall.states())[1] === 'done');
  expect(await recall.states()).toEqual(['cancelled', 'done']);
  expect(await recall.database.query('SELECT 1 FROM "Recap"')).toHaveLength(1);
  const own = recall.inThread(GENERAL, rootTs);
  expect(own.length).toBeLessThanOrEqual(1);
  for (const { text } of own) expect(text).not.toContain('Recap');
  expect(recall.logLines.some((line) => line.includes('recap failed'))).toBe(false);
}

describeOnEachBackend('a recap that a person cancels', (backend) => {
  it('while it is queued is never begun', async () => {
    const engine = quotingEngine();
    await withRecall({ backend, engine, services: ['bot'] }, async (recall) => {
      await ask(recall, rootTs);
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      expect(await cancel(recall)).toBe(true);
      await recall.startWorker();
      await expectNothingOfIt(recall);
      expect(engine.questions).toHaveLength(1);
    });
  });

  it('while its messages are read asks no engine', async () => {
    const engine = quotingEngine();
    await withRecall({ backend, engine }, async (recall) => {
      recall.simulator.faults.hang('conversations.info', { times: 1 });
      await ask(recall, rootTs);
      await until(() => recall.simulator.calls.some(({ method }) => method === 'conversations.info'));
      expect(await cancel(recall)).toBe(true);
      recall.simulator.faults.release();
      await expectNothingOfIt(recall);
      expect(engine.questions.map(({ transcript }) => transcript.threadTs)).toContain(otherTs);
    });
  });

  it('while the engine is asked is stopped there', async () => {
    const engine = heldEngine();
    await withRecall({ backend, engine }, async (recall) => {
      await ask(recall, rootTs);
      await until(() => engine.questions.length === 1);
      expect(await cancel(recall)).toBe(true);
      await until(() => engine.stopped === 1);
      engine.release();
      await expectNothingOfIt(recall);
    });
  });

  it('between the answer and its being saved is not saved', async () => {
    const quoting = quotingEngine();
    let cancelFirst: () => Promise<unknown> = async () => {};
    const engine: Engine = {
      ...quoting,
      async summarize(question, signal) {
        const answer = await quoting.summarize(question, signal);
        if (quoting.questions.length === 1) await cancelFirst();
        return answer;
      },
    };
    // So seldom looked at that only the saving itself can tell.
    const pace = { recap: { ...TEST_PACE.recap, lookEveryMs: 60_000 } };
    await withRecall({ backend, engine, pace }, async (recall) => {
      cancelFirst = () => cancel(recall);
      await ask(recall, rootTs);
      await until(async () => (await recall.states())[0] === 'cancelled');
      await expectNothingOfIt(recall);
    });
  });

  it('once it is saved is too late for that, and is shown', async () => {
    await withRecall({ backend }, async (recall) => {
      recall.simulator.faults.hang('chat.update', { times: 1 });
      await ask(recall, rootTs);
      await until(() => recall.simulator.calls.some(({ method }) => method === 'chat.update'));
      expect(await cancel(recall)).toBe(false);
      recall.simulator.faults.release();
      await until(async () => (await recall.states())[0] === 'done');
      expect(recall.inThread(GENERAL, rootTs).map(({ text }) => text)).toEqual(['Recap: 4 messages']);
      expect(await cancel(recall)).toBe(false);
    });
  });

  it('while it waits for another try is not tried again', async () => {
    const engine = quotingEngine();
    await withRecall({ backend, engine, services: ['bot'] }, async (recall) => {
      await ask(recall, rootTs);
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      recall.simulator.faults.rateLimit('conversations.replies', { retryAfterSeconds: 90, times: 1 });
      await recall.startWorker();
      await until(
        async () =>
          (await recall.states())[0] === 'queued' &&
          recall.logLines.some((line) => line.includes('recap waits')),
      );
      expect(await cancel(recall)).toBe(true);
      await expectNothingOfIt(recall);
    });
  });

  it('can be asked for once more', async () => {
    const engine = heldEngine();
    await withRecall({ backend, engine }, async (recall) => {
      await ask(recall, rootTs);
      await until(() => engine.questions.length === 1);
      const id = await firstId(recall);
      expect(await cancel(recall)).toBe(true);
      expect(await recall.store.conversations.retry('T0ACME', id, new Date())).toBe(true);
      engine.release();
      await until(async () => (await recall.states())[0] === 'done');
      expect(recall.inThread(GENERAL, rootTs).map(({ text }) => text)).toEqual(['Recap: 4 messages']);
    });
  });
});

describe('whoever cancels a recap', () => {
  it('is not contradicted by a word on its progress that was on its way', async () => {
    const engine = heldEngine();
    await withRecall({ backend: 'postgres', engine, pace: HASTY_PACE }, async (recall) => {
      recall.simulator.faults.hang('chat.update', { times: 1 });
      await ask(recall, rootTs);
      await until(() => recall.simulator.calls.some(({ method }) => method === 'chat.update'));
      expect(await cancel(recall)).toBe(true);
      await until(() => engine.stopped === 1);
      recall.simulator.faults.release();
      await until(() => recall.inThread(GENERAL, rootTs).every(isSettled));
      expect(recall.inThread(GENERAL, rootTs).map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Cancelled\./),
      ]);
      engine.release();
      await expectNothingOfIt(recall);
    });
  });

  it('cancels once, in their own workspace', async () => {
    await withRecall({ backend: 'postgres', services: ['bot'] }, async (recall) => {
      await ask(recall, rootTs);
      const id = await firstId(recall);
      expect(await recall.store.conversations.cancel('T0OTHER', id, new Date())).toBe(false);
      const both = await Promise.all([cancel(recall), cancel(recall)]);
      expect(both.toSorted()).toEqual([false, true]);
    });
  });
});
