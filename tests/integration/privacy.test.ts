import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../src/core/domain/engine.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { health } from '../support/api.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { everythingInRedis, everythingInTables } from '../support/kept.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { quotingEngine } from '../support/quoting-engine.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

/** Stands in every message and everything else that people write, and in no recap. */
const SAID = 'vermilion-otter';

const thread = launchThread().map((message) => ({ ...message, text: `${message.text} ${SAID}` }));
const rootTs = thread[0]?.ts ?? '';

/** An engine that reads everything and quotes nothing. */
function discreetEngine(): Engine {
  const engine = quotingEngine();
  return {
    ...engine,
    async summarize(question, signal) {
      const result = await engine.summarize(question, signal);
      const points = [{ text: 'There will be a launch.', sources: [1, 3] }];
      return { ...result, answer: { ...result.answer, headline: 'A launch', points } };
    },
  };
}

/** An engine with a fault of ours in it, whose error quotes what it was reading. */
function faultyEngine(): Engine {
  return {
    ...quotingEngine(),
    async summarize({ transcript }) {
      throw new TypeError(`cannot read “${transcript.messages[0]?.text}”`);
    },
  };
}

async function recallWith(backend: Backend, engine: Engine): Promise<RecallUnderTest> {
  const purpose = `Everything about the ${SAID}`;
  const seed = meetingWorkspace({ messages: thread, purpose, topic: SAID });
  const recall = await startRecall({ backend, seed, engine });
  onTestFinished(() => recall.close());
  return recall;
}

async function ask({ simulator }: RecallUnderTest, callbackId: string): Promise<void> {
  await simulator.as(MARA).useMessageShortcut({ callbackId, channel: GENERAL, ts: rootTs });
}

async function everythingStored({ database, redis }: RecallUnderTest): Promise<string> {
  const [tables, jobs] = await Promise.all([
    everythingInTables(database),
    redis ? everythingInRedis(redis.url) : '',
  ]);
  return `${tables}\n${jobs}`;
}

describeOnEachBackend('what is kept', (backend) => {
  it('is the recap, and neither what was said nor a secret', async () => {
    const recall = await recallWith(backend, discreetEngine());
    await ask(recall, SHORTCUT_RECALL_THREAD);
    await ask(recall, SHORTCUT_RECALL_PRIVATELY);
    await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: '/recall', text: '' });
    await until(async () => {
      const states = await recall.states();
      return states.length === 3 && states.every((state) => state === 'done');
    });
    const stored = await everythingStored(recall);
    expect(stored).toContain('There will be a launch.');
    expect(stored).toContain(rootTs);
    const kept = [stored, ...recall.logLines].join('\n');
    expect(kept).not.toContain(SAID);
    expect(kept).not.toContain(recall.simulator.app.botToken);
    expect(kept).not.toContain(recall.simulator.app.signingSecret);
    expect(kept).not.toContain(new URL(recall.database.url).password);
  });

  it('is not what was said where an unexpected error quotes it', async () => {
    const recall = await recallWith(backend, faultyEngine());
    await ask(recall, SHORTCUT_RECALL_THREAD);
    await until(async () => (await health(recall)).components.queue.failed === 1);
    const stored = await everythingStored(recall);
    expect(stored).toContain('internal');
    expect(stored).not.toContain(SAID);
  });
});
