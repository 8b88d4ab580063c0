import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/core/domain/recap.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { startDyingWorker } from '../support/dying-process.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const BOUNDARIES: { diesAfter: Stage; askedAgain: boolean }[] = [
  { diesAfter: 'gather', askedAgain: true },
  { diesAfter: 'summarize', askedAgain: true },
  { diesAfter: 'verify', askedAgain: true },
  { diesAfter: 'save', askedAgain: false },
  { diesAfter: 'deliver', askedAgain: false },
];

describeOnEachBackend('a worker that is killed', (backend) => {
  describe.each(BOUNDARIES)('after $diesAfter', ({ diesAfter, askedAgain }) => {
    it('leaves one recap, in the thread', async () => {
      const { recall, rootTs, engine } = await startWithoutWorker();
      try {
        await dieDuring(recall, diesAfter, () =>
          recall.simulator
            .as(MARA)
            .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs }),
        );
        await recall.startWorker();
        await until(async () => (await recall.states()).every((state) => state === 'done'), {
          limitMs: 30_000,
        });
        const own = recall.inThread(GENERAL, rootTs);
        expect(own.map(({ text }) => text)).toEqual(['Recap: 4 messages']);
        expect(engine.questions).toHaveLength(askedAgain ? 1 : 0);
      } finally {
        await recall.close();
      }
    });
  });

  it('leaves one private recap where its placeholder was never written down', async () => {
    const { recall, rootTs } = await startWithoutWorker();
    try {
      await dieDuring(recall, 'save', async () => {
        await recall.simulator
          .as(BO)
          .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
      });
      await recall.database.query('DELETE FROM "Delivery"');
      await recall.startWorker();
      await until(async () => (await recall.states()).every((state) => state === 'done'), {
        limitMs: 30_000,
      });
      const own = recall.inDirectMessage(BO);
      expect(own).toHaveLength(1);
      expect(wordsOf(own[0] ?? { text: '' })).toContain('Then we launch on Thursday.');
    } finally {
      await recall.close();
    }
  });

  async function startWithoutWorker() {
    const thread = launchThread();
    const engine = quotingEngine();
    const seed = meetingWorkspace({ messages: thread });
    const recall = await startRecall({ backend, seed, engine, services: ['bot'] });
    return { recall, engine, rootTs: thread[0]?.ts ?? '' };
  }

  async function dieDuring(
    recall: RecallUnderTest,
    diesAfter: Stage,
    act: () => Promise<unknown>,
  ): Promise<void> {
    const dying = await startDyingWorker({ environment: recall.environment, diesAfter });
    try {
      await act();
      expect(await dying.died).toBe('SIGKILL');
      expect(await dying.timesAsked()).toBe(diesAfter === 'gather' ? 0 : 1);
    } finally {
      await dying.close();
    }
  }
});
