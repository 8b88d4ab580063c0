import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, MEMBER, OTHER, startAdmin } from '../support/admin.ts';
import { seesOverview } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

const SESSION = 'recall_session';

describe('a one-time link', () => {
  it('signs in once, and only by the press of the button, since Slack looks at links too', async () => {
    const token = await admin.link(ACME, ADMIN);
    const [previewer, browser, later] = [admin.browser(), admin.browser(), admin.browser()];
    expect(await previewer.get(`/admin/link?token=${token}`)).toMatchObject({ status: 200 });
    expect(previewer.cookies.size).toBe(0);
    expect(await browser.post('/admin/link', { token })).toMatchObject({ status: 303, location: '/admin' });
    expect(await seesOverview(browser)).toBe(true);
    expect(await admin.lastAudit()).toMatchObject({
      action: 'signed_in',
      actor: ADMIN,
      details: { by: 'link' },
    });
    expect(await later.post('/admin/link', { token })).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('used_or_unknown');
    expect(await seesOverview(later)).toBe(false);
    const refused = { action: 'sign_in_refused', details: { why: 'link_used_or_unknown' } };
    expect(await admin.lastAudit()).toMatchObject(refused);
  });

  it('does not hold when it is old or made up', async () => {
    const old = await admin.link(ACME, ADMIN, -1);
    for (const token of [old, 'made-up', '', `${old}' OR 1=1 --`]) {
      expect(await admin.browser().post('/admin/link', { token })).toMatchObject({ status: 403 });
      expect(admin.refusedFor()).toBe('used_or_unknown');
    }
  });

  it('lets nobody in who is no admin', async () => {
    for (const [workspaceId, userId] of [
      [ACME, MEMBER],
      [ACME, 'U0GONE'],
      [ACME, 'U0NOBODY'],
      ['T0NOWHERE', ADMIN],
    ] as const) {
      const browser = admin.browser();
      const token = await admin.link(workspaceId, userId);
      expect(await browser.post('/admin/link', { token })).toMatchObject({ status: 403 });
      expect(await seesOverview(browser)).toBe(false);
      const why = { action: 'sign_in_refused', actor: userId, details: { why: 'no_admin' } };
      expect(await admin.lastAudit()).toMatchObject(why);
    }
  });

  it('is not used up while Slack cannot be asked who they are', async () => {
    const token = await admin.link(OTHER, ADMIN);
    const { faults } = admin.slack.workspace(OTHER);
    faults.httpError('users.info', { status: 500, times: 1000 });
    const away = await admin.browser().post('/admin/link', { token });
    expect([away.status, away.text.includes('Try again in a minute')]).toEqual([503, true]);
    faults.clear();
    expect(await admin.browser().post('/admin/link', { token })).toMatchObject({ status: 303 });
    expect(await admin.browser().post('/admin/link', { token })).toMatchObject({ status: 403 });
  });

  it('lets owners in, and no guest whatever else they are', async () => {
    const { changeRole } = admin.slack.workspace(OTHER);
    const answerTo = async () =>
      (await admin.browser().post('/admin/link', { token: await admin.link(OTHER, MEMBER) })).status;
    changeRole(MEMBER, { isOwner: true });
    expect(await answerTo()).toBe(303);
    changeRole(MEMBER, { isOwner: false, isAdmin: true, isRestricted: true });
    expect(await answerTo()).toBe(403);
    changeRole(MEMBER, { isAdmin: false, isRestricted: false });
  });

  it('is not used by a form on a page of somebody else, who would sign others in as themselves', async () => {
    const token = await admin.link(ACME, ADMIN);
    const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
    const browser = admin.browser();
    expect(await browser.post('/admin/link', { token }, foreign)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('foreign_origin');
    expect(await browser.post('/admin/link', { token })).toMatchObject({ status: 303 });
  });

  it('leaves no trace of its secret in the log', async () => {
    const token = await admin.link(ACME, ADMIN);
    await admin.browser().get(`/admin/link?token=${token}`);
    expect(JSON.stringify(admin.requests())).not.toContain(token);
    expect(admin.requests().at(-1)).toMatchObject({ method: 'GET', path: '/admin/link', status: 200 });
  });
});

describe('Sign in with Slack', () => {
  it('lets an admin in, to where they wanted to go', async () => {
    const browser = admin.browser();
    const turnedAway = await browser.get('/admin/usage?days=7');
    expect(turnedAway.location).toBe(
      `/admin/sign-in?${new URLSearchParams({ returnTo: '/admin/usage?days=7' })}`,
    );
    const page = await browser.get(turnedAway.location);
    expect(page.text).toContain('/admin/sign-in/slack?returnTo=%2Fadmin%2Fusage%3Fdays%3D7');
    const back = await admin.throughSlack(browser, ACME, ADMIN, '/admin/usage?days=7');
    expect(await browser.get(back)).toMatchObject({ status: 303, location: '/admin/usage?days=7' });
    expect(await browser.get('/admin/usage?days=7')).toMatchObject({ status: 200 });
    expect(await admin.lastAudit()).toMatchObject({
      action: 'signed_in',
      actor: ADMIN,
      details: { by: 'slack' },
    });
  });

  it('asks Slack for a code with state, nonce and PKCE', async () => {
    const { location } = await admin.browser().get('/admin/sign-in/slack');
    const { origin, pathname, searchParams } = new URL(location);
    expect(`${origin}${pathname}`).toBe(`${admin.slack.url}/openid/connect/authorize`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      redirect_uri: `${admin.url}/admin/sign-in/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  });

  it.each(['nonce', 'audience', 'issuer', 'expired', 'key'] as const)(
    'refuses a token with a forged %s',
    async (what) => {
      const browser = admin.browser();
      const back = await admin.throughSlack(browser, ACME, ADMIN);
      admin.slack.forgeIdToken(what);
      expect(await browser.get(back)).toMatchObject({ status: 403 });
      expect(admin.refusedFor()).toBe('token_does_not_hold');
      expect(await seesOverview(browser)).toBe(false);
      const refused = { action: 'sign_in_refused', details: { why: 'slack_token_does_not_hold' } };
      expect(await admin.lastAudit()).toMatchObject(refused);
    },
  );

  it('refuses a workspace that Recall is not installed in', async () => {
    const browser = admin.browser();
    const back = await admin.throughSlack(browser, ACME, ADMIN);
    admin.slack.forgeIdToken({ teamId: 'T0EVIL' });
    expect(await browser.get(back)).toMatchObject({ status: 403 });
    expect(await seesOverview(browser)).toBe(false);
    expect(admin.refusedFor()).toBe('no_session');
    expect(await admin.lastAudit()).toMatchObject({ organizationId: null, details: { why: 'no_admin' } });
  });

  it('refuses whoever is no admin', async () => {
    const browser = admin.browser();
    const back = await admin.throughSlack(browser, ACME, MEMBER);
    expect(await browser.get(back)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('no_admin');
    expect(await admin.lastAudit()).toMatchObject({ organizationId: ACME, actor: MEMBER });
  });

  it('refuses a state that is forged, of another browser, or used', async () => {
    const [browser, other] = [admin.browser(), admin.browser()];
    const back = await admin.throughSlack(browser, ACME, ADMIN);
    expect(await other.get(back)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('state_of_another_browser');
    const attempt = browser.cookies.get('recall_attempt') ?? '';
    const forged = new URL(back);
    forged.searchParams.set('state', 'A'.repeat(43));
    expect(await browser.get(forged.toString())).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('state_forged');
    const refusal = { action: 'sign_in_refused', details: { why: 'slack_state_forged' } };
    expect(await admin.lastAudit()).toMatchObject(refusal);
    browser.cookies.set('recall_attempt', attempt);
    expect(await browser.get(back)).toMatchObject({ status: 303 });
    other.cookies.set('recall_attempt', attempt);
    expect(await other.get(back)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('state_used');
    expect(await seesOverview(other)).toBe(false);
  });

  it('says so where somebody declines, or Slack is away', async () => {
    const browser = admin.browser();
    const { location } = await browser.get('/admin/sign-in/slack');
    const declined = await browser.get(admin.slack.deny({ authorizeUrl: location }));
    expect(declined).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('denied');
  });

  it.each([
    'https://evil.test/admin',
    '//evil.test',
    '/\\evil.test',
    '/admin/../../evil',
    '/admin/sign-out',
    '/admin/x\r\nSet-Cookie: a=b',
  ])('sends nobody to %j', async (returnTo) => {
    const browser = admin.browser();
    const { location } = await browser.get(await admin.throughSlack(browser, ACME, ADMIN, returnTo));
    expect(location).toMatch(/^\/admin(?:\/xSet-Cookie:%20a=b)?$/);
    expect([...browser.cookies.keys()]).toEqual([SESSION]);
  });
});
