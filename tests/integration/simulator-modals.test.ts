import type { AnyBlock, ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/index.ts';
import {
  type RecorderAnswer,
  type RequestRecorder,
  startRequestRecorder,
} from '../support/request-recorder.ts';
import { clientOf, createSimulators } from '../support/simulator-client.ts';
import { connectedWorkspace, ROOT_TS } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const { start, closeAll } = createSimulators();
let simulator: Simulator;
let recorder: RequestRecorder;
let answer: RecorderAnswer;
beforeEach(async () => {
  answer = { status: 200 };
  recorder = await startRequestRecorder(() => answer);
  simulator = await start({ seed: connectedWorkspace(), app: { events: [] } });
  simulator.connect(recorder.url);
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

const text = (given: string) => ({ type: 'plain_text' as const, text: given });
const modal = (blocks: AnyBlock[], title = 'A recap'): ModalView => ({
  type: 'modal',
  title: text(title),
  submit: text('Go'),
  blocks,
});

const WHERE: AnyBlock = {
  type: 'input',
  block_id: 'where',
  label: text('Where to'),
  element: { type: 'conversations_select', action_id: 'where', default_to_current_conversation: true },
};
const NOTE: AnyBlock = {
  type: 'input',
  block_id: 'note',
  label: text('Notes'),
  optional: true,
  element: { type: 'plain_text_input', action_id: 'note', multiline: true, min_length: 3, max_length: 5 },
};
const OWNER: AnyBlock = {
  type: 'input',
  block_id: 'owner',
  label: text('Who'),
  optional: true,
  dispatch_action: true,
  element: { type: 'users_select', action_id: 'owner' },
};
const DUE: AnyBlock = {
  type: 'section',
  block_id: 'due',
  text: { type: 'mrkdwn', text: 'Due' },
  accessory: { type: 'datepicker', action_id: 'due', initial_date: '2026-11-30' },
};

const lastForm = () => Object.fromEntries(new URLSearchParams(recorder.requests.at(-1)?.body));
const lastPayload = () => JSON.parse(lastForm().payload ?? '');

async function opened(blocks: AnyBlock[]): Promise<string> {
  await simulator
    .as('U0BO')
    .useMessageShortcut({ callbackId: 'recall_thread', channel: CHANNEL, ts: ROOT_TS });
  const { view } = await clientOf(simulator).views.open({
    trigger_id: lastPayload().trigger_id,
    view: modal(blocks),
  });
  return view?.id ?? '';
}

describe('commands', () => {
  it('have names and links in them as messages have', async () => {
    const line = { channel: CHANNEL, command: '/recall', text: 'actions @bo' };
    await simulator.as('U0MARA').runCommand(line);
    expect(lastForm()).toMatchObject({ text: 'actions <@U0BO|bo>', team_id: 'T0ACME' });
    const plain = await start({ app: { shouldEscape: false } });
    plain.connect(recorder.url);
    await plain.as('U0MARA').runCommand(line);
    expect(lastForm()).toMatchObject({ text: 'actions @bo' });
  });

  it('do not run in threads', async () => {
    const line = { channel: CHANNEL, command: '/recall', threadTs: ROOT_TS };
    await expect(simulator.as('U0MARA').runCommand(line)).rejects.toThrow('not supported in threads');
    expect(recorder.requests).toEqual([]);
  });
});

describe('a modal', () => {
  it('starts with the conversation from which it was opened', async () => {
    const viewId = await opened([WHERE]);
    await simulator.as('U0BO').submitView({ viewId });
    expect(lastPayload().view.state.values).toEqual({
      where: { where: { type: 'conversations_select', selected_conversation: CHANNEL } },
    });
  });

  it('has none to start with where it was opened from nowhere', async () => {
    const bo = simulator.as('U0BO');
    await bo.useGlobalShortcut({ callbackId: 'recall_note' });
    const { view } = await clientOf(simulator).views.open({
      trigger_id: lastPayload().trigger_id,
      view: modal([WHERE]),
    });
    await expect(bo.submitView({ viewId: view?.id ?? '' })).rejects.toThrow('must be filled in');
  });

  it('takes nothing that its fields do not offer', async () => {
    const viewId = await opened([WHERE, NOTE, OWNER, DUE]);
    const bo = simulator.as('U0BO');
    const submit = (values: Record<string, string>) => bo.submitView({ viewId, values });
    await expect(submit({ note: 'far too long' })).rejects.toThrow('more than 5 characters');
    await expect(submit({ note: 'ab' })).rejects.toThrow('fewer than 3 characters');
    await expect(submit({ owner: 'U0NOBODY' })).rejects.toThrow('there is no person');
    await expect(submit({ where: 'C0HARBOUR1' })).rejects.toThrow('finds no conversation');
    await expect(submit({ due: '2026-13-01' })).rejects.toThrow('is no date');
    expect(await submit({ note: 'four', owner: 'U0MARA', due: '2026-12-01' })).toMatchObject({
      delivery: { status: 200 },
    });
    expect(lastPayload().view.state.values).toMatchObject({
      note: { note: { value: 'four' } },
      owner: { owner: { selected_user: 'U0MARA' } },
      due: { due: { selected_date: '2026-12-01' } },
    });
  });

  it('tells at once what is picked in fields that dispatch, with what else stands in it', async () => {
    const viewId = await opened([NOTE, OWNER, DUE]);
    const bo = simulator.as('U0BO');
    await bo.click({ viewId, actionId: 'owner', value: 'U0MARA', values: { note: 'four' } });
    expect(lastPayload()).toMatchObject({
      type: 'block_actions',
      actions: [{ type: 'users_select', action_id: 'owner', selected_user: 'U0MARA' }],
      view: {
        state: {
          values: {
            note: { note: { value: 'four' } },
            owner: { owner: { selected_user: 'U0MARA' } },
            due: { due: { selected_date: '2026-11-30' } },
          },
        },
      },
    });
    await bo.click({ viewId, actionId: 'due', value: '2026-12-24' });
    expect(lastPayload().actions).toMatchObject([{ type: 'datepicker', selected_date: '2026-12-24' }]);
    await expect(bo.click({ viewId, actionId: 'note', value: 'four' })).rejects.toThrow('no dispatch_action');
  });

  it('is changed by the answer to it, and covered by no more than two others', async () => {
    const viewId = await opened([DUE]);
    const bo = simulator.as('U0BO');
    const answered = async (action: string, title: string) => {
      answer = {
        status: 200,
        body: JSON.stringify({ response_action: action, view: modal([DUE], title) }),
      };
      await bo.submitView({ viewId: simulator.world.openViews('U0BO').at(-1)?.id ?? '' });
    };
    const titles = () => simulator.world.openViews('U0BO').map(({ title }) => title?.text);
    await answered('update', 'First');
    expect(simulator.world.openViews('U0BO')).toMatchObject([{ id: viewId, title: { text: 'First' } }]);
    await answered('push', 'Second');
    await answered('push', 'Third');
    expect(titles()).toEqual(['First', 'Second', 'Third']);
    await expect(answered('push', 'Fourth')).rejects.toThrow('3 are open');
    await bo.closeView({ viewId: simulator.world.openViews('U0BO').at(-1)?.id ?? '' });
    expect(titles()).toEqual(['First', 'Second']);
    answer = { status: 200, body: JSON.stringify({ response_action: 'clear' }) };
    await bo.submitView({ viewId: simulator.world.openViews('U0BO').at(-1)?.id ?? '' });
    expect(titles()).toEqual([]);
  });
});
