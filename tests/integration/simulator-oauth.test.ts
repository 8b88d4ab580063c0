import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedSlack } from '../../src/simulator/index.ts';
import { answerIn, installUrl, pkce, REDIRECT_URI, signInUrl } from '../support/authorize-urls.ts';
import { refusalOf } from '../support/simulator-client.ts';
import { ACME, clientWith, createSmallSlacks, GRID, HARBOUR } from '../support/small-slack.ts';

const { start, closeAll } = createSmallSlacks();
let now = Date.now();
let slack: SimulatedSlack;
/** For tests that need a signed token: each Slack makes itself a key, which takes a while. */
let lasting: SimulatedSlack;
beforeAll(async () => {
  lasting = await start();
});
beforeEach(async () => {
  now = Date.now();
  slack = await start({ now: () => now });
});
afterAll(closeAll);

function approved(changes: Readonly<Record<string, string>> = {}, workspaceId = ACME) {
  const authorizeUrl = installUrl(slack.app, changes);
  return answerIn(slack.approveInstall({ authorizeUrl, workspaceId, by: 'U0MARA' }));
}

function exchange(changes: Readonly<Record<string, string>>) {
  const { clientId, clientSecret } = slack.app;
  return clientWith(slack, null).oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: REDIRECT_URI,
    ...changes,
  });
}

const refused = (changes: Readonly<Record<string, string>>) =>
  refusalOf(exchange(changes)).then(({ error }) => error);

describe('an installation', () => {
  it('gives a token that is good for one workspace, and brings the app into its channels', async () => {
    const acme = slack.workspace(ACME);
    expect(acme.token).toBeNull();
    expect(acme.world.channel('C0GENERAL')?.members.has(acme.app.botUserId)).toBe(false);
    const { code = '', state } = approved();
    expect(state).toBe('a-state');
    const installed = await exchange({ code });
    expect(installed).toMatchObject({
      ok: true,
      app_id: slack.app.appId,
      authed_user: { id: 'U0MARA' },
      scope: slack.app.scopes.join(','),
      token_type: 'bot',
      access_token: acme.token,
      bot_user_id: acme.app.botUserId,
      team: { id: ACME, name: 'Acme' },
      enterprise: null,
      is_enterprise_install: false,
    });
    expect(await clientWith(slack, installed.access_token).auth.test()).toMatchObject({
      team_id: ACME,
      url: 'https://acme.slack.com/',
    });
    expect(acme.world.channel('C0GENERAL')?.members.has(acme.app.botUserId)).toBe(true);
    expect(slack.workspace(HARBOUR).token).toBeNull();
  });

  it('can be turned down', () => {
    const back = slack.deny({ authorizeUrl: installUrl(slack.app) });
    expect(answerIn(back)).toEqual({ error: 'access_denied', state: 'a-state' });
  });

  it.each([
    ['invalid_client_id', { client_id: 'another' }],
    ['bad_redirect_uri', { redirect_uri: 'https://evil.example.com/' }],
    ['bad_redirect_uri', { redirect_uri: `${REDIRECT_URI}.evil.example.com/` }],
    ['bad_redirect_uri', { redirect_uri: 'http://recall.example.com/slack/oauth_redirect' }],
    ['no_scopes', { scope: '' }],
    ['invalid_scope', { scope: 'chat:write;users:read' }],
    ['invalid_code_challenge_method', { code_challenge: pkce().challenge, code_challenge_method: 'plain' }],
  ])('ends at an error of Slack’s own where the app asks amiss: %s', (error, changes) => {
    expect(() => approved(changes)).toThrow(error);
  });

  it('comes from people of the workspace alone, and not from guests', () => {
    const authorizeUrl = installUrl(slack.app);
    const install = (by: string) => slack.approveInstall({ authorizeUrl, workspaceId: ACME, by });
    expect(() => install('U0HAL')).toThrow('there is no person U0HAL');
    expect(() => install('U0GONE')).toThrow('cannot act');
    slack.workspace(ACME).changeRole('U0BO', { isRestricted: true });
    expect(() => install('U0BO')).toThrow('is a guest');
  });

  it('refuses a code that is wrong, old or used, and whoever is not the app', async () => {
    const { code = '' } = approved();
    expect(await refused({ code, client_id: 'another' })).toBe('invalid_client_id');
    expect(await refused({ code, client_secret: 'guessed' })).toBe('bad_client_secret');
    expect(await refused({ code: 'guessed' })).toBe('invalid_code');
    expect(await refused({ code, grant_type: 'password' })).toBe('invalid_grant_type');
    expect(await refused({ code, redirect_uri: `${REDIRECT_URI}/elsewhere` })).toBe('bad_redirect_uri');
    await exchange({ code });
    expect(await refused({ code })).toBe('code_already_used');
    const { code: old = '' } = approved();
    now += 10 * 60_000 + 1;
    expect(await refused({ code: old })).toBe('invalid_code');
    const signIn = slack.approveSignIn({
      authorizeUrl: signInUrl(slack.app),
      workspaceId: ACME,
      userId: 'U0BO',
    });
    const { code: other = '' } = answerIn(signIn);
    expect(await refused({ code: other })).toBe('oauth_authorization_url_mismatch');
  });

  it('takes the app’s secret from the header of basic authentication too', async () => {
    const { code = '' } = approved();
    const { clientId, clientSecret } = slack.app;
    const answer = await fetch(`${slack.apiUrl}oauth.v2.access`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ code, redirect_uri: REDIRECT_URI }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, team: { id: ACME } });
  });

  it('takes PKCE from an app that has it switched on, and then wants its verifier', async () => {
    const { verifier, challenge } = pkce();
    const challenged = { code_challenge: challenge, code_challenge_method: 'S256' };
    const { code: early = '' } = approved(challenged);
    expect(await refused({ code: early, code_verifier: verifier })).toBe('pkce_not_allowed');
    slack.app.pkce = true;
    const { code = '' } = approved(challenged);
    expect(await refused({ code })).toBe('invalid_code_verifier');
    expect(await refused({ code, code_verifier: pkce().verifier })).toBe('invalid_code_verifier');
    expect(await exchange({ code, code_verifier: verifier })).toMatchObject({ ok: true });
  });

  it('that is repeated adds scopes and keeps the token; after the app has left there is a new one', async () => {
    const { access_token: first } = await exchange({ code: approved({ scope: 'users:read' }).code ?? '' });
    const client = clientWith(slack, first);
    expect(await refusalOf(client.conversations.list())).toMatchObject({
      error: 'missing_scope',
      provided: 'users:read',
    });
    const again = await exchange({ code: approved({ scope: 'channels:read' }).code ?? '' });
    expect(again).toMatchObject({ access_token: first, scope: 'users:read,channels:read' });
    expect(await client.conversations.list()).toMatchObject({ ok: true });
    await slack.uninstall(ACME);
    const { access_token: second } = await exchange({ code: approved().code ?? '' });
    expect(second).not.toBe(first);
    expect(await refusalOf(client.auth.test())).toMatchObject({ error: 'account_inactive' });
    const general = slack.workspace(ACME).world.channel('C0GENERAL');
    expect(general?.members.has(slack.workspace(ACME).app.botUserId)).toBe(false);
  });
});

