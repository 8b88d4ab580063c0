import type { ModalView } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, SimulatedSlack } from '../../src/simulator/index.ts';
import { answerIn, installUrl, REDIRECT_URI } from '../support/authorize-urls.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { refusalOf } from '../support/simulator-client.ts';
import { ACME, clientWith, createSmallSlacks, GRID, HARBOUR } from '../support/small-slack.ts';
import { ROOT_TS } from '../support/small-workspace.ts';

const MODAL: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Hi' },
  blocks: [{ type: 'divider' }],
};
const { start, closeAll } = createSmallSlacks();
let recorder: RequestRecorder;
let slack: SimulatedSlack;
beforeEach(async () => {
  recorder = await startRequestRecorder();
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

async function begin(options: Parameters<typeof start>[0] = {}) {
  slack = await start(options);
  slack.connect(recorder.url);
}

const envelopes = () => recorder.requests.map(({ body }) => JSON.parse(body));
const lastForm = () => Object.fromEntries(new URLSearchParams(recorder.requests.at(-1)?.body));
const lastPayload = () => JSON.parse(lastForm().payload ?? '');
const clientOf = (workspaceId: string) => clientWith(slack, slack.workspace(workspaceId).token);
const errorOf = (call: Promise<unknown>) => refusalOf(call).then(({ error }) => error);
const namesOf = (deliveries: readonly Delivery[]) => deliveries.map(({ name }) => name);

describe('workspaces side by side', () => {
  beforeEach(() => begin({ installed: [ACME, HARBOUR] }));

  it('are told apart by their tokens', async () => {
    for (const id of [ACME, HARBOUR]) expect(await clientOf(id).auth.test()).toMatchObject({ team_id: id });
    expect(slack.workspace(ACME).token).not.toBe(slack.workspace(HARBOUR).token);
    const bots = [ACME, HARBOUR].map((id) => slack.workspace(id).app.botUserId);
    expect(new Set(bots).size).toBe(2);
    expect(await errorOf(clientWith(slack, 'xoxb-guessed').auth.test())).toBe('invalid_auth');
    expect(await errorOf(clientOf(ACME).conversations.info({ channel: 'C0GENERALH' }))).toBe(
      'channel_not_found',
    );
    expect(await errorOf(clientOf(ACME).users.info({ user: 'U0HAL' }))).toBe('user_not_found');
    const { channels } = await clientOf(HARBOUR).conversations.list({ team_id: ACME });
    expect(channels?.map(({ id }) => id)).toContain('C0GENERALH');
    expect(slack.calls.map(({ workspaceId }) => workspaceId)).toEqual([
      ACME,
      HARBOUR,
      null,
      ACME,
      ACME,
      HARBOUR,
    ]);
  });

  it('send the app what happens in each, to one address', async () => {
    await slack.workspace(HARBOUR).as('U0HAL').react({ channel: 'C0GENERALH', ts: ROOT_TS, name: 'eyes' });
    await slack.workspace(ACME).as('U0MARA').react({ channel: 'C0GENERAL', ts: ROOT_TS, name: 'eyes' });
    expect(envelopes()).toMatchObject(
      [HARBOUR, ACME].map((id) => ({
        team_id: id,
        context_team_id: id,
        context_enterprise_id: null,
        authorizations: [
          {
            team_id: id,
            enterprise_id: null,
            user_id: slack.workspace(id).app.botUserId,
            is_enterprise_install: false,
          },
        ],
      })),
    );
    for (const envelope of envelopes()) expect(envelope).not.toHaveProperty('enterprise_id');
  });

  it('each have their own response_urls and triggers', async () => {
    await slack.workspace(HARBOUR).as('U0HAL').runCommand({ channel: 'C0GENERALH', command: '/recall' });
    const { response_url: url = '', trigger_id = '', team_id } = lastForm();
    expect(team_id).toBe(HARBOUR);
    const answered = await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Just you' }) });
    expect(answered.status).toBe(200);
    const seen = slack.workspace(HARBOUR).world.ephemerals('C0GENERALH', 'U0HAL');
    expect(seen.map(({ text }) => text)).toEqual(['Just you']);
    expect(await errorOf(clientOf(ACME).views.open({ trigger_id, view: MODAL }))).toBe('invalid_trigger_id');
  });

  it('fail on their own', async () => {
    slack.workspace(ACME).faults.revokeToken('account_inactive');
    expect(await errorOf(clientOf(ACME).auth.test())).toBe('account_inactive');
    slack.workspace(ACME).faults.clear();
    slack.workspace(ACME).faults.rateLimit('auth.test');
    await clientOf(HARBOUR).auth.test();
    await expect(clientOf(ACME).auth.test()).rejects.toThrow();
    await clientOf(ACME).auth.test();
  });

  it('have admins who may cease to be', async () => {
    const acme = slack.workspace(ACME);
    const roleOf = async () => (await clientOf(ACME).users.info({ user: 'U0MARA' })).user?.is_admin;
    expect(await roleOf()).toBe(true);
    acme.changeRole('U0MARA', { isAdmin: false });
    expect(await roleOf()).toBe(false);
    acme.changeRole('U0MARA', { isOwner: true });
    expect(await roleOf()).toBe(true);
  });
});

describe('leaving', () => {
  beforeEach(() => begin({ installed: [ACME, HARBOUR] }));

  it('is told in the order asked for, as often as asked for, and ends every call', async () => {
    const { token } = slack.workspace(ACME);
    const deliveries = await slack.uninstall(ACME, {
      events: ['app_uninstalled', 'tokens_revoked'],
      times: 2,
    });
    const names = ['app_uninstalled', 'app_uninstalled', 'tokens_revoked', 'tokens_revoked'];
    expect(namesOf(deliveries)).toEqual(names);
    expect(envelopes().map(({ event, team_id }) => [event.type, team_id])).toEqual(
      names.map((name) => [name, ACME]),
    );
    expect(new Set(envelopes().map(({ event_id }) => event_id)).size).toBe(2);
    const client = clientWith(slack, token);
    expect(await errorOf(client.auth.test())).toBe('account_inactive');
    expect(await errorOf(client.chat.postMessage({ channel: 'C0GENERAL', text: 'Hello?' }))).toBe(
      'account_inactive',
    );
    expect(slack.workspace(ACME).token).toBeNull();
    await expect(slack.uninstall(ACME)).rejects.toThrow('not installed');
    await clientOf(HARBOUR).auth.test();
  });

  it('can be told by half, or not at all', async () => {
    const tokens = [ACME, HARBOUR].map((id) => slack.workspace(id).token);
    await slack.revokeTokens(ACME);
    expect(await slack.revokeTokens(HARBOUR, { events: [] })).toEqual([]);
    expect(envelopes().map(({ event }) => event)).toEqual([
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [slack.workspace(ACME).app.botUserId] } },
    ]);
    for (const token of tokens)
      expect(await errorOf(clientWith(slack, token).auth.test())).toBe('token_revoked');
  });

  it('leaves people with nothing to call, and the app with nothing to hear', async () => {
    await slack.uninstall(ACME, { events: [] });
    const mara = slack.workspace(ACME).as('U0MARA');
    expect((await mara.say({ channel: 'C0GENERAL', text: 'Anyone?' })).deliveries).toEqual([]);
    expect(await mara.openHome()).toEqual([]);
    const place = { channel: 'C0GENERAL', ts: ROOT_TS };
    await expect(mara.runCommand({ ...place, command: '/recall' })).rejects.toThrow('not installed in Acme');
    await expect(mara.useMessageShortcut({ ...place, callbackId: 'recall_thread' })).rejects.toThrow(
      'not installed',
    );
    expect(recorder.requests).toEqual([]);
  });
});

