import { App, type BlockAction, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { AnyBlock, HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Simulator } from '../../src/simulator/index.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value), value });
const confirm = {
  title: plain('Delete it?'),
  text: plain('It cannot be brought back.'),
  confirm: plain('Delete'),
  deny: plain('Leave it'),
  style: 'danger' as const,
};

/** Buttons and menus of every kind that a message can have. */
const ERRANDS: KnownBlock[] = [
  { type: 'header', text: plain('Errands') },
  {
    type: 'section',
    block_id: 'first',
    text: { type: 'mrkdwn', text: '*Buy tea* for <@U0BO>' },
    accessory: { type: 'overflow', action_id: 'more', options: [option('snooze'), option('reassign')] },
  },
  {
    type: 'section',
    block_id: 'second',
    text: { type: 'mrkdwn', text: '*Wash the pot*' },
    accessory: { type: 'overflow', action_id: 'more', options: [option('snooze'), option('reassign')] },
  },
  { type: 'divider' },
  {
    type: 'actions',
    block_id: 'buttons',
    elements: [
      { type: 'button', action_id: 'share', value: 'all', style: 'primary', text: plain('Share here') },
      { type: 'button', action_id: 'delete', value: 'all', style: 'danger', text: plain('Delete'), confirm },
      { type: 'button', action_id: 'read', url: 'https://tea.example/how?a=1&b=2', text: plain('How to') },
    ],
  },
  {
    type: 'actions',
    block_id: 'menus',
    elements: [
      { type: 'users_select', action_id: 'owner', placeholder: plain('Owner') },
      { type: 'datepicker', action_id: 'due', initial_date: '2026-11-24' },
      {
        type: 'static_select',
        action_id: 'size',
        placeholder: plain('Size'),
        options: [option('S'), option('L')],
      },
    ],
  },
  { type: 'context', elements: [{ type: 'mrkdwn', text: ':stopwatch: 0.3 s' }] },
];

/** A field of every kind that a modal can have. */
const FORM: ModalView = {
  type: 'modal',
  callback_id: 'errand',
  title: plain('A new errand'),
  submit: plain('Note it'),
  notify_on_close: true,
  blocks: [
    input('what', { type: 'plain_text_input', action_id: 'what', placeholder: plain('What is to be done?') }),
    input('notes', { type: 'plain_text_input', action_id: 'notes', multiline: true }, true),
    input('owner', { type: 'users_select', action_id: 'owner', initial_user: 'U0BO' }),
    input('where', { type: 'conversations_select', action_id: 'where' }, true),
    input('who', { type: 'multi_users_select', action_id: 'who' }, true),
    input('due', { type: 'datepicker', action_id: 'due' }, true),
    input('at', { type: 'timepicker', action_id: 'at' }, true),
    input('size', { type: 'radio_buttons', action_id: 'size', options: [option('S'), option('L')] }, true),
    input(
      'flags',
      { type: 'checkboxes', action_id: 'flags', options: [option('urgent'), option('fun')] },
      true,
    ),
    input(
      'cups',
      { type: 'number_input', action_id: 'cups', is_decimal_allowed: false, min_value: '1' },
      true,
    ),
  ],
};

function input(id: string, element: object, optional = false): KnownBlock {
  const label = plain(id.charAt(0).toUpperCase() + id.slice(1));
  // The elements stand literally above; their union with `optional` is too wide for the types to follow.
  return { type: 'input', block_id: id, label, optional, element } as KnownBlock;
}

const HOME: HomeView = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('My errands') },
    {
      type: 'section',
      block_id: 'settings',
      text: plain('Digest'),
      accessory: {
        type: 'static_select',
        action_id: 'digest',
        options: [option('daily'), option('weekly')],
        initial_option: option('daily'),
      },
    },
  ],
};

export interface ErrandApp {
  /** What it was told, one line each. */
  readonly heard: readonly string[];
  /** Once is enough; more does no harm. */
  close(): Promise<void>;
}

/** An app on Bolt with something of everything that people can act with; connected to the simulator. */
export async function startErrandApp(simulator: Simulator): Promise<ErrandApp> {
  const heard: string[] = [];
  const { signingSecret, botToken, botId, botUserId } = simulator.app;
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken, botId, botUserId }),
    clientOptions: { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } },
  });

  app.command('/recall', async ({ ack, command, respond }) => {
    await ack();
    heard.push(`command ${command.channel_id} “${command.text}”`);
    await respond({ text: 'Errands', blocks: ERRANDS });
  });
  app.event('app_mention', async ({ event, client }) => {
    heard.push(`mention ${event.text}`);
    const thread_ts = event.thread_ts ?? event.ts;
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts,
      text: ':hourglass_flowing_sand: Reading…',
    });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    heard.push(`${event.tab} opened`);
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: HOME });
  });
  app.event('reaction_added', async ({ event }) => void heard.push(`reaction ${event.reaction}`));
  app.shortcut({ type: 'message_action' }, async ({ ack, shortcut, client }) => {
    await ack();
    heard.push(`shortcut ${shortcut.callback_id}`);
    await client.views.open({ trigger_id: shortcut.trigger_id, view: FORM });
  });
  app.shortcut({ type: 'shortcut' }, async ({ ack, shortcut, client }) => {
    await ack();
    heard.push(`global ${shortcut.callback_id}`);
    await client.views.open({ trigger_id: shortcut.trigger_id, view: FORM });
  });
  app.action<BlockAction>(/.*/, async ({ ack, action, body, respond }) => {
    await ack();
    heard.push(`action ${JSON.stringify(saidBy(action))}`);
    const blocks: AnyBlock[] = [{ type: 'section', text: plain(`Done: ${action.action_id}`) }];
    if (body.view === undefined) await respond({ replace_original: true, text: 'Done', blocks });
  });
  app.view('errand', async ({ ack, view, body, client }) => {
    const what = view.state.values.what?.what?.value;
    if (what === 'nothing') return ack({ response_action: 'errors', errors: { what: 'That is no errand.' } });
    await ack();
    heard.push(`submitted ${JSON.stringify(view.state.values)}`);
    await client.chat.postMessage({ channel: body.user.id, text: `Noted: ${what}` });
  });
  app.view({ type: 'view_closed', callback_id: 'errand' }, async ({ ack }) => {
    await ack();
    heard.push('closed');
  });

  const address = (await receiver.start({ port: 0, host: '127.0.0.1' })).address();
  if (address === null || typeof address === 'string') throw new Error('Bolt listens on no port');
  simulator.connect(`http://127.0.0.1:${address.port}/slack/events`);
  let isClosed = false;
  return {
    heard,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await receiver.stop();
    },
  };
}

/** The part of an action that says what was done. */
function saidBy(action: object): Record<string, unknown> {
  const told = ['block_id', 'action_id', 'value', 'selected_option', 'selected_user', 'selected_date'];
  return Object.fromEntries(
    Object.entries(action)
      .filter(([field]) => told.includes(field))
      .map(([field, value]) => [field, optionValue(value)]),
  );
}

function optionValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}