describe('Sign in with Slack', () => {
  beforeEach(() => {
    slack = lasting;
  });

  function configuration(authentication = ClientSecretPost(slack.app.clientSecret)): Promise<Configuration> {
    return discovery(new URL(slack.url), slack.app.clientId, undefined, authentication, {
      execute: [allowInsecureRequests, enableNonRepudiationChecks],
    });
  }

  function signIn(changes: Readonly<Record<string, string>> = {}, userId = 'U0MARA') {
    const authorizeUrl = signInUrl(slack.app, changes);
    return new URL(slack.approveSignIn({ authorizeUrl, workspaceId: ACME, userId }));
  }

  const checks = { expectedNonce: 'a-nonce', expectedState: 'a-state' };

  it('tells who signed in, in a token that holds against the published keys', async () => {
    const { verifier, challenge } = pkce();
    const openId = await configuration();
    expect(openId.serverMetadata().issuer).toBe(slack.url);
    const back = signIn({ code_challenge: challenge, code_challenge_method: 'S256' });
    const tokens = await authorizationCodeGrant(openId, back, { ...checks, pkceCodeVerifier: verifier });
    expect(tokens.claims()).toMatchObject({
      iss: slack.url,
      aud: slack.app.clientId,
      sub: 'U0MARA',
      nonce: 'a-nonce',
      'https://slack.com/team_id': ACME,
      'https://slack.com/user_id': 'U0MARA',
      name: 'Mara Lind',
    });
    expect(tokens.claims()).not.toHaveProperty('https://slack.com/enterprise_id');
    expect(tokens.claims()).not.toHaveProperty('email');
    const known = await fetchUserInfo(openId, tokens.access_token, 'U0MARA');
    expect(known).toMatchObject({ ok: true, sub: 'U0MARA', 'https://slack.com/team_name': 'Acme' });
  });

  it('names the organization on Grid', async () => {
    slack = await start({ enterprise: GRID });
    const tokens = await authorizationCodeGrant(
      await configuration(ClientSecretBasic(slack.app.clientSecret)),
      signIn({ scope: 'openid email' }),
      checks,
    );
    expect(tokens.claims()).toMatchObject({
      'https://slack.com/enterprise_id': GRID.id,
      'https://slack.com/enterprise_name': GRID.name,
      email: 'mara@acme.example.com',
    });
    expect(tokens.claims()).not.toHaveProperty('name');
  });

  it('wants the verifier of a challenge, and takes a code once', async () => {
    const { verifier, challenge } = pkce();
    const back = signIn({ code_challenge: challenge, code_challenge_method: 'S256' });
    const openId = await configuration();
    const grant = (pkceCodeVerifier: string) =>
      authorizationCodeGrant(openId, back, { ...checks, pkceCodeVerifier });
    await expect(grant(pkce().verifier)).rejects.toThrow();
    expect(slack.calls.at(-1)).toMatchObject({ method: 'openid.connect.token', error: 'invalid_grant' });
    await grant(verifier);
    await expect(grant(verifier)).rejects.toThrow();
    expect(slack.calls.at(-1)).toMatchObject({ error: 'code_already_used' });
  });

  it.each([
    ['nonce' as const],
    ['audience' as const],
    ['issuer' as const],
    ['expired' as const],
    ['key' as const],
  ])('can be forged, which a careful app sees: %s', async (forgery) => {
    const openId = await configuration();
    slack.forgeIdToken(forgery);
    await expect(authorizationCodeGrant(openId, signIn(), checks)).rejects.toThrow();
    expect(slack.calls.at(-1)).toMatchObject({ method: 'openid.connect.token', error: null });
    await authorizationCodeGrant(openId, signIn(), checks);
  });

  it('can name another workspace', async () => {
    const openId = await configuration();
    slack.forgeIdToken({ teamId: HARBOUR });
    const tokens = await authorizationCodeGrant(openId, signIn(), checks);
    expect(tokens.claims()).toMatchObject({ 'https://slack.com/team_id': HARBOUR, sub: 'U0MARA' });
  });

  it('knows no more of somebody whose account has ended, and nothing of other tokens', async () => {
    const openId = await configuration();
    const { access_token } = await authorizationCodeGrant(openId, signIn({}, 'U0BO'), checks);
    slack.workspace(ACME).deactivate('U0BO');
    const { openid } = clientWith(slack, access_token);
    expect(await refusalOf(openid.connect.userInfo())).toMatchObject({ error: 'account_inactive' });
    expect(await refusalOf(clientWith(slack, 'xoxp-guessed').openid.connect.userInfo())).toMatchObject({
      error: 'invalid_auth',
    });
    expect(() => signIn({}, 'U0BO')).toThrow('cannot act');
  });
});

