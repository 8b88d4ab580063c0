import type { Button, PlainTextOption, StaticSelect } from '@slack/types';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/index.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { clientOf, createSimulators } from '../support/simulator-client.ts';
import { ROOT_TS } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const done: Button = { type: 'button', action_id: 'done', text: { type: 'plain_text', text: 'Done' } };
const twoButtons = [
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { ...done, value: '1' },
      { ...done, action_id: 'drop' },
    ],
  },
  { type: 'actions', block_id: 'other', elements: [{ ...done, value: '2' }] },
];
const option = (value: string): PlainTextOption => ({ text: { type: 'plain_text', text: value }, value });
const menu: StaticSelect = {
  type: 'static_select',
  action_id: 'mode',
  options: [option('on'), option('off')],
};

const { start, closeAll } = createSimulators();
let simulator: Simulator;
let recorder: RequestRecorder;
beforeEach(async () => {
  recorder = await startRequestRecorder();
  simulator = await start({ app: { events: [] } });
  simulator.connect(recorder.url);
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

function lastPayload(): Record<string, unknown> {
  return JSON.parse(new URLSearchParams(recorder.requests.at(-1)?.body).get('payload') ?? '');
}

it('say which message they were made in, and in which thread', async () => {
  const { ts = '' } = await clientOf(simulator).chat.postMessage({
    channel: CHANNEL,
    thread_ts: ROOT_TS,
    text: 'Two things to do',
    blocks: twoButtons,
  });
  await simulator.as('U0BO').click({ channel: CHANNEL, ts, actionId: 'done', value: '2' });
  expect(lastPayload()).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0BO' },
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: CHANNEL,
      is_ephemeral: false,
      thread_ts: ROOT_TS,
    },
    channel: { id: CHANNEL, name: 'general' },
    message: { ts, text: 'Two things to do' },
    actions: [{ type: 'button', action_id: 'done', block_id: 'other', value: '2' }],
    response_url: expect.stringContaining(simulator.url),
  });
});

it('leave out the message where it is ephemeral', async () => {
  const message = { channel: CHANNEL, user: 'U0BO', text: 'psst', blocks: twoButtons };
  const { message_ts: ts = '' } = await clientOf(simulator).chat.postEphemeral(message);
  await simulator.as('U0BO').click({ channel: CHANNEL, ts, actionId: 'drop' });
  expect(lastPayload()).toMatchObject({ container: { message_ts: ts, is_ephemeral: true } });
  expect(lastPayload()).not.toHaveProperty('message');
  await expect(simulator.as('U0MARA').click({ channel: CHANNEL, ts, actionId: 'drop' })).rejects.toThrow(
    'sees no message',
  );
});

it('in a Home tab carry the view and neither channel nor response_url', async () => {
  const { view } = await clientOf(simulator).views.publish({
    user_id: 'U0BO',
    view: { type: 'home', blocks: [{ type: 'actions', block_id: 'settings', elements: [menu] }] },
  });
  const viewId = view?.id ?? '';
  await simulator.as('U0BO').click({ viewId, actionId: 'mode', value: 'off' });
  expect(lastPayload()).toMatchObject({
    container: { type: 'view', view_id: viewId },
    view: { id: viewId, state: { values: { settings: { mode: { selected_option: option('off') } } } } },
    actions: [{ type: 'static_select', action_id: 'mode', selected_option: option('off') }],
  });
  expect(lastPayload()).not.toHaveProperty('channel');
  expect(lastPayload()).not.toHaveProperty('response_url');
  await expect(simulator.as('U0MARA').click({ viewId, actionId: 'mode', value: 'on' })).rejects.toThrow(
    'sees no view',
  );
});
