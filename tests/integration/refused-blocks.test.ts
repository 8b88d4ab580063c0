import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTION_SHOW_RECAP } from '../../src/core/slack/ids.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
const wordsAtHome = () => wordsOf({ text: '', blocks: recall.simulator.world.homeView(BO)?.blocks ?? [] });
const refusals = () => recall.logLines.filter((line) => line.includes('Slack refused the blocks'));

beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace(), services: ['bot'] });
  await storeRecap(recall.store, {
    ask: { channel: { id: GENERAL, name: 'general' }, askedBy: BO, audience: 'channel' },
    recap: {
      headline: 'Plans & <halls>',
      actionItems: [
        {
          text: `Book the hall with <@${MARA}>`,
          assignee: BO,
          due: null,
          sources: [{ ts: '1700000000.000100', threadTs: null }],
        },
      ],
    },
  });
});
afterEach(() => recall.close());

describe('blocks that Slack refuses', () => {
  it('of the App Home become its words, which say the same', async () => {
    recall.simulator.faults.fail('views.publish', { error: 'view_too_large', times: 1 });
    await recall.simulator.as(BO).openHome();
    await until(() => wordsAtHome().includes('Book the hall'));
    const { blocks = [] } = recall.simulator.world.homeView(BO) ?? {};
    expect(blocks.map(({ type }) => type)).toEqual(['section']);
    expect(wordsAtHome()).toContain(`Book the hall with <@${MARA}>`);
    expect(wordsAtHome()).toContain('Plans &amp; &lt;halls&gt;');
    expect(refusals()).toHaveLength(1);
    expect(refusals()[0]).toContain('views.publish: view_too_large');
  });

  it('of a modal become its words', async () => {
    await recall.simulator.as(BO).openHome();
    await until(() => wordsAtHome().includes('Book the hall'));
    recall.simulator.faults.fail('views.update', { error: 'view_too_large', times: 1 });
    const viewId = recall.simulator.world.homeView(BO)?.id ?? '';
    await recall.simulator.as(BO).click({ viewId, actionId: ACTION_SHOW_RECAP });
    const said = () =>
      wordsOf({ text: '', blocks: recall.simulator.world.openViews(BO).at(-1)?.blocks ?? [] });
    await until(() => said().includes('Book the hall'));
    expect(
      recall.simulator.world
        .openViews(BO)
        .at(-1)
        ?.blocks.map(({ type }) => type),
    ).toEqual(['section']);
    expect(refusals()).toHaveLength(1);
  });

  it('of a message to one person become its words', async () => {
    recall.simulator.faults.fail('chat.postMessage', { error: 'invalid_blocks', times: 1 });
    await recall.simulator.as(BO).say({ channel: await directChannel(), text: 'hello' });
    await until(() => recall.inDirectMessage(BO).length === 1);
    const [message] = recall.inDirectMessage(BO);
    expect(message?.blocks ?? []).toEqual([]);
    expect(message?.text).toContain('/recall');
    expect(refusals()).toHaveLength(1);
    expect(refusals()[0]).toContain('chat.postMessage: invalid_blocks');
  });
});

async function directChannel(): Promise<string> {
  await recall.simulator.as(BO).openHome();
  return until(() => recall.simulator.world.directChannel(BO)?.id);
}
