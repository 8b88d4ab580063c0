import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACTION_CANCEL,
  COMMAND,
  SHORTCUT_RECALL_PRIVATELY,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { type HeldEngine, heldEngine } from '../support/held-engine.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const thread = launchThread();
const rootTs = thread[0]?.ts ?? '';

describe('asking for what is being read already', () => {
  let recall: RecallUnderTest;
  let engine: HeldEngine;

  beforeEach(async () => {
    engine = heldEngine();
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }), engine });
  });
  afterEach(() => recall.close());

  const recallThread = (userId: string, callbackId = SHORTCUT_RECALL_THREAD) =>
    recall.simulator.as(userId).useMessageShortcut({ callbackId, channel: GENERAL, ts: rootTs });
  const type = (userId: string, text: string) =>
    recall.simulator.as(userId).runCommand({ channel: GENERAL, command: COMMAND, text });
  const told = (userId: string, words: string) =>
    until(() => recall.simulator.world.ephemerals(GENERAL, userId).find(({ text }) => text.includes(words)), {
      what: `“${words}” told to ${userId}`,
    });
  const asked = (count: number) => until(() => engine.questions.length === count);
  const joins = () => recall.logLines.filter((line) => line.includes('is being read already, joined')).length;

  it('joins it: one recap in the thread, and the second person is told where', async () => {
    await recallThread(MARA);
    await asked(1);
    await recallThread(BO);
    const notice = await told(BO, 'I am reading this thread already');
    const [placeholder] = recall.inThread(GENERAL, rootTs);
    const url = recall.simulator.world.permalink(GENERAL, placeholder ?? never());
    expect(notice.text).toContain(`<${url.split('?')[0]}`);
    engine.release();
    await until(() => recall.inThread(GENERAL, rootTs).every(isSettled));
    expect(recall.inThread(GENERAL, rootTs)).toHaveLength(1);
    await until(async () => (await recall.states()).join() === 'done');
  });

  it('joins where two people ask at the very same time', async () => {
    await Promise.all([MARA, BO].map((userId) => recallThread(userId)));
    await until(() => joins() === 1);
    engine.release();
    await until(async () => (await recall.states()).every((state) => state === 'done'));
    expect(await recall.states()).toEqual(['done']);
    expect(recall.inThread(GENERAL, rootTs)).toHaveLength(1);
  });

  it('in private it joins one’s own, and nobody else’s', async () => {
    await recallThread(MARA, SHORTCUT_RECALL_PRIVATELY);
    await recallThread(BO, SHORTCUT_RECALL_PRIVATELY);
    await asked(2);
    await recallThread(BO, SHORTCUT_RECALL_PRIVATELY);
    await told(BO, 'already, so there is no need to ask again');
    expect(
      recall.simulator.world
        .ephemerals(GENERAL, MARA)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('already');
    expect(await recall.states()).toHaveLength(2);
  });

  it('joins the same window, and no other one', async () => {
    await type(BO, '3h');
    await asked(1);
    await type(BO, '3h');
    await told(BO, 'I am reading the last 3 hours of <#C0GENERAL> already');
    await type(BO, '4h');
    await asked(2);
    await type(BO, '3h focus on the importer');
    await asked(3);
    expect(await recall.states()).toHaveLength(3);
    expect(joins()).toBe(1);
  });

  it('does not join what was cancelled', async () => {
    await recallThread(MARA);
    await asked(1);
    const [placeholder] = recall.inThread(GENERAL, rootTs);
    await recall.simulator
      .as(MARA)
      .click({ channel: GENERAL, ts: placeholder?.ts ?? '', actionId: ACTION_CANCEL });
    await until(async () => (await recall.states())[0] === 'cancelled');
    await recallThread(BO);
    await asked(2);
    expect(joins()).toBe(0);
  });
});

function never(): never {
  throw new Error('there is no message');
}
