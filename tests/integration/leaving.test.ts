import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTION_RECAP_MENU, ACTION_RECAP_UPDATE, ACTION_RETRY } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { valuesOf } from '../support/asking.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { labelsOf, placeOf, recapOf, settled, threadSaying } from '../support/result.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: SortingEngine;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const messages = () => recall.inDirectMessage(BO);
const words = () =>
  messages()
    .map((message) => wordsOf(message))
    .join('\n');
const inDirect = () => ({ ...placeOf(messages()[0], recall.simulator.world.directChannel(BO)?.id ?? '') });
const told = () => recall.simulator.world.ephemerals(inDirect().channel, BO).map(({ text }) => text);

/** Bo asks for a thread of a private channel, for himself alone. */
beforeEach(async () => {
  thread = threadSaying('When do we launch?', 'Decided: on Thursday', 'Task: tell support');
  engine = sortingEngine();
  const seed = meetingWorkspace({ messages: thread, isPrivate: true });
  recall = await startRecall({ backend: 'postgres', seed, engine });
});
afterEach(() => recall.close());

async function leave(): Promise<void> {
  await recall.simulator.as(BO).leave(GENERAL);
  await recall.simulator.as(MARA).say({ channel: GENERAL, threadTs: rootTs(), text: 'Behind your back.' });
}

/** Of an option of the menu. */
function choiceValue(choice: string | undefined): { value?: string } {
  const [id] = valuesOf(messages()[0] ?? {}, ACTION_RECAP_UPDATE);
  return choice === undefined ? {} : { value: `${choice}:${id}` };
}

describe('somebody who has left a private channel', () => {
  it.each([
    ['Update', ACTION_RECAP_UPDATE, undefined],
    ['More detail', ACTION_RECAP_MENU, 'more'],
  ])('reads nothing more of it by %s on a recap from before', async (_, actionId, choice) => {
    await recapOf(recall, { by: BO, rootTs: rootTs(), isPrivate: true });
    await leave();
    await recall.simulator.as(BO).click({ ...inDirect(), actionId, ...choiceValue(choice) });
    await until(() => told().some((text) => text.includes('no longer in that conversation')));
    expect(await recall.states()).toEqual(['done']);
    expect(engine.questions).toHaveLength(1);
    expect(words()).not.toContain('Behind your back.');
  });

  it('reads nothing of it by trying again what failed', async () => {
    const { summarize } = engine;
    engine.summarize = () => Promise.reject(new Error('out of order'));
    await recapOf(recall, { by: BO, rootTs: rootTs(), isPrivate: true });
    await until(() => labelsOf(messages()[0]).includes('Try again'));
    engine.summarize = summarize;
    await leave();
    await recall.simulator.as(BO).click({ ...inDirect(), actionId: ACTION_RETRY });
    await until(() => told().some((text) => text.includes('no longer in that conversation')));
    await settled(recall, 1);
    expect(engine.questions).toEqual([]);
    expect(words()).not.toMatch(/Behind|Thursday/);
  });

  it('reads on once they are back', async () => {
    await recapOf(recall, { by: BO, rootTs: rootTs(), isPrivate: true });
    await leave();
    await recall.simulator.as(MARA).bring({ channel: GENERAL, user: BO });
    await recall.simulator.as(BO).click({ ...inDirect(), actionId: ACTION_RECAP_UPDATE });
    await until(() => words().includes('Behind your back.'));
  });
});
