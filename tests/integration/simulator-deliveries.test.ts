import { verifySlackRequest } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { type RecorderAnswer, startRequestRecorder } from '../support/request-recorder.ts';
import { FAR_REACHING_APP } from '../support/simulator-client.ts';
import { ROOT_TS, smallWorkspace, threadOf } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

async function start(
  answer?: (index: number) => RecorderAnswer,
  options: Partial<SimulatorOptions> = {},
): Promise<{ simulator: Simulator; recorder: Awaited<ReturnType<typeof startRequestRecorder>> }> {
  const recorder = await startRequestRecorder(answer);
  const simulator = await startSimulator({
    seed: smallWorkspace({ messages: threadOf(2) }),
    retryDelaysMs: [0, 1, 2],
    app: FAR_REACHING_APP,
    ...options,
  });
  opened.push(simulator, recorder);
  simulator.connect(recorder.url);
  return { simulator, recorder };
}

function payloadOf(body: string): Record<string, unknown> {
  return JSON.parse(new URLSearchParams(body).get('payload') ?? '');
}

describe('every delivery', () => {
  it('is signed so that Bolt takes it', async () => {
    const { simulator, recorder } = await start();
    const mara = simulator.as('U0MARA');
    await mara.say({ channel: CHANNEL, text: 'hello' });
    await mara.runCommand({ channel: CHANNEL, command: '/recall', text: 'help' });
    await mara.useMessageShortcut({ callbackId: 'recall_thread', channel: CHANNEL, ts: ROOT_TS });
    expect(recorder.requests).toHaveLength(3);
    for (const { headers, body } of recorder.requests) {
      const signed = {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      };
      const { signingSecret } = simulator.app;
      expect(() => verifySlackRequest({ signingSecret, body, headers: signed })).not.toThrow();
      expect(() => verifySlackRequest({ signingSecret, body: `${body} `, headers: signed })).toThrow();
    }
    expect(recorder.requests.map(({ headers }) => headers['content-type'])).toEqual([
      'application/json',
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded',
    ]);
  });
});

describe('events', () => {
  it('come as two envelopes for a mention of the app', async () => {
    const { simulator, recorder } = await start();
    const { app } = simulator;
    const { ts } = await simulator.as('U0MARA').say({ channel: CHANNEL, text: `<@${app.botUserId}> recap` });
    const envelopes = recorder.requests.map(({ body }) => JSON.parse(body));
    expect(envelopes.map(({ event }) => event.type).sort()).toEqual(['app_mention', 'message']);
    expect(new Set(envelopes.map(({ event_id }) => event_id)).size).toBe(2);
    for (const envelope of envelopes) {
      expect(envelope).toMatchObject({
        type: 'event_callback',
        team_id: 'T0ACME',
        api_app_id: app.appId,
        authorizations: [
          { team_id: 'T0ACME', user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
        ],
        event: { user: 'U0MARA', ts, channel: CHANNEL, event_ts: ts },
      });
    }
    expect(envelopes.find(({ event }) => event.type === 'app_mention').event).not.toHaveProperty(
      'channel_type',
    );
  });

  it('reach the app only from where it is, and only what it has subscribed to', async () => {
    const { simulator, recorder } = await start(undefined, { app: { events: ['app_mention'] } });
    const mara = simulator.as('U0MARA');
    await mara.say({ channel: 'C0PUBLIC', text: `<@${simulator.app.botUserId}> not here` });
    await mara.say({ channel: CHANNEL, text: 'just talking' });
    expect(recorder.requests).toEqual([]);
  });

  it('tell of edits, deletions and reactions', async () => {
    const { simulator, recorder } = await start();
    const [mara, bo] = [simulator.as('U0MARA'), simulator.as('U0BO')];
    await mara.edit({ channel: CHANNEL, ts: ROOT_TS, text: 'Shall we not?' });
    await bo.react({ channel: CHANNEL, ts: ROOT_TS, name: 'recall' });
    await bo.remove({ channel: CHANNEL, ts: '1700000002.000000' });
    await mara.remove({ channel: CHANNEL, ts: ROOT_TS });
    const events = recorder.requests.map(({ body }) => JSON.parse(body).event);
    expect(events).toMatchObject([
      {
        subtype: 'message_changed',
        message: { text: 'Shall we not?', edited: { user: 'U0MARA' } },
        previous_message: { text: 'Shall we move the launch?' },
      },
      {
        type: 'reaction_added',
        reaction: 'recall',
        item: { channel: CHANNEL, ts: ROOT_TS },
        item_user: 'U0MARA',
      },
      { subtype: 'message_deleted', deleted_ts: '1700000002.000000' },
      {
        subtype: 'message_changed',
        message: { subtype: 'tombstone' },
        previous_message: { text: 'Shall we not?' },
      },
    ]);
  });

  it('are sent again on failure, with the number and the reason of the retry', async () => {
    const answers: RecorderAnswer[] = [{ status: 500 }, 'hang', { status: 404 }, { status: 200 }];
    const { simulator, recorder } = await start((index) => answers[index] ?? { status: 200 }, {
      ackTimeoutMs: 200,
    });
    const [delivery] = await simulator.deliverEvent({ type: 'app_uninstalled' });
    expect(delivery).toMatchObject({ status: 200, retries: 3, failure: null, isSettled: true });
    const headers = recorder.requests.map((request) => [
      request.headers['x-slack-retry-num'],
      request.headers['x-slack-retry-reason'],
    ]);
    expect(headers).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
      ['3', 'http_error'],
    ]);
    expect(new Set(recorder.requests.map(({ body }) => body)).size).toBe(1);
  });

  it('are given up after three retries', async () => {
    const { simulator, recorder } = await start(() => ({ status: 500 }));
    const [delivery] = await simulator.deliverEvent({ type: 'app_uninstalled' });
    expect(delivery).toMatchObject({ status: 500, retries: 3, failure: 'http_error' });
    expect(recorder.requests).toHaveLength(4);
  });

  it('are not sent again where the app asks for it', async () => {
    const { simulator, recorder } = await start(() => ({
      status: 500,
      headers: { 'x-slack-no-retry': '1' },
    }));
    await simulator.deliverEvent({ type: 'app_uninstalled' });
    expect(recorder.requests).toHaveLength(1);
  });

  it('can be sent several times under one id', async () => {
    const { simulator, recorder } = await start();
    await simulator.deliverEvent({ type: 'app_uninstalled' }, { eventId: 'Ev1', times: 3 });
    expect(recorder.requests.map(({ body }) => JSON.parse(body).event_id)).toEqual(['Ev1', 'Ev1', 'Ev1']);
  });

  it('do not keep the simulator from closing between retries', async () => {
    const { simulator } = await start(() => ({ status: 500 }), { retryDelaysMs: [60_000] });
    const delivering = simulator.deliverEvent({ type: 'app_uninstalled' });
    await expect.poll(() => simulator.deliveries[0]?.status).toBe(500);
    await simulator.close();
    expect(await delivering).toMatchObject([{ status: 500, retries: 0 }]);
  });

  it('say when nobody answers at all', async () => {
    const { simulator, recorder } = await start(undefined, { retryDelaysMs: [] });
    await recorder.close();
    expect(await simulator.deliverEvent({ type: 'app_uninstalled' })).toMatchObject([
      { status: null, failure: 'connection_failed' },
    ]);
  });
});

