import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';
import { wordyEngine } from '../support/wordy-engine.ts';

describe('a second recap that is shorter than the first', () => {
  it('leaves no part of the first behind', async () => {
    const thread = launchThread();
    const rootTs = thread[0]?.ts ?? '';
    const [wordy, quoting] = [wordyEngine(), quotingEngine()];
    let asked = 0;
    const engine = {
      ...quoting,
      summarize: (...call: Parameters<typeof quoting.summarize>) => {
        asked += 1;
        return asked === 1 ? wordy.summarize(...call) : quoting.summarize(...call);
      },
    };
    const recall = await startRecall({
      backend: 'postgres',
      seed: meetingWorkspace({ messages: thread }),
      engine,
    });
    const ask = () =>
      recall.simulator
        .as(MARA)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    try {
      await ask();
      await until(async () => (await recall.states())[0] === 'done');
      expect(recall.inThread(GENERAL, rootTs).length).toBeGreaterThan(1);
      // The second still lists what it closed of the first.
      for (const [text, finished] of [
        ['Never mind.', 2],
        ['Really.', 3],
      ] as const) {
        await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs, text });
        await ask();
        await until(
          async () => (await recall.states()).filter((state) => state === 'done').length === finished,
        );
      }
      expect(recall.inThread(GENERAL, rootTs)).toHaveLength(1);
      expect(wordsOf(recall.inThread(GENERAL, rootTs)[0] ?? { text: '' })).toContain('Never mind.');
    } finally {
      await recall.close();
    }
  });
});

describe('a second recap of a thread', () => {
  let recall: RecallUnderTest;
  let engine: QuotingEngine;
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';

  beforeAll(async () => {
    engine = quotingEngine();
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }), engine });
    await ask(1);
  });
  afterAll(() => recall.close());

  async function ask(finished: number): Promise<void> {
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    await until(async () => {
      const states = await recall.states();
      return states.length === finished && states.every((state) => state === 'done' || state === 'failed');
    });
  }
  const lastTold = () => recall.simulator.world.ephemerals(GENERAL, MARA).at(-1)?.text ?? '';

  it('asks nobody and changes nothing where nothing was said, and says so', async () => {
    const before = recall.inThread(GENERAL, rootTs);
    await ask(2);
    expect(engine.questions).toHaveLength(1);
    expect(recall.inThread(GENERAL, rootTs)).toEqual(before);
    expect(lastTold()).toMatch(/^Nothing was said here since <https:\S+\|the recap>/);
  });

  it('edits the same message, and tells the engine what is new', async () => {
    const [first] = recall.inThread(GENERAL, rootTs);
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs, text: 'The importer is done.' });
    await ask(3);
    const own = recall.inThread(GENERAL, rootTs);
    expect(own.map(({ ts }) => ts)).toEqual([first?.ts]);
    expect(wordsOf(own[0] ?? { text: '' })).toContain('The importer is done.');
    const question = engine.questions.at(-1);
    expect(question?.earlier?.news).toEqual([5]);
    expect(question?.earlier?.answer.points.map(({ sources }) => sources)).toEqual([[1], [2], [3], [4]]);
    expect(lastTold()).toMatch(/\|The recap> is up to date: 1 new\.$/);
  });

  it('marks what is new, and nothing else', () => {
    const raw = JSON.stringify(recall.inThread(GENERAL, rootTs)[0]?.blocks);
    expect(raw.split('"name":"new"').length - 1).toBe(1);
    expect(raw.indexOf('"name":"new"')).toBeLessThan(raw.indexOf('The importer is done.'));
    expect(raw.indexOf('"name":"new"')).toBeGreaterThan(raw.indexOf('tell support'));
  });

  it('counts an edited message as news, and drops what a deleted one said', async () => {
    await recall.simulator
      .as(MARA)
      .edit({ channel: GENERAL, ts: thread[2]?.ts ?? '', text: 'Then we launch on Friday.' });
    await recall.simulator.as(BO).remove({ channel: GENERAL, ts: thread[3]?.ts ?? '' });
    await until(() =>
      wordsOf(recall.inThread(GENERAL, rootTs)[0] ?? { text: '' }).includes('2 points were removed'),
    );
    await ask(4);
    const question = engine.questions.at(-1);
    expect(question?.earlier?.news).toEqual([3]);
    expect(question?.earlier?.answer.points.map(({ sources }) => sources)).toEqual([[1], [2], [4]]);
    const words = wordsOf(recall.inThread(GENERAL, rootTs)[0] ?? { text: '' });
    expect(words).toContain('Then we launch on Friday.');
    expect(words).not.toContain('Then we launch on Thursday.');
    expect(words).not.toContain('tell support');
    expect(lastTold()).toContain('is up to date: 1 new');
  });

  it('leaves the recap that stands as it is where it fails, and tells the person', async () => {
    const before = recall.inThread(GENERAL, rootTs);
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs, text: 'One more thing.' });
    recall.simulator.faults.fail('conversations.info', { error: 'missing_scope', times: 1 });
    await ask(5);
    expect(recall.inThread(GENERAL, rootTs)).toEqual(before);
    expect(lastTold()).toContain('I lack a permission');
  });

  it('is a new message where it is private', async () => {
    for (const count of [1, 2]) {
      await recall.simulator
        .as(BO)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
      await until(() => recall.inDirectMessage(BO).length === count);
      await until(async () =>
        (await recall.states()).every((state) => state === 'done' || state === 'failed'),
      );
    }
    const [first, second] = recall.inDirectMessage(BO);
    expect(first?.text).toMatch(/^Recap:/);
    expect(second?.text).toMatch(/^Nothing was said here since/);
    expect(engine.questions.at(-1)?.earlier).toBeUndefined();
  });

  it('posts anew where somebody deleted the recap', async () => {
    const [standing] = recall.inThread(GENERAL, rootTs);
    await fetch(`${recall.simulator.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${recall.simulator.app.botToken}` },
      body: new URLSearchParams({ channel: GENERAL, ts: standing?.ts ?? '' }),
    });
    expect(recall.inThread(GENERAL, rootTs)).toEqual([]);
    await ask(8);
    expect(recall.inThread(GENERAL, rootTs)).toHaveLength(1);
  });
});
