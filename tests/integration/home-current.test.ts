import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_ITEM_DONE, ACTION_ITEM_REOPEN, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { styled } from '../support/asking.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

const BO = 'U0BO';

const thread = launchThread();
let recall: RecallUnderTest;
const wordsAtHome = (userId: string) =>
  wordsOf({ text: '', blocks: recall.simulator.world.homeView(userId)?.blocks ?? [] });

describe('an App Home that was opened once', () => {
  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }) });
  });
  afterAll(() => recall.close());

  it('shows a recap as soon as it is made, and what it asks of the person', async () => {
    await recall.simulator.as(MARA).openHome();
    await until(() => wordsAtHome(MARA).includes('You have not asked for a recap yet.'));
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: thread[0]?.ts ?? '' });
    await until(() => wordsAtHome(MARA).includes('4 messages'));
    expect(recall.simulator.world.homeView(BO)).toBeUndefined();
  });

  it('does not hold up a recap where Slack does not take it', async () => {
    recall.simulator.faults.fail('views.publish', { error: 'fatal_error', times: 50 });
    const before = (await recall.states()).length;
    await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: '/recall', text: '' });
    await until(async () => {
      const states = await recall.states();
      return states.length > before && states.every((state) => state === 'done');
    });
    recall.simulator.faults.clear();
    await recall.simulator.as(MARA).openHome();
    await until(() => wordsAtHome(MARA).includes('Recap of the last 24 hours of'));
  });
});

describe('an App Home that people click in', () => {
  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace(), services: ['bot'] });
  });
  afterAll(() => recall.close());

  it('is up to date after each click, also where two people are at it', async () => {
    await storeRecap(recall.store, {
      ask: { channel: { id: GENERAL, name: 'general' }, askedBy: MARA, audience: 'channel' },
      recap: {
        actionItems: ['Book the hall', 'Tell the press'].map((text, index) => ({
          text,
          assignee: BO,
          due: null,
          sources: [{ ts: `1700000000.00010${index}`, threadTs: null }],
        })),
      },
    });
    await recall.simulator.as(BO).openHome();
    await until(() => wordsAtHome(BO).includes('Tell the press'));
    const [hall] = await recall.database.query<{ id: string }>(
      `SELECT id FROM "ActionItem" WHERE text = 'Book the hall'`,
    );
    const viewId = recall.simulator.world.homeView(BO)?.id ?? '';
    const done = { viewId, actionId: ACTION_ITEM_DONE, value: hall?.id ?? '' };
    await Promise.all([recall.simulator.as(BO).click(done), recall.simulator.as(BO).click(done)]);
    const home = () => ({ text: '', blocks: recall.simulator.world.homeView(BO)?.blocks ?? [] });
    await until(() => styled(home(), 'strike').includes('Book the hall'));
    expect(wordsAtHome(BO)).toContain('Tell the press');
    const undo = { viewId, actionId: ACTION_ITEM_REOPEN, value: hall?.id ?? '' };
    await recall.simulator.as(BO).click(undo);
    await until(() => styled(home(), 'strike').length === 0);
    expect(wordsAtHome(BO)).toContain('Book the hall');
  });
});
