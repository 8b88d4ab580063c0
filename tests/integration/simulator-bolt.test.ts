import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { afterEach, expect, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { FAR_REACHING_APP } from '../support/simulator-client.ts';
import { ROOT_TS, smallWorkspace, threadOf } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A simulator whose clock the test turns, and a Bolt app on a real port that is connected to it. */
async function start(options: Partial<SimulatorOptions> = {}) {
  const clock = { ms: Date.now() };
  const simulator = await startSimulator({
    seed: smallWorkspace({ messages: threadOf(2) }),
    now: () => clock.ms,
    app: FAR_REACHING_APP,
    ...options,
  });
  const receiver = new HTTPReceiver({
    signingSecret: simulator.app.signingSecret,
    logLevel: LogLevel.ERROR,
    unhandledRequestTimeoutMillis: 100,
  });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({
      botToken: simulator.app.botToken,
      botId: simulator.app.botId,
      botUserId: simulator.app.botUserId,
    }),
    clientOptions: { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } },
  });
  const address = (await receiver.start({ port: 0, host: '127.0.0.1' })).address();
  if (address === null || typeof address === 'string') throw new Error('Bolt listens on no port');
  simulator.connect(`http://127.0.0.1:${address.port}/slack/events`);
  cleanUps.push(
    () => simulator.close(),
    () => receiver.stop(),
  );
  return { simulator, app, clock };
}

const MODAL: ModalView = {
  type: 'modal',
  callback_id: 'note',
  title: { type: 'plain_text', text: 'A note' },
  submit: { type: 'plain_text', text: 'Keep' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'note_block',
      label: { type: 'plain_text', text: 'Note' },
      element: { type: 'plain_text_input', action_id: 'note_text' },
    },
  ],
};

it('has its request URL verified', async () => {
  const { simulator } = await start();
  expect(await simulator.verifyUrl()).toBe(true);
});

it('has events acknowledged, and heard by the listeners', async () => {
  const { simulator, app } = await start();
  const heard: string[] = [];
  app.event('app_mention', async ({ event }) => void heard.push(`mention ${event.ts}`));
  app.message(async ({ message }) => void heard.push(`message ${message.ts}`));
  const text = `<@${simulator.app.botUserId}> hello`;
  const { ts, deliveries } = await simulator.as('U0MARA').say({ channel: CHANNEL, text, threadTs: ROOT_TS });
  expect(deliveries).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect(heard.sort()).toEqual([`mention ${ts}`, `message ${ts}`]);
});

it('has forged and stale requests turned away', async () => {
  const { simulator, clock } = await start();
  const unsigned = { body: '{}', headers: { 'content-type': 'application/json' } };
  expect(await simulator.deliverRaw(unsigned)).toMatchObject({ status: 401 });
  clock.ms -= 6 * 60 * 1000;
  expect(await simulator.as('U0MARA').useGlobalShortcut({ callbackId: 'recall_note' })).toMatchObject({
    status: 401,
    failure: 'http_error',
  });
});

it('says when the app does not know what it was sent', async () => {
  const { simulator } = await start();
  const delivery = await simulator.as('U0MARA').runCommand({ channel: CHANNEL, command: '/recall' });
  expect(delivery).toMatchObject({ status: 404, failure: 'http_error', retries: 0 });
});

it('shows what a command answers in its acknowledgement', async () => {
  const { simulator, app } = await start();
  app.command('/recall', async ({ ack, command }) => ack(`You said ${command.text}`));
  await simulator.as('U0BO').runCommand({ channel: CHANNEL, command: '/recall', text: 'help' });
  expect(simulator.world.ephemerals(CHANNEL, 'U0BO')).toMatchObject([{ text: 'You said help' }]);
});

it('lets a button replace the ephemeral message it stands in', async () => {
  const { simulator, app } = await start();
  const button = {
    type: 'button',
    action_id: 'more',
    text: { type: 'plain_text', text: 'More' },
    value: '7',
  } as const;
  app.shortcut('recall_privately', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'A recap', blocks: [{ type: 'actions', elements: [button] }], thread_ts: ROOT_TS });
  });
  app.action('more', async ({ ack, respond, body, payload }) => {
    await ack();
    const value = 'value' in payload ? payload.value : undefined;
    await respond({ replace_original: true, text: `More of ${value}; message: ${'message' in body}` });
  });
  const bo = simulator.as('U0BO');
  const seen = () => simulator.world.ephemerals(CHANNEL, 'U0BO');
  await bo.useMessageShortcut({ callbackId: 'recall_privately', channel: CHANNEL, ts: ROOT_TS });
  await expect.poll(() => seen().length).toBe(1);
  const [{ ts = '' } = {}] = seen();
  await bo.click({ channel: CHANNEL, ts, actionId: 'more' });
  await expect
    .poll(() => seen())
    .toMatchObject([{ ts, text: 'More of 7; message: false', thread_ts: ROOT_TS }]);
  await expect(bo.click({ channel: CHANNEL, ts, actionId: 'more' })).rejects.toThrow('no element more');
});

