import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_CANCEL, ACTION_RETRY, COMMAND, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { type HeldEngine, heldEngine } from '../support/held-engine.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { sendSigned } from '../support/signed-request.ts';
import { until } from '../support/until.ts';

const CARA = 'U0CARA';
const threads = [launchThread(4), launchThread(3), launchThread(2), launchThread(1)];
const [byAsker, byOthers, tooLate, again] = threads.map((thread) => thread[0]?.ts ?? '');

describe('cancelling a recap', () => {
  let recall: RecallUnderTest;
  let engine: HeldEngine;

  beforeAll(async () => {
    engine = heldEngine();
    const seed = meetingWorkspace({ messages: threads.flat(), members: [MARA, BO, CARA] });
    const people = [...seed.people, { id: CARA, name: 'cara', realName: 'Cara Diaz', locale: 'de-DE' }];
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, people }, engine });
  });
  afterAll(() => recall.close());

  const ask = async (userId: string, ts: string) => {
    await recall.simulator
      .as(userId)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
    const [message] = await until(() => {
      const own = recall.inThread(GENERAL, ts);
      return own.length > 0 ? own : null;
    });
    if (!message) throw new Error('there is no placeholder');
    return message;
  };
  const click = (userId: string, ts: string, actionId: string) =>
    recall.simulator.as(userId).click({ channel: GENERAL, ts, actionId });
  const text = (ts: string) => recall.simulator.world.message(GENERAL, ts)?.text ?? '';
  const told = (userId: string, words: string) =>
    until(() => recall.simulator.world.ephemerals(GENERAL, userId).find((one) => one.text.includes(words)));

  it('is for the person who asked; the placeholder says so and nothing is posted', async () => {
    const placeholder = await ask(BO, byAsker ?? '');
    await until(() => engine.questions.length === 1);
    await click(BO, placeholder.ts, ACTION_CANCEL);
    await until(() => text(placeholder.ts).startsWith('Cancelled.'));
    expect(await recall.states()).toEqual(['cancelled']);
  });

  it('is for admins as well, and for nobody else', async () => {
    const placeholder = await ask(BO, byOthers ?? '');
    await click(CARA, placeholder.ts, ACTION_CANCEL);
    await told(CARA, 'Das kann nur, wer danach gefragt hat');
    expect(text(placeholder.ts)).not.toContain('Cancelled');
    await click(MARA, placeholder.ts, ACTION_CANCEL);
    await until(() => text(placeholder.ts).startsWith('Cancelled.'));
  });

  it('twice does nothing more', async () => {
    const [placeholder] = recall.inThread(GENERAL, byOthers ?? '');
    const ts = placeholder?.ts ?? '';
    const button = JSON.stringify(placeholder?.blocks).match(/[0-9a-f-]{36}/)?.[0] ?? '';
    await sendSigned(recall, {
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T0ACME' },
        user: { id: BO },
        trigger_id: 'x',
        channel: { id: GENERAL, name: 'general' },
        actions: [{ type: 'button', action_id: ACTION_CANCEL, block_id: 'b', value: button, action_ts: '1' }],
      }),
    });
    expect(text(ts)).toMatch(/^Cancelled\./);
    expect(recall.simulator.world.ephemerals(GENERAL, BO).map((one) => one.text)).toEqual([]);
  });

  it('can be taken back with “Try again”, by which the recap comes in the same place', async () => {
    const placeholder = await ask(MARA, again ?? '');
    await click(MARA, placeholder.ts, ACTION_CANCEL);
    await until(() => text(placeholder.ts).startsWith('Cancelled.'));
    engine.release();
    await click(BO, placeholder.ts, ACTION_RETRY);
    await until(() => text(placeholder.ts).startsWith('Recap:'));
    expect(recall.inThread(GENERAL, again ?? '')).toHaveLength(1);
  });

  it('comes too late once the recap is there, which says so and stays', async () => {
    await ask(BO, tooLate ?? '');
    const [recap] = await until(() => {
      const own = recall.inThread(GENERAL, tooLate ?? '');
      return own.every(isSettled) ? own : null;
    });
    const [row] = await recall.database.query<{ id: string }>(
      `SELECT id FROM "Conversation" WHERE "threadTs" = '${tooLate}'`,
    );
    await sendSigned(recall, {
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T0ACME' },
        user: { id: BO },
        trigger_id: 'x',
        response_url: 'http://127.0.0.1:9/never',
        channel: { id: GENERAL, name: 'general' },
        actions: [
          { type: 'button', action_id: ACTION_CANCEL, block_id: 'b', value: row?.id, action_ts: '1' },
        ],
      }),
    });
    await until(() =>
      recall.inDirectMessage(BO).some((message) => message.text.includes('Too late to cancel')),
    );
    expect(wordsOf(recap ?? { text: '' })).toContain('Then we launch on Thursday.');
    expect(text(recap?.ts ?? '')).toMatch(/^Recap:/);
  });

  it('of a conversation that nobody knows says that it is gone', async () => {
    await recall.simulator.as(CARA).runCommand({ channel: GENERAL, command: COMMAND, text: 'help' });
    await sendSigned(recall, {
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T0ACME' },
        user: { id: MARA },
        trigger_id: 'x',
        response_url: 'http://127.0.0.1:9/never',
        channel: { id: GENERAL, name: 'general' },
        actions: [
          {
            type: 'button',
            action_id: ACTION_CANCEL,
            block_id: 'b',
            value: '01900000-0000-7000-8000-000000000000',
            action_ts: '1',
          },
        ],
      }),
    });
    await until(() =>
      recall.inDirectMessage(MARA).some((message) => message.text.includes('no longer there')),
    );
  });
});
