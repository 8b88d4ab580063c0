import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

describe('leaving Recall out of one’s words', () => {
  let recall: RecallUnderTest;
  const [first, second] = [launchThread(), launchThread(1)];
  beforeAll(async () => {
    const seed = meetingWorkspace({ messages: [...second, ...first] });
    recall = await startRecall({ backend: 'postgres', seed });
  });
  afterAll(() => recall.close());

  const type = async (userId: string, text: string) => {
    const before = recall.simulator.world.ephemerals(GENERAL, userId).length;
    await recall.simulator.as(userId).runCommand({ channel: GENERAL, command: '/recall', text });
    return until(() => recall.simulator.world.ephemerals(GENERAL, userId)[before]?.text);
  };

  async function recapOf([root]: typeof first): Promise<string> {
    const ts = root?.ts ?? '';
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
    const [message] = await until(() => {
      const own = recall.inThread(GENERAL, ts);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });
    return wordsOf(message ?? { text: '' });
  }

  it('holds from the next recap on, says what it means and how to undo it', async () => {
    const answer = await type(BO, 'optout');
    expect(answer).toContain('I leave your messages out of every recap');
    expect(answer).toContain('Action items from messages of others may still name you');
    expect(answer).toContain('`/recall optin`');
    const words = await recapOf(first);
    expect(words).not.toContain('importer');
    expect(words).toContain('from people who opted out');
  });

  it('says so where nothing changes', async () => {
    expect(await type(BO, 'optout')).toContain('out of recaps already');
    expect(await type(MARA, 'optin')).toContain('in recaps already');
  });

  it('is taken back', async () => {
    expect(await type(BO, 'opt-in')).toContain('I use your messages again');
    expect(await recapOf(second)).toContain('importer');
  });
});