describe('payloads of interactions', () => {
  it('carry the message of a shortcut, without its metadata', async () => {
    const { simulator, recorder } = await start();
    const reply = '1700000001.000000';
    await simulator
      .as('U0MARA')
      .useMessageShortcut({ callbackId: 'recall_thread', channel: CHANNEL, ts: reply });
    const [request] = recorder.requests;
    expect(payloadOf(request?.body ?? '')).toMatchObject({
      type: 'message_action',
      callback_id: 'recall_thread',
      user: { id: 'U0MARA', name: 'mara', team_id: 'T0ACME' },
      team: { id: 'T0ACME', domain: 'acme' },
      channel: { id: CHANNEL, name: 'general' },
      message_ts: reply,
      message: { ts: reply, thread_ts: ROOT_TS, text: 'Reply 1' },
      response_url: expect.stringContaining(`${simulator.url}/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
    });
  });

  it('do not tell the name of a private channel to a command', async () => {
    const { simulator, recorder } = await start();
    await simulator.as('U0MARA').runCommand({ channel: 'C0SECRET', command: '/recall' });
    const fields = Object.fromEntries(new URLSearchParams(recorder.requests[0]?.body));
    expect(fields).toMatchObject({
      command: '/recall',
      text: '',
      channel_id: 'C0SECRET',
      channel_name: 'privategroup',
      user_id: 'U0MARA',
      is_enterprise_install: 'false',
    });
  });

  it('of a global shortcut have neither channel nor response_url', async () => {
    const { simulator, recorder } = await start();
    await simulator.as('U0MARA').useGlobalShortcut({ callbackId: 'recall_note' });
    const payload = payloadOf(recorder.requests[0]?.body ?? '');
    expect(payload).toMatchObject({ type: 'shortcut', callback_id: 'recall_note' });
    expect(payload).not.toHaveProperty('channel');
    expect(payload).not.toHaveProperty('response_url');
  });

  it('are not sent for commands that the app does not have, or by people who are not there', async () => {
    const { simulator } = await start();
    const mara = simulator.as('U0MARA');
    await expect(mara.runCommand({ channel: CHANNEL, command: '/other' })).rejects.toThrow('/other');
    await expect(mara.runCommand({ channel: 'C0OLD', command: '/recall' })).rejects.toThrow('archived');
    expect(() => simulator.as('U0GONE')).toThrow('cannot act');
  });
});
