import { afterEach, beforeEach, expect, it } from 'vitest';
import { ACTION_SUPERSEDE, INPUT_SUCCESSOR } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { ask, styled, valuesOf } from '../support/asking.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { recapOf, threadSaying, wordsIn } from '../support/result.ts';
import { sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const struck = () => recall.inThread(GENERAL, rootTs()).flatMap((message) => styled(message, 'strike'));

beforeEach(async () => {
  thread = threadSaying('When?', 'Decided: launch in May', 'Hm.', 'Decided: launch in June');
  recall = await startRecall({
    backend: 'postgres',
    seed: meetingWorkspace({ messages: thread }),
    engine: sortingEngine(),
  });
  await recapOf(recall, { rootTs: rootTs() });
});
afterEach(() => recall.close());

async function supersedeMayByJune(): Promise<void> {
  const list = await ask(recall, { userId: MARA, channel: GENERAL, text: 'decisions' });
  const value = valuesOf(list, ACTION_SUPERSEDE)[1] ?? '';
  await recall.simulator.as(MARA).click({ channel: GENERAL, ts: list.ts, actionId: ACTION_SUPERSEDE, value });
  const [view, successor] = await until(() => {
    const open = recall.simulator.world.openViews(MARA).at(-1);
    const found = /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(open?.blocks ?? []))?.[1];
    return open && found ? ([open, found] as const) : null;
  });
  await recall.simulator.as(MARA).submitView({ viewId: view.id, values: { [INPUT_SUCCESSOR]: successor } });
}

it('a decision that is superseded is struck through in its recap, with what takes its place', async () => {
  expect(struck()).toEqual([]);
  await supersedeMayByJune();
  await until(() => struck().length > 0);
  expect(struck()).toEqual(['launch in May']);
  expect(wordsIn(recall, rootTs())).toMatch(/launch in May.*\n?.*superseded by launch in June/);
});

it('the decision stands again once the message of the later one is deleted, which is named nowhere any more', async () => {
  await supersedeMayByJune();
  await until(() => struck().length > 0);
  await recall.simulator.as(BO).remove({ channel: GENERAL, ts: thread[3]?.ts ?? '' });
  await until(() => struck().length === 0);
  expect(wordsIn(recall, rootTs())).toContain('launch in May');
  expect(wordsIn(recall, rootTs())).not.toContain('June');
});