describe('an organization', () => {
  async function installed(workspaces?: readonly string[]) {
    await begin({ enterprise: GRID });
    const { clientId, clientSecret } = slack.app;
    const back = slack.approveInstall({
      authorizeUrl: installUrl(slack.app),
      org: true,
      by: 'U0MARA',
      ...(workspaces === undefined ? {} : { workspaces }),
    });
    const { code = '' } = answerIn(back);
    return clientWith(slack, null).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: REDIRECT_URI,
      code,
    });
  }

  it('gets one token for all its workspaces, from its own admins alone', async () => {
    const installation = await installed();
    expect(installation).toMatchObject({ team: null, enterprise: GRID, is_enterprise_install: true });
    for (const id of [ACME, HARBOUR]) expect(slack.workspace(id).token).toBe(installation.access_token);
    const client = clientOf(ACME);
    expect(await client.auth.test()).toMatchObject({
      team_id: GRID.id,
      enterprise_id: GRID.id,
      is_enterprise_install: true,
      user_id: installation.bot_user_id,
      url: 'https://grid-works.enterprise.slack.com/',
    });
    const first = await client.auth.teams.list({ limit: 1 });
    expect(first.teams).toEqual([{ id: ACME, name: 'Acme' }]);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.auth.teams.list({ limit: 1, cursor });
    expect(second.teams).toEqual([{ id: HARBOUR, name: 'Harbour' }]);
    expect(second.response_metadata?.next_cursor).toBe('');
    expect(() =>
      slack.approveInstall({ authorizeUrl: installUrl(slack.app), org: true, by: 'U0BO' }),
    ).toThrow('no admin or owner of the organization');
  });

  it('must say which workspace it means, and only one that it has access to', async () => {
    await installed([HARBOUR]);
    const { conversations, users, team } = clientOf(HARBOUR);
    const asked = [conversations.list, users.conversations, users.list, team.info];
    for (const ask of asked) expect(await errorOf(ask({}))).toBe('missing_argument');
    for (const ask of asked)
      expect(await errorOf(ask({ team_id: ACME, team: ACME }))).toBe('team_access_not_granted');
    const { channels } = await conversations.list({ team_id: HARBOUR });
    expect(channels?.map(({ id }) => id)).toContain('C0GENERALH');
    expect((await team.info({ team: HARBOUR })).team).toMatchObject({ id: HARBOUR, enterprise_id: GRID.id });
    expect((await users.info({ user: 'U0HAL' })).user).toMatchObject({ team_id: HARBOUR });
    expect(await errorOf(conversations.info({ channel: 'C0GENERAL' }))).toBe('channel_not_found');
  });

  it('finds the workspace by what a call names', async () => {
    await installed();
    const { chat, users } = clientOf(ACME);
    for (const channel of ['C0GENERAL', 'C0GENERALH']) await chat.postMessage({ channel, text: 'Hello' });
    const { message } = await chat.postMessage({ channel: 'U0HAL', text: 'Hello' });
    expect(message?.team).toBe(HARBOUR);
    expect(slack.calls.slice(-3).map(({ workspaceId }) => workspaceId)).toEqual([ACME, HARBOUR, HARBOUR]);
    expect((await users.info({ user: 'U0MARA' })).user?.enterprise_user).toMatchObject({
      enterprise_id: GRID.id,
      is_admin: true,
    });
  });

  it('is named in every envelope, command and payload', async () => {
    await begin({ enterprise: GRID, installed: [GRID.id] });
    const hal = slack.workspace(HARBOUR).as('U0HAL');
    const place = { channel: 'C0GENERALH', ts: ROOT_TS };
    await hal.react({ ...place, name: 'eyes' });
    expect(envelopes()).toMatchObject([
      {
        team_id: HARBOUR,
        enterprise_id: GRID.id,
        context_team_id: HARBOUR,
        context_enterprise_id: GRID.id,
        authorizations: [{ enterprise_id: GRID.id, team_id: null, is_enterprise_install: true }],
      },
    ]);
    await hal.runCommand({ channel: place.channel, command: '/recall' });
    expect(lastForm()).toMatchObject({
      team_id: HARBOUR,
      enterprise_id: GRID.id,
      enterprise_name: GRID.name,
      is_enterprise_install: 'true',
    });
    await hal.useMessageShortcut({ ...place, callbackId: 'recall_thread' });
    expect(lastPayload()).toMatchObject({
      team: null,
      enterprise: GRID,
      is_enterprise_install: true,
      user: { id: 'U0HAL', team_id: HARBOUR },
    });
    const { view } = await clientOf(ACME).views.open({
      trigger_id: lastPayload().trigger_id,
      view: { ...MODAL, submit: { type: 'plain_text', text: 'Go' } },
    });
    await hal.submitView({ viewId: view?.id ?? '' });
    expect(lastPayload()).toMatchObject({
      type: 'view_submission',
      team: null,
      view: { team_id: HARBOUR, app_installed_team_id: GRID.id },
    });
  });

  it('is named where one of its workspaces has the app for itself, too', async () => {
    await begin({ enterprise: { ...GRID, workspaceIds: [ACME] }, installed: [ACME, HARBOUR] });
    await slack.workspace(ACME).as('U0MARA').useGlobalShortcut({ callbackId: 'recall_note' });
    expect(lastPayload()).toMatchObject({
      team: { id: ACME, enterprise_id: GRID.id, enterprise_name: GRID.name },
      enterprise: GRID,
      is_enterprise_install: false,
    });
    await slack.workspace(HARBOUR).as('U0HAL').useGlobalShortcut({ callbackId: 'recall_note' });
    expect(lastPayload()).toMatchObject({ team: { id: HARBOUR }, enterprise: null });
    expect(await clientOf(ACME).auth.test()).toMatchObject({
      enterprise_id: GRID.id,
      is_enterprise_install: false,
    });
  });

  it('adds workspaces, and takes them away', async () => {
    await installed([ACME]);
    const harbour = slack.workspace(HARBOUR);
    expect(harbour.token).toBeNull();
    await slack.grantAccess(HARBOUR);
    const { channels } = await clientOf(HARBOUR).conversations.list({ team_id: HARBOUR });
    expect(channels?.length).toBeGreaterThan(0);
    const client = clientOf(ACME);
    await slack.withdrawAccess(HARBOUR);
    expect(harbour.token).toBeNull();
    expect(await errorOf(client.conversations.list({ team_id: HARBOUR }))).toBe('team_access_not_granted');
    expect(envelopes()).toMatchObject([
      { enterprise_id: GRID.id, event: { type: 'team_access_granted', team_ids: [HARBOUR] } },
      { enterprise_id: GRID.id, event: { type: 'team_access_revoked', team_ids: [HARBOUR] } },
    ]);
    for (const envelope of envelopes()) {
      for (const field of ['team_id', 'authorizations']) expect(envelope).not.toHaveProperty(field);
    }
  });

  it('leaves as one', async () => {
    const { access_token } = await installed();
    await slack.uninstall(GRID.id);
    expect(envelopes()).toMatchObject([
      { enterprise_id: GRID.id, event: { type: 'tokens_revoked' } },
      { enterprise_id: GRID.id, event: { type: 'app_uninstalled' } },
    ]);
    for (const envelope of envelopes()) expect(envelope).not.toHaveProperty('team_id');
    expect(await errorOf(clientWith(slack, access_token).auth.test())).toBe('account_inactive');
    for (const id of [ACME, HARBOUR]) expect(slack.workspace(id).app.isInstalled).toBe(false);
  });

  it('keeps its workspaces from installing the app once more', async () => {
    await installed();
    const back = slack.approveInstall({
      authorizeUrl: installUrl(slack.app),
      workspaceId: ACME,
      by: 'U0MARA',
    });
    const { clientId, clientSecret } = slack.app;
    const call = clientWith(slack, null).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: REDIRECT_URI,
      code: answerIn(back).code ?? '',
    });
    expect(await errorOf(call)).toBe('cannot_install_an_org_installed_app');
  });
});
