import type { AnyBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/index.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { clientOf, createSimulators } from '../support/simulator-client.ts';
import { connectedWorkspace } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const { start, closeAll } = createSimulators();
let simulator: Simulator;
let recorder: RequestRecorder;
beforeEach(async () => {
  recorder = await startRequestRecorder();
  simulator = await start({ seed: connectedWorkspace(), app: { events: [] } });
  simulator.connect(recorder.url);
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

const text = (given: string) => ({ type: 'plain_text' as const, text: given });
const lastPayload = () =>
  JSON.parse(new URLSearchParams(recorder.requests.at(-1)?.body).get('payload') ?? '');

describe('menus in messages and Home tabs', () => {
  const options = ['snooze', 'drop'].map((value) => ({ text: text(value), value }));
  const blocks: AnyBlock[] = [
    {
      type: 'actions',
      block_id: 'item',
      elements: [
        { type: 'overflow', action_id: 'more', options },
        { type: 'users_select', action_id: 'reassign' },
        { type: 'conversations_select', action_id: 'share' },
        { type: 'datepicker', action_id: 'due' },
      ],
    },
  ];
  const picks: [string, string, object][] = [
    ['more', 'drop', { type: 'overflow', selected_option: options[1] }],
    ['reassign', 'U0BO', { type: 'users_select', selected_user: 'U0BO' }],
    ['share', CHANNEL, { type: 'conversations_select', selected_conversation: CHANNEL }],
    ['due', '2026-12-24', { type: 'datepicker', selected_date: '2026-12-24' }],
  ];

  it.each(picks)('say what is picked: %s', async (actionId, value, action) => {
    const { ts = '' } = await clientOf(simulator).chat.postMessage({
      channel: CHANNEL,
      text: 'Item',
      blocks,
    });
    await simulator.as('U0MARA').click({ channel: CHANNEL, ts, actionId, value });
    expect(lastPayload()).toMatchObject({ message: { ts }, actions: [{ action_id: actionId, ...action }] });
  });

  it.each(picks)('say the same where only one person sees them: %s', async (actionId, value, action) => {
    const client = clientOf(simulator);
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: CHANNEL,
      user: 'U0MARA',
      text: 'Item',
      blocks,
    });
    const mara = simulator.as('U0MARA');
    await mara.click({ channel: CHANNEL, ts, actionId, value });
    expect(lastPayload().actions).toMatchObject([{ action_id: actionId, ...action }]);
    mara.reload();
    await expect(mara.click({ channel: CHANNEL, ts, actionId, value })).rejects.toThrow('sees no message');
  });

  it('are told apart by what they offer, and keep what stands in the others', async () => {
    const mode = (block_id: string, ...values: string[]): AnyBlock => ({
      type: 'actions',
      block_id,
      elements: [
        {
          type: 'static_select',
          action_id: 'mode',
          options: values.map((value) => ({ text: text(value), value })),
        },
        { type: 'datepicker', action_id: 'due', initial_date: '2026-11-30' },
      ],
    });
    const { view } = await clientOf(simulator).views.publish({
      user_id: 'U0BO',
      view: { type: 'home', blocks: [mode('first', '1:on', '1:off'), mode('second', '2:on', '2:off')] },
    });
    const viewId = view?.id ?? '';
    const bo = simulator.as('U0BO');
    const states = () => lastPayload().view.state.values;
    await bo.click({ viewId, actionId: 'mode', value: '2:off' });
    expect(lastPayload().actions).toMatchObject([
      { block_id: 'second', selected_option: { value: '2:off' } },
    ]);
    expect(states().first.mode.selected_option).toBeNull();
    expect(states().second.mode.selected_option.value).toBe('2:off');
    await bo.click({ viewId, blockId: 'second', actionId: 'due', value: '2026-12-24' });
    expect(states().first.due.selected_date).toBe('2026-11-30');
    expect(states().second.due.selected_date).toBe('2026-12-24');
    await expect(bo.click({ viewId, blockId: 'first', actionId: 'mode', value: '2:on' })).rejects.toThrow(
      'no element mode',
    );
  });

  it('take nothing that they do not offer', async () => {
    const { ts = '' } = await clientOf(simulator).chat.postMessage({
      channel: CHANNEL,
      text: 'Item',
      blocks,
    });
    const pick = (actionId: string, value: string) =>
      simulator.as('U0GAIL').click({ channel: CHANNEL, ts, actionId, value });
    await expect(pick('more', 'explode')).rejects.toThrow('no element more with value explode');
    await expect(pick('share', 'C0PUBLIC')).rejects.toThrow('finds no conversation');
    await expect(pick('due', 'tomorrow')).rejects.toThrow('is no date');
    expect(recorder.requests).toEqual([]);
  });
});