it('ends the life of a response_url after half an hour', async () => {
  const { simulator, app, clock } = await start();
  let respondLater: (() => Promise<unknown>) | undefined;
  app.command('/recall', async ({ ack, respond }) => {
    await ack();
    respondLater = () => respond('done');
  });
  await simulator.as('U0BO').runCommand({ channel: CHANNEL, command: '/recall' });
  await respondLater?.();
  clock.ms += 30 * 60 * 1000 + 1;
  await expect(respondLater?.()).rejects.toMatchObject({ statusCode: 404 });
  expect(simulator.world.ephemerals(CHANNEL, 'U0BO')).toHaveLength(1);
});

it('takes a trigger once, and within three seconds', async () => {
  const { simulator, app, clock } = await start();
  const outcomes: unknown[] = [];
  const attempt = (call: Promise<unknown>) =>
    call.then(
      () => outcomes.push('opened'),
      (error: unknown) => outcomes.push(error instanceof WebAPIPlatformError ? error.data.error : error),
    );
  app.shortcut('recall_note', async ({ ack, client, shortcut: { trigger_id } }) => {
    await ack();
    await attempt(client.views.open({ trigger_id, view: MODAL }));
    await attempt(client.views.open({ trigger_id, view: MODAL }));
  });
  app.shortcut('too_late', async ({ ack, client, shortcut: { trigger_id } }) => {
    await ack();
    clock.ms += 3001;
    await attempt(client.views.open({ trigger_id, view: MODAL }));
  });
  await simulator.as('U0BO').useGlobalShortcut({ callbackId: 'recall_note' });
  await expect.poll(() => outcomes).toEqual(['opened', 'exchanged_trigger_id']);
  await simulator.as('U0BO').useGlobalShortcut({ callbackId: 'too_late' });
  await expect.poll(() => outcomes.at(2)).toBe('expired_trigger_id');
  expect(simulator.world.openViews('U0BO')).toHaveLength(1);
});

it('carries a modal from opening over a refusal to its end', async () => {
  const { simulator, app } = await start();
  const kept: unknown[] = [];
  app.shortcut('recall_note', async ({ ack, client, shortcut: { trigger_id } }) => {
    await ack();
    await client.views.open({ trigger_id, view: MODAL });
  });
  app.view('note', async ({ ack, view }) => {
    const text = view.state.values.note_block?.note_text?.value;
    if (text === 'short') return ack({ response_action: 'errors', errors: { note_block: 'Too short' } });
    kept.push(text);
    return ack();
  });
  const bo = simulator.as('U0BO');
  await bo.useGlobalShortcut({ callbackId: 'recall_note' });
  await expect.poll(() => simulator.world.openViews('U0BO').length).toBe(1);
  const [{ id: viewId = '' } = {}] = simulator.world.openViews('U0BO');
  await expect(bo.submitView({ viewId })).rejects.toThrow('must be filled in');
  expect(await bo.submitView({ viewId, values: { note_text: 'short' } })).toMatchObject({
    errors: { note_block: 'Too short' },
  });
  expect(simulator.world.openViews('U0BO')).toHaveLength(1);
  await bo.submitView({ viewId, values: { note_text: 'a longer one' } });
  expect(simulator.world.openViews('U0BO')).toEqual([]);
  expect(kept).toEqual(['a longer one']);
});

it('tells the app of a closed modal that asks for it', async () => {
  const { simulator, app } = await start();
  const closed: string[] = [];
  app.shortcut('recall_note', async ({ ack, client, shortcut: { trigger_id } }) => {
    await ack();
    await client.views.open({ trigger_id, view: MODAL });
  });
  app.view({ callback_id: 'note', type: 'view_closed' }, async ({ ack, view }) => {
    await ack();
    closed.push(view.id);
  });
  const bo = simulator.as('U0BO');
  await bo.useGlobalShortcut({ callbackId: 'recall_note' });
  await expect.poll(() => simulator.world.openViews('U0BO').length).toBe(1);
  const [{ id: viewId = '' } = {}] = simulator.world.openViews('U0BO');
  expect(await bo.closeView({ viewId })).toMatchObject({ status: 200 });
  expect(closed).toEqual([viewId]);
});

it('lets the app publish a Home tab, and refuses a change based on an old one', async () => {
  const { simulator, app } = await start();
  const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
  const refusals: unknown[] = [];
  app.event('app_home_opened', async ({ client, event: { user } }) => {
    await client.views.publish({ user_id: user, view: home });
    await client.views
      .publish({ user_id: user, view: home, hash: 'old' })
      .catch((error: unknown) =>
        refusals.push(error instanceof WebAPIPlatformError ? error.data.error : error),
      );
  });
  await simulator.as('U0BO').openHome();
  await expect.poll(() => refusals).toEqual(['hash_conflict']);
  expect(simulator.world.homeView('U0BO')).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] });
});

it("sends the app's own posts back to it, as Slack does", async () => {
  const { simulator, app } = await start();
  await app.client.chat.postMessage({ token: simulator.app.botToken, channel: CHANNEL, text: 'mine' });
  await expect.poll(() => simulator.deliveries).toMatchObject([{ name: 'message', status: 200 }]);
});
