import { describe, expect, it } from 'vitest';
import { stopError } from '../../src/core/domain/stopping.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';
import { wordyEngine } from '../support/wordy-engine.ts';

const thread = launchThread();
const rootTs = thread[0]?.ts ?? '';

async function withRecall(
  options: RecallOptions,
  work: (recall: RecallUnderTest) => Promise<void>,
): Promise<void> {
  const recall = await startRecall({ seed: meetingWorkspace({ messages: thread }), ...options });
  try {
    await work(recall);
  } finally {
    await recall.close();
  }
}

const askInThread = (recall: RecallUnderTest) =>
  recall.simulator
    .as(MARA)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });

const recapInThread = (recall: RecallUnderTest) =>
  until(() => {
    const own = recall.inThread(GENERAL, rootTs);
    return own.length > 0 && own.every(isSettled) ? own : null;
  });

describeWithRedis('while Redis is away', () => {
  it('tells the person that the recap is queued, and brings it when Redis is back and empty', async () => {
    await withRecall({ backend: 'redis' }, async (recall) => {
      await recall.redis?.kill();
      expect((await askInThread(recall)).status).toBe(200);
      await until(() => recall.inThread(GENERAL, rootTs)[0]?.text.includes('is queued'));
      expect(await recall.states()).toEqual(['queued']);
      await recall.redis?.restart();
      const [message, ...others] = await recapInThread(recall);
      expect(others).toEqual([]);
      expect(wordsOf(message ?? { text: '' })).toContain('Then we launch on Thursday.');
    });
  });

  it('loses nothing of what waited in a Redis that is wiped', async () => {
    await withRecall({ backend: 'redis', services: ['bot'] }, async (recall) => {
      await askInThread(recall);
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      await recall.redis?.wipe();
      await recall.startWorker();
      expect(await recapInThread(recall)).toHaveLength(1);
      await until(async () => (await recall.states()).join() === 'done');
    });
  });
});

describeOnEachBackend('while PostgreSQL is away', (backend) => {
  it('says that no work can be taken, then works again', async () => {
    await withRecall({ backend, services: ['bot'] }, async (recall) => {
      await recall.database.goAway();
      expect((await askInThread(recall)).status).toBe(200);
      await until(() =>
        recall.simulator.world.ephemerals(GENERAL, MARA).at(-1)?.text.includes('I cannot do that right now'),
      );
      expect(recall.inThread(GENERAL, rootTs)).toEqual([]);
      await recall.database.comeBack();
      await recall.startWorker();
      await askInThread(recall);
      expect(await recapInThread(recall)).toHaveLength(1);
    });
  });
});

