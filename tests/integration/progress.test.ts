import { describe, expect, it } from 'vitest';
import {
  ACTION_CANCEL,
  SHORTCUT_RECALL_PRIVATELY,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { startDyingWorker } from '../support/dying-process.ts';
import { type HeldEngine, heldEngine } from '../support/held-engine.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { HASTY_PACE } from '../support/recall-pace.ts';
import { until } from '../support/until.ts';

interface Scene {
  recall: RecallUnderTest;
  engine: HeldEngine;
  rootTs: string;
  ask(callbackId?: string): Promise<unknown>;
  /** The one message of Recall's in the thread. */
  shown(): { text: string; blocks?: unknown };
}

async function play(work: (scene: Scene) => Promise<void>, backend: Backend = 'postgres'): Promise<void> {
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';
  const engine = heldEngine();
  const seed = meetingWorkspace({ messages: thread });
  const recall = await startRecall({ backend, seed, engine, pace: HASTY_PACE });
  const ask = (callbackId = SHORTCUT_RECALL_THREAD) =>
    recall.simulator.as(MARA).useMessageShortcut({ callbackId, channel: GENERAL, ts: rootTs });
  const shown = () => recall.inThread(GENERAL, rootTs)[0] ?? { text: '' };
  try {
    await work({ recall, engine, rootTs, ask, shown });
  } finally {
    engine.release();
    await recall.close();
  }
}

const updatesOf = (recall: RecallUnderTest) =>
  recall.simulator.calls
    .filter(({ method }) => method === 'chat.update')
    .map(({ args }) => ({ text: String(args.text), ts: args.ts }));

describeOnEachBackend('a recap that takes long', (backend) => {
  it('says in its placeholder where it is, with a way to cancel, and then is there', async () => {
    await play(async ({ recall, engine, ask, shown }) => {
      await ask();
      await until(() => shown().text.endsWith('Asking the model about 4 messages…'));
      expect(JSON.stringify(shown().blocks)).toContain(`"action_id":"${ACTION_CANCEL}"`);
      engine.tell({ done: 2, all: 10 });
      await until(() => shown().text.endsWith('Asking the model about 4 messages, part 3 of 10…'));
      engine.tell({ done: 10, all: 10 });
      await until(() => shown().text.includes('All 10 parts are read.'));
      engine.release();
      await until(async () => (await recall.states())[0] === 'done');
      expect(shown().text).toBe('Recap: 4 messages');
      expect(updatesOf(recall).at(-1)?.text).toBe('Recap: 4 messages');
      expect(JSON.stringify(shown().blocks)).not.toContain(ACTION_CANCEL);
    }, backend);
  });

  it('is there, in one message, where its worker was killed meanwhile', async () => {
    const thread = launchThread();
    const rootTs = thread[0]?.ts ?? '';
    const seed = meetingWorkspace({ messages: thread });
    const recall = await startRecall({ backend, seed, services: ['bot'] });
    const dying = await startDyingWorker({ environment: recall.environment, diesAfter: null });
    try {
      await recall.simulator
        .as(MARA)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
      await until(() => updatesOf(recall).some(({ text }) => text.includes('Reading 4 messages')));
      await dying.close();
      await recall.startWorker();
      await until(async () => (await recall.states())[0] === 'done', { limitMs: 30_000 });
      expect(recall.inThread(GENERAL, rootTs).map(({ text }) => text)).toEqual(['Recap: 4 messages']);
    } finally {
      await dying.close();
      await recall.close();
    }
  });
});

describe('where it cannot be said how far a recap is', () => {
  it.each(['ratelimited', 'fatal_error', 'message_not_found'])(
    'since Slack answers %s, it comes all the same',
    async (error) => {
      await play(async ({ recall, engine, ask, shown }) => {
        recall.simulator.faults.fail('chat.update', { error, times: 1 });
        await ask();
        await until(() => updatesOf(recall).length > 0);
        engine.release();
        await until(async () => (await recall.states())[0] === 'done');
        expect(shown().text).toBe('Recap: 4 messages');
      });
    },
  );

  it('since Slack wants it to wait, it comes without waiting', async () => {
    await play(async ({ recall, engine, ask, shown }) => {
      recall.simulator.faults.rateLimit('chat.update', { retryAfterSeconds: 50, times: 1 });
      await ask();
      await until(() => updatesOf(recall).length > 0);
      engine.release();
      await until(async () => (await recall.states())[0] === 'done');
      expect(shown().text).toBe('Recap: 4 messages');
    });
  });

  it('since Slack is slow, it comes after what was being said', async () => {
    await play(async ({ recall, engine, ask, shown }) => {
      recall.simulator.faults.hang('chat.update', { times: 1 });
      await ask();
      await until(() => updatesOf(recall).length > 0);
      engine.release();
      await until(async () => (await recall.database.query('SELECT 1 FROM "Recap"')).length === 1);
      expect(isSettled(shown())).toBe(false);
      recall.simulator.faults.release();
      await until(async () => (await recall.states())[0] === 'done');
      expect(shown().text).toBe('Recap: 4 messages');
    });
  });
});

describe('a recap that is brought up to date', () => {
  it('stands as it is until then', async () => {
    await play(async ({ recall, engine, rootTs, ask, shown }) => {
      engine.release();
      await ask();
      await until(async () => (await recall.states())[0] === 'done');
      const first = shown().text;
      await recall.simulator
        .as(BO)
        .say({ channel: GENERAL, threadTs: rootTs, text: 'The importer is done.' });
      const before = updatesOf(recall).length;
      recall.simulator.faults.delay('conversations.replies', 400);
      await ask();
      await until(async () => (await recall.states())[1] === 'done');
      expect(
        updatesOf(recall)
          .slice(before)
          .map(({ text }) => text),
      ).toEqual([shown().text]);
      expect(first).toBe('Recap: 4 messages');
      expect(shown().text).toBe('Recap: 5 messages');
    });
  });

  it('says where it is where it comes as a message of its own', async () => {
    await play(async ({ recall, engine, rootTs, ask }) => {
      engine.release();
      await ask(SHORTCUT_RECALL_PRIVATELY);
      await until(async () => (await recall.states())[0] === 'done');
      await recall.simulator
        .as(BO)
        .say({ channel: GENERAL, threadTs: rootTs, text: 'The importer is done.' });
      recall.simulator.faults.delay('conversations.info', 400);
      await ask(SHORTCUT_RECALL_PRIVATELY);
      await until(async () => (await recall.states())[1] === 'done');
      const [, second] = recall.inDirectMessage(MARA);
      expect(second?.text).toBe('Recap: 5 messages');
      const told = updatesOf(recall).filter(({ ts }) => ts === second?.ts);
      expect(told[0]?.text).toMatch(/^:hourglass_flowing_sand: Reading 5 messages of <https:/);
    });
  });
});
