import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ACTION_RECAP_DOWN,
  ACTION_RECAP_UP,
  INPUT_EXPLANATION,
  INPUT_FAULT,
  VIEW_RECAP_FEEDBACK,
} from '../../src/core/slack/ids.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { lastTold, placeOf, recapOf, threadSaying } from '../support/result.ts';
import { sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
const thread = threadSaying('When do we launch?', 'On Thursday.');
const rootTs = thread[0]?.ts ?? '';
const press = (actionId: string, by: string) =>
  recall.simulator.as(by).click({ ...placeOf(recall.inThread(GENERAL, rootTs)[0]), actionId });
const given = () => recall.store.feedback.list('T0ACME', { limit: 10 });

beforeAll(async () => {
  recall = await startRecall({
    backend: 'postgres',
    seed: meetingWorkspace({ messages: thread }),
    engine: sortingEngine(),
  });
  await recapOf(recall, { rootTs });
});
afterAll(() => recall.close());

it('takes a thumb up from anyone who sees the recap, thanks quietly, and changes nothing in the recap', async () => {
  const before = recall.inThread(GENERAL, rootTs);
  await press(ACTION_RECAP_UP, BO);
  await until(() => lastTold(recall, BO).startsWith('Thank you'));
  expect(await given()).toMatchObject([{ userId: BO, verdict: 'up', reason: null }]);
  expect(recall.inThread(GENERAL, rootTs)).toEqual(before);
});

it('asks why on a thumb down, and keeps one opinion for each person', async () => {
  await press(ACTION_RECAP_DOWN, BO);
  const view = await until(() => recall.simulator.world.openViews(BO).at(-1));
  expect(view.callback_id).toBe(VIEW_RECAP_FEEDBACK);
  expect(await given()).toMatchObject([{ userId: BO, verdict: 'down', reason: null }]);
  await recall.simulator.as(BO).submitView({
    viewId: view.id,
    values: { [INPUT_FAULT]: 'missed', [INPUT_EXPLANATION]: 'the  budget\nand who pays' },
  });
  await until(async () => (await given())[0]?.reason !== null);
  expect(await given()).toMatchObject([
    { userId: BO, verdict: 'down', reason: { fault: 'missed', words: 'the  budget\nand who pays' } },
  ]);
  await press(ACTION_RECAP_UP, MARA);
  await until(async () => (await given()).length === 2);
  await press(ACTION_RECAP_UP, BO);
  await until(async () => (await given()).every(({ verdict }) => verdict === 'up'));
  expect((await given()).map(({ reason }) => reason)).toEqual([null, null]);
  expect(await recall.store.feedback.list('T0OTHER', { limit: 10 })).toEqual([]);
});

it('says nothing of what a person wrote in the log', () => {
  expect(recall.logLines.join('\n')).not.toContain('who pays');
});