describe('the page on which Slack asks', () => {
  const page = (url: string) => `${slack.url}${new URL(url).pathname}${new URL(url).search}`;
  const send = (url: string, fields: Readonly<Record<string, string>>) =>
    fetch(page(url), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: slack.url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    });

  it('offers the people who may answer, and leads back to the app', async () => {
    const url = signInUrl(slack.app, { team: HARBOUR });
    const shown = await (await fetch(page(url))).text();
    const offered = [...shown.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
    expect(offered).toEqual([
      `${HARBOUR}:U0MARA`,
      `${HARBOUR}:U0BO`,
      `${HARBOUR}:U0HAL`,
      `${ACME}:U0MARA`,
      `${ACME}:U0BO`,
    ]);
    const allowed = await send(url, { who: `${HARBOUR}:U0HAL`, answer: 'allow' });
    expect(allowed.status).toBe(302);
    const location = allowed.headers.get('location') ?? '';
    expect(location.startsWith(REDIRECT_URI)).toBe(true);
    expect(answerIn(location)).toMatchObject({ state: 'a-state', code: expect.any(String) });
    const turnedDown = await send(url, { who: `${HARBOUR}:U0HAL`, answer: 'cancel' });
    expect(answerIn(turnedDown.headers.get('location') ?? '')).toMatchObject({ error: 'access_denied' });
  });

  it('offers the whole organization to its admins', async () => {
    slack = await start({ enterprise: GRID });
    const url = installUrl(slack.app);
    const shown = await (await fetch(page(url))).text();
    expect(shown).toContain(`value="${GRID.id}:U0MARA"`);
    expect(shown).not.toContain(`value="${GRID.id}:U0BO"`);
    const allowed = await send(url, { who: `${GRID.id}:U0MARA`, answer: 'allow' });
    const { code = '' } = answerIn(allowed.headers.get('location') ?? '');
    expect(await exchange({ code })).toMatchObject({
      is_enterprise_install: true,
      team: null,
      enterprise: GRID,
    });
  });

  it('is an error where the app asks amiss, and takes forms from itself only', async () => {
    const amiss = await fetch(page(signInUrl(slack.app, { scope: 'profile' })));
    expect([amiss.status, await amiss.text()]).toEqual([400, 'Slack shows an error: invalid_scope\n']);
    const foreign = await fetch(page(signInUrl(slack.app)), {
      method: 'POST',
      headers: { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ who: `${ACME}:U0BO`, answer: 'allow' }),
    });
    expect(foreign.status).toBe(403);
  });
});
