import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, createSimulators, refusalOf } from '../support/simulator-client.ts';
import { ROOT_TS } from '../support/small-workspace.ts';

const { start, closeAll } = createSimulators();
afterEach(closeAll);

describe('posting', () => {
  it.each<[string, string]>([
    ['C0PUBLIC', 'not_in_channel'],
    ['C0SECRET', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
    ['C0NOWHERE', 'channel_not_found'],
    ['U0GONE', 'channel_not_found'],
  ])('in %s is refused with %s', async (channel, error) => {
    const simulator = await start();
    const call = clientOf(simulator).chat.postMessage({ channel, text: 'hello' });
    expect(await refusalOf(call)).toMatchObject({ error });
  });

  it('marks the message as the bot of the app', async () => {
    const simulator = await start();
    const { app } = simulator;
    const { message } = await clientOf(simulator).chat.postMessage({
      channel: 'C0GENERAL',
      text: 'hello',
      thread_ts: ROOT_TS,
    });
    expect(message).toMatchObject({
      user: app.botUserId,
      bot_id: app.botId,
      app_id: app.appId,
      bot_profile: { id: app.botId, name: 'Recall' },
      thread_ts: ROOT_TS,
    });
    expect(message).not.toHaveProperty('client_msg_id');
  });

  it('reaches a person in a direct conversation that only the two see', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const { channel } = await client.conversations.open({ users: 'U0BO' });
    const posted = await client.chat.postMessage({ channel: 'U0BO', text: 'psst' });
    expect(posted.channel).toBe(channel?.id);
    const intrusion = simulator.as('U0MARA').say({ channel: String(posted.channel), text: 'x' });
    await expect(intrusion).rejects.toThrow('cannot see');
  });

  it('points at the part of the blocks that it refuses', async () => {
    const simulator = await start();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    const problem = 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]';
    const call = clientOf(simulator).chat.postMessage({ channel: 'C0GENERAL', text: 'x', blocks });
    expect(await refusalOf(call)).toMatchObject({
      error: 'invalid_blocks',
      errors: [problem],
      response_metadata: { messages: [`[ERROR] ${problem}`] },
    });
  });

  it('keeps the blocks of an update that brings neither text nor blocks, and drops them for a text', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const blocks = [{ type: 'divider', block_id: 'line' }];
    const metadata = { event_type: 'recall_recap', event_payload: { id: 'c1' } };
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0GENERAL',
      text: 'one',
      blocks,
      metadata,
    });
    await client.chat.update({ channel: 'C0GENERAL', ts, text: 'two', blocks });
    expect(simulator.world.message('C0GENERAL', ts)).toMatchObject({ text: 'two', blocks, metadata });
    expect(simulator.world.message('C0GENERAL', ts)).not.toHaveProperty('edited');
    await client.chat.update({ channel: 'C0GENERAL', ts, text: 'three' });
    expect(simulator.world.message('C0GENERAL', ts)).not.toHaveProperty('blocks');
    expect(simulator.world.message('C0GENERAL', ts)).toHaveProperty('edited');
  });

  it("leaves other people's messages alone", async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const message = { channel: 'C0GENERAL', ts: ROOT_TS };
    expect(await refusalOf(client.chat.update({ ...message, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusalOf(client.chat.delete(message))).toMatchObject({ error: 'cant_delete_message' });
  });

  it('shows an ephemeral message to one member and to no API method', async () => {
    const simulator = await start();
    const client = clientOf(simulator);
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: 'C0GENERAL',
      user: 'U0BO',
      text: 'psst',
    });
    expect(simulator.world.ephemerals('C0GENERAL', 'U0BO')).toMatchObject([{ ts, text: 'psst' }]);
    expect(await refusalOf(client.chat.update({ channel: 'C0GENERAL', ts, text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
    const toStranger = client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0GONE', text: 'psst' });
    expect(await refusalOf(toStranger)).toMatchObject({ error: 'user_not_in_channel' });
  });
});