describe('while Slack has trouble', () => {
  it('waits out a rate limit on reading and on posting', async () => {
    await withRecall({ backend: 'postgres' }, async (recall) => {
      recall.simulator.faults.rateLimit('conversations.replies', { retryAfterSeconds: 1, times: 2 });
      recall.simulator.faults.rateLimit('chat.update', { retryAfterSeconds: 1, times: 1 });
      await askInThread(recall);
      expect(await recapInThread(recall)).toHaveLength(1);
    });
  });

  it('puts a recap aside for a rate limit that is longer than a job may wait, without spending an attempt', async () => {
    await withRecall({ backend: 'postgres', services: ['bot'] }, async (recall) => {
      await askInThread(recall);
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      recall.simulator.faults.rateLimit('conversations.replies', { retryAfterSeconds: 90, times: 1 });
      await recall.startWorker();
      await until(() => recall.logLines.some((line) => line.includes('recap waits')));
      await until(async () => (await recall.states())[0] === 'queued');
      const health = await recall.store.conversations.unfinishedSince(new Date(Date.now() + 60_000), 10);
      expect(health).toHaveLength(1);
    });
  });

  it('does not post a second message where the answer to the first got lost', async () => {
    await withRecall({ backend: 'postgres' }, async (recall) => {
      recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
      await recall.simulator
        .as(BO)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
      await until(async () => (await recall.states())[0] === 'done');
      expect(recall.inDirectMessage(BO).map(({ text }) => text)).toEqual(['Recap: 4 messages']);
    });
  });

  it('does not repeat a part of a long recap whose answer got lost', async () => {
    await withRecall({ backend: 'postgres', services: ['bot'], engine: wordyEngine() }, async (recall) => {
      await askInThread(recall);
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
      await recall.startWorker();
      await until(async () => (await recall.states())[0] === 'done', { limitMs: 30_000 });
      const parts = recall.inThread(GENERAL, rootTs);
      expect(parts.length).toBeGreaterThan(1);
      const words = parts.map(wordsOf).join('\n');
      for (let item = 1; item <= 12; item += 1) expect(words.split(`point ${item} of`).length - 1).toBe(1);
    });
  });

  it('leaves one message where the placeholder was so slow that the sweep came first', async () => {
    await withRecall({ backend: 'postgres' }, async (recall) => {
      recall.simulator.faults.delay('chat.postMessage', 1500);
      await askInThread(recall);
      await until(async () => (await recall.states())[0] === 'done');
      await until(
        () => recall.simulator.calls.filter(({ method }) => method === 'chat.postMessage').length === 2,
      );
      await until(() => recall.inThread(GENERAL, rootTs).length === 1);
      expect(recall.inThread(GENERAL, rootTs).map(({ text }) => text)).toEqual(['Recap: 4 messages']);
    });
  });

  it('shows the recap as plain text where Slack refuses the blocks, and logs Slack’s pointers', async () => {
    await withRecall({ backend: 'postgres' }, async (recall) => {
      recall.simulator.faults.fail('chat.update', { error: 'invalid_blocks', times: 1 });
      await askInThread(recall);
      const [message] = await recapInThread(recall);
      expect(message?.text).toContain('Then we launch on Thursday.');
      expect(recall.logLines.some((line) => line.includes('Slack refused the blocks'))).toBe(true);
    });
  });

  it('says that the app has to be reinstalled when the token is revoked, wherever that can still be said', async () => {
    await withRecall({ backend: 'postgres', services: ['bot'] }, async (recall) => {
      recall.simulator.faults.revokeToken();
      await askInThread(recall);
      await until(() =>
        recall.simulator.world.ephemerals(GENERAL, MARA).at(-1)?.text.includes('Slack no longer lets me in'),
      );
      const state = await recall.database.query('SELECT state FROM "Installation"');
      expect(state).toEqual([{ state: 'revoked' }]);
      expect((await recall.states()).filter((one) => one !== 'failed')).toEqual([]);
    });
  });
});

describe('while the engine has trouble', () => {
  it('tries again by itself where that can help', async () => {
    const engine = failingEngine({ code: 'engine_unavailable', times: 1, retryable: true });
    await withRecall({ backend: 'postgres', engine }, async (recall) => {
      await askInThread(recall);
      expect((await recapInThread(recall))[0]?.text).toBe('Recap: 4 messages');
    });
  });

  it('ends a conversation at its time limit', async () => {
    const engine = { ...failingEngine({ code: 'internal', times: 0 }), summarize: hangs };
    const environment = { JOB_TIMEOUT_MS: '1000' };
    await withRecall({ backend: 'postgres', engine, environment }, async (recall) => {
      await askInThread(recall);
      expect((await recapInThread(recall))[0]?.text).toContain('took longer than the time limit');
      expect(await recall.states()).toEqual(['failed']);
    });
  });

  it('hands a conversation over when its worker is told to stop', async () => {
    let asked = 0;
    const patient = failingEngine({ code: 'internal', times: 0 });
    const engine: typeof patient = {
      ...patient,
      async summarize(question, signal) {
        asked += 1;
        return asked === 1 ? hangs(question, signal) : patient.summarize(question, signal);
      },
    };
    await withRecall({ backend: 'postgres', engine }, async (recall) => {
      await askInThread(recall);
      await until(() => asked === 1);
      await recall.stopWorker();
      expect(await recall.states()).toEqual(['queued']);
      await recall.startWorker();
      expect((await recapInThread(recall))[0]?.text).toBe('Recap: 4 messages');
    });
  });
});

function hangs(_question: unknown, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(stopError(signal)), { once: true });
  });
}
