import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_APP } from '../../src/simulator/app.ts';
import type { Simulator } from '../../src/simulator/index.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { clientOf, createSimulators, refusalOf } from '../support/simulator-client.ts';
import { connectedWorkspace, ROOT_TS, smallWorkspace, threadOf } from '../support/small-workspace.ts';

const CHANNEL = 'C0GENERAL';
const { start, closeAll } = createSimulators();
let simulator: Simulator;
let recorder: RequestRecorder;
beforeEach(async () => {
  recorder = await startRequestRecorder();
  const events = [...DEFAULT_APP.events, 'reaction_removed'];
  simulator = await start({ seed: connectedWorkspace(), app: { events } });
  simulator.connect(recorder.url);
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

const envelopes = () => recorder.requests.map(({ body }) => JSON.parse(body));
const eventsOf = (type: string) =>
  envelopes()
    .map(({ event }) => event)
    .filter((event) => event.type === type);
const typesHeard = () =>
  envelopes()
    .map(({ event }) => event.subtype ?? event.type)
    .sort();

describe('messages', () => {
  it('change without having been edited when a link unfolds', async () => {
    const mara = simulator.as('U0MARA');
    const { ts } = await mara.say({ channel: CHANNEL, text: 'See <https://example.org/plan|the plan>' });
    await mara.unfurl({ channel: CHANNEL, ts });
    const [, changed] = eventsOf('message');
    expect(changed).toMatchObject({
      subtype: 'message_changed',
      hidden: true,
      message: { ts, text: expect.any(String), attachments: [{ from_url: 'https://example.org/plan' }] },
      previous_message: { ts },
    });
    expect(changed.message).not.toHaveProperty('edited');
    expect(changed.previous_message).not.toHaveProperty('attachments');
    expect(changed.ts).not.toBe(ts);
  });

  it('can be files, broadcasts and what someone does', async () => {
    const bo = simulator.as('U0BO');
    const plan = { name: 'plan.PDF', mimetype: 'application/pdf' };
    await bo.say({ channel: CHANNEL, text: 'The plan', threadTs: ROOT_TS, files: [plan] });
    await bo.say({ channel: CHANNEL, text: 'For all', threadTs: ROOT_TS, isBroadcast: true });
    await bo.say({ channel: CHANNEL, text: 'waves', isMe: true });
    expect(eventsOf('message')).toMatchObject([
      {
        subtype: 'file_share',
        thread_ts: ROOT_TS,
        files: [{ ...plan, filetype: 'pdf', mode: 'hosted' }],
        upload: false,
      },
      { subtype: 'thread_broadcast', root: { ts: ROOT_TS, reply_count: 4 } },
      { subtype: 'me_message', text: 'waves', user: 'U0BO' },
    ]);
  });

  it('leave a tombstone where a deleted root has replies, for events and for readers', async () => {
    const { conversations } = clientOf(simulator);
    await simulator.as('U0MARA').remove({ channel: CHANNEL, ts: ROOT_TS });
    const tombstone = { subtype: 'tombstone', user: 'USLACKBOT', ts: ROOT_TS, reply_count: 2 };
    expect(eventsOf('message')).toMatchObject([
      { subtype: 'message_changed', message: { ...tombstone, hidden: true } },
    ]);
    const { messages: thread = [] } = await conversations.replies({ channel: CHANNEL, ts: ROOT_TS });
    expect(thread).toMatchObject([tombstone, { text: 'Reply 1' }, { text: 'Reply 2' }]);
    const { messages: channel } = await conversations.history({ channel: CHANNEL });
    expect(channel).toMatchObject([tombstone]);
  });

  it('can be deleted by their author and by admins', async () => {
    const reply = { channel: CHANNEL, ts: '1700000001.000000' };
    await expect(simulator.as('U0GAIL').remove(reply)).rejects.toThrow("not gail's to delete");
    await simulator.as('U0MARA').remove(reply);
    expect(eventsOf('message')).toMatchObject([{ subtype: 'message_deleted', deleted_ts: reply.ts }]);
  });
});

describe('reactions', () => {
  it('are told when they are taken back', async () => {
    const bo = simulator.as('U0BO');
    const reaction = { channel: CHANNEL, ts: ROOT_TS, name: 'no_recap' };
    await bo.react(reaction);
    await bo.unreact(reaction);
    const told = {
      user: 'U0BO',
      reaction: 'no_recap',
      item: { type: 'message', channel: CHANNEL, ts: ROOT_TS },
      item_user: 'U0MARA',
    };
    expect(envelopes().map(({ event }) => event)).toMatchObject([
      { type: 'reaction_added', ...told },
      { type: 'reaction_removed', ...told },
    ]);
    await expect(bo.unreact(reaction)).rejects.toThrow('has not reacted');
    const { message } = await clientOf(simulator).reactions.get({ channel: CHANNEL, timestamp: ROOT_TS });
    expect(message).not.toHaveProperty('reactions');
  });

  it('of the app are added, read and taken back', async () => {
    const { reactions } = clientOf(simulator);
    const eyes = { channel: CHANNEL, timestamp: ROOT_TS, name: 'eyes' };
    await simulator.as('U0BO').react({ channel: CHANNEL, ts: ROOT_TS, name: 'eyes' });
    await reactions.add(eyes);
    expect(await refusalOf(reactions.add(eyes))).toMatchObject({ error: 'already_reacted' });
    const { message } = await reactions.get(eyes);
    expect(message?.reactions).toEqual([
      { name: 'eyes', count: 2, users: ['U0BO', simulator.app.botUserId] },
    ]);
    await reactions.remove(eyes);
    expect(await refusalOf(reactions.remove(eyes))).toMatchObject({ error: 'no_reaction' });
    expect((await reactions.get(eyes)).message?.reactions).toMatchObject([{ users: ['U0BO'] }]);
    await expect.poll(() => eventsOf('reaction_removed')).toMatchObject([{ user: simulator.app.botUserId }]);
  });

  it('are refused without their scope', async () => {
    const poor = await start({ app: { scopes: ['chat:write'] } });
    const { reactions } = clientOf(poor);
    const place = { channel: CHANNEL, timestamp: ROOT_TS };
    expect(await refusalOf(reactions.get(place))).toMatchObject({ needed: 'reactions:read' });
    expect(await refusalOf(reactions.remove({ ...place, name: 'eyes' }))).toMatchObject({
      needed: 'reactions:write',
    });
  });
});

describe('membership', () => {
  it('of people is told where the app is', async () => {
    const bo = simulator.as('U0BO');
    await bo.leave(CHANNEL);
    await bo.join(CHANNEL);
    expect(eventsOf('member_left_channel')).toMatchObject([
      { user: 'U0BO', channel: CHANNEL, channel_type: 'C', team: 'T0ACME' },
    ]);
    const [joined] = eventsOf('member_joined_channel');
    expect(joined).toMatchObject({ user: 'U0BO', channel: CHANNEL, channel_type: 'C' });
    expect(joined).not.toHaveProperty('inviter');
    await bo.leave('C0PUBLIC');
    expect(typesHeard()).toEqual([
      'channel_join',
      'channel_leave',
      'member_joined_channel',
      'member_left_channel',
    ]);
    await expect(bo.leave('C0PUBLIC')).rejects.toThrow('is not in');
    await expect(simulator.as('U0OTTO').join('C0PUBLIC')).rejects.toThrow('cannot see');
  });

  it('of the app is told as it comes and goes', async () => {
    const bot = simulator.app.botUserId;
    await simulator.as('U0BO').bring({ channel: 'C0SECRET', user: bot });
    expect(eventsOf('member_joined_channel')).toMatchObject([
      { user: bot, channel: 'C0SECRET', channel_type: 'G', inviter: 'U0BO' },
    ]);
    await simulator.kick('C0SECRET');
    await simulator.kick(CHANNEL);
    expect(eventsOf('group_left')).toEqual([{ type: 'group_left', channel: 'C0SECRET' }]);
    expect(eventsOf('channel_left')).toMatchObject([{ channel: CHANNEL, actor_id: 'U0MARA' }]);
    expect(eventsOf('member_left_channel')).toMatchObject([{ user: bot }, { user: bot }]);
  });
});

describe('channels', () => {
  it('are archived, restored, renamed and deleted', async () => {
    await simulator.archive(CHANNEL);
    await simulator.unarchive(CHANNEL);
    await simulator.rename(CHANNEL, 'everyone');
    await simulator.deleteChannel(CHANNEL);
    expect(eventsOf('channel_archive')).toMatchObject([{ channel: CHANNEL, user: 'U0MARA' }]);
    expect(eventsOf('channel_unarchive')).toMatchObject([{ channel: CHANNEL, user: 'U0MARA' }]);
    expect(eventsOf('channel_rename')).toMatchObject([{ channel: { id: CHANNEL, name: 'everyone' } }]);
    expect(eventsOf('channel_deleted')).toMatchObject([{ channel: CHANNEL }]);
    expect(await refusalOf(clientOf(simulator).conversations.info({ channel: CHANNEL }))).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('that are private tell of it under names of their own, and only from within', async () => {
    await simulator.archive('C0SECRET');
    await simulator.unarchive('C0SECRET');
    expect(envelopes()).toEqual([]);
    await simulator.invite('C0SECRET');
    await simulator.archive('C0SECRET');
    await simulator.unarchive('C0SECRET');
    await simulator.rename('C0SECRET', 'very-secret');
    await simulator.deleteChannel('C0SECRET');
    const types = typesHeard().filter((type) => type.startsWith('group_'));
    expect(types).toEqual(['group_archive', 'group_deleted', 'group_rename', 'group_unarchive']);
  });
});

describe('the app', () => {
  it('hears of its end, in two events, and is refused after that', async () => {
    await simulator.uninstall();
    expect(eventsOf('tokens_revoked')).toEqual([
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [simulator.app.botUserId] } },
    ]);
    expect(eventsOf('app_uninstalled')).toHaveLength(1);
    for (const envelope of envelopes()) expect(envelope).not.toHaveProperty('authorizations');
    expect(await refusalOf(clientOf(simulator).auth.test())).toMatchObject({ error: 'account_inactive' });
    await simulator.as('U0BO').say({ channel: CHANNEL, text: 'Is anyone there?' });
    expect(envelopes()).toHaveLength(2);
  });

  it('hears of its revoked token alone', async () => {
    await simulator.revokeToken();
    expect(typesHeard()).toEqual(['tokens_revoked']);
    expect(await refusalOf(clientOf(simulator).auth.test())).toMatchObject({ error: 'token_revoked' });
  });

  it('hears which tab of it is opened, and of the Home tab once there is one', async () => {
    const bo = simulator.as('U0BO');
    await bo.openHome();
    await clientOf(simulator).views.publish({
      user_id: 'U0BO',
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
    await bo.openHome();
    await bo.openHome('messages');
    const [first, second, third] = eventsOf('app_home_opened');
    expect([first.tab, second.tab, third.tab]).toEqual(['home', 'home', 'messages']);
    expect(first).not.toHaveProperty('view');
    expect(second.view).toMatchObject({ type: 'home', app_installed_team_id: 'T0ACME' });
    expect(third).not.toHaveProperty('view');
  });
});

it('only tells what the app has the scope for', async () => {
  const scopes = ['channels:history', 'channels:read'];
  const poor = await start({ seed: smallWorkspace({ messages: threadOf(1) }), app: { scopes } });
  poor.connect(recorder.url);
  await poor.as('U0BO').react({ channel: CHANNEL, ts: ROOT_TS, name: 'eyes' });
  await poor.invite('C0SECRET');
  await poor.kick('C0SECRET');
  expect(envelopes()).toEqual([]);
});
