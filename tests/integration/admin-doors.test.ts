import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACME,
  ADMIN,
  type AdminUnderTest,
  GRID,
  MEMBER,
  NORTH,
  ORG_ADMIN,
  OTHER,
  SOUTH,
  startAdmin,
} from '../support/admin.ts';
import { type AdminBrowser, adminBrowser, seesOverview } from '../support/admin-browser.ts';
import { apiWith } from '../support/api.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

const SESSION = 'recall_session';

describe('a session', () => {
  it('is a cookie that scripts and other sites do not get, under a new id with each sign-in', async () => {
    const browser = admin.browser();
    const first = await browser.post('/admin/link', { token: await admin.link(ACME, ADMIN) });
    const [line] = first.headers.getSetCookie();
    expect(line).toMatch(/^recall_session=[^;]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/);
    const before = browser.cookies.get(SESSION) ?? '';
    await browser.post('/admin/link', { token: await admin.link(ACME, ADMIN) });
    expect(browser.cookies.get(SESSION)).not.toBe(before);
    browser.cookies.set(SESSION, before);
    expect(await seesOverview(browser)).toBe(false);
  });

  it('is kept as a hash, of no use to whoever reads the database', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const rows = await admin.database.query<{ id: string }>('SELECT id FROM "AdminSession"');
    expect(rows.every(({ id }) => !browser.cookies.get(SESSION)?.includes(id))).toBe(true);
    browser.cookies.set(SESSION, rows.at(-1)?.id ?? '');
    expect(await seesOverview(browser)).toBe(false);
  });

  it.each([
    ['changed', (cookie: string) => `A${cookie}`],
    ['cut', (cookie: string) => cookie.slice(0, -3)],
    ['without its signature', (cookie: string) => cookie.split('.')[0] ?? ''],
    ['of another purpose', () => 'notice.x'],
  ])('does not hold with a cookie %s', async (_, spoil) => {
    const browser = await admin.signedIn(NORTH, ADMIN);
    browser.cookies.set(SESSION, spoil(browser.cookies.get(SESSION) ?? ''));
    expect((await browser.get('/admin')).location).toMatch(/^\/admin\/sign-in/);
    expect(admin.refusedFor()).toBe('cookie_tampered');
    expect(await admin.lastAudit()).toMatchObject({
      action: 'access_refused',
      details: { why: 'cookie_tampered' },
    });
  });

  it('ends with signing out, here or everywhere', async () => {
    const [one, two] = [await admin.signedIn(OTHER, ADMIN), await admin.signedIn(OTHER, ADMIN)];
    const cookie = one.cookies.get(SESSION) ?? '';
    expect(await one.send('/admin', '/admin/sign-out')).toMatchObject({
      status: 303,
      location: '/admin/sign-in',
    });
    expect(one.cookies.has(SESSION)).toBe(false);
    one.cookies.set(SESSION, cookie);
    expect(await seesOverview(one)).toBe(false);
    expect(admin.refusedFor()).toBe('session_over');
    expect(await seesOverview(two)).toBe(true);
    const three = await admin.signedIn(OTHER, ADMIN);
    await three.send('/admin', '/admin/sign-out', { everywhere: 'yes' });
    expect(await seesOverview(two)).toBe(false);
    expect(await admin.lastAudit()).toMatchObject({ action: 'signed_out', details: { everywhere: true } });
  });

  it('shows an admin of one workspace of a Grid that one, and an admin of the organization all', async () => {
    const north = await admin.signedIn(NORTH, ADMIN);
    const org = await admin.signedIn(NORTH, ORG_ADMIN);
    const idsSeenBy = async (browser: AdminBrowser) =>
      [...(await browser.get('/api/admin/workspaces')).text.matchAll(/"id":"(T0\w+)"/g)].map(([, id]) => id);
    expect(await idsSeenBy(north)).toEqual([NORTH]);
    expect((await idsSeenBy(org)).toSorted()).toEqual([NORTH, SOUTH]);
    expect((await north.get(`/admin/data/erase?workspace=${SOUTH}&person=${MEMBER}`)).status).toBe(404);
    const settings = { workspace: SOUTH, monthlyBudgetUsd: '3' };
    expect((await north.send('/admin', '/admin/settings', settings)).status).toBe(404);
    expect((await org.send('/admin', '/admin/settings', settings)).status).toBe(303);
    expect((await org.get(`/admin/data/erase?workspace=${SOUTH}&person=${MEMBER}`)).status).toBe(200);
    expect(await admin.lastAudit()).toMatchObject({ organizationId: GRID });
  });
});

describe('too much at once', () => {
  it('is not read: 10 MB are 413, in a form and in JSON', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const body = `{"name":"${'x'.repeat(10_000_000)}"}`;
    for (const [path, type] of [
      ['/admin/tokens', 'application/x-www-form-urlencoded'],
      ['/api/admin/tokens', 'application/json'],
      ['/admin/link', 'application/x-www-form-urlencoded'],
    ] as const) {
      const answer = await browser.request(path, { method: 'POST', headers: { 'content-type': type }, body });
      expect([path, answer.status, admin.refusedFor()]).toEqual([path, 413, 'too_large']);
    }
    expect(await seesOverview(browser)).toBe(true);
  });
});

describe('without a secret to sign sessions with', () => {
  it('the admin view is off, and says what to set', async () => {
    const { apiUrl } = await apiWith({ DATABASE_URL: admin.database.url });
    const browser = adminBrowser(apiUrl);
    const page = await browser.get('/admin/usage');
    expect([page.status, page.text.includes('SLACK_SIGNING_SECRET')]).toEqual([503, true]);
    expect((await browser.get('/api/admin/usage')).json()).toMatchObject({ error: { code: 'admin_off' } });
  });
});

// These move the clock, so they come last.
describe('with time', () => {
  it('a session ends within a quarter of an hour of its admin being demoted', async () => {
    const [browser, second] = [await admin.signedIn(ACME, ADMIN), await admin.signedIn(ACME, ADMIN)];
    admin.slack.workspace(ACME).changeRole(ADMIN, { isAdmin: false });
    expect(await seesOverview(browser)).toBe(true);
    admin.later(15);
    expect((await browser.get('/admin')).location).toMatch(/^\/admin\/sign-in/);
    expect(await admin.lastAudit()).toMatchObject({
      action: 'access_refused',
      details: { why: 'no_admin_any_more' },
    });
    expect(await seesOverview(second)).toBe(false);
    admin.slack.workspace(ACME).changeRole(ADMIN, { isAdmin: true });
    expect(await seesOverview(browser)).toBe(false);
  });

  it('an admin of the organization who is made one of a workspace sees no more than that', async () => {
    const browser = await admin.signedIn(NORTH, ORG_ADMIN);
    admin.slack.workspace(NORTH).changeRole(ORG_ADMIN, { isOrgAdmin: false, isAdmin: true });
    admin.later(15);
    expect(await seesOverview(browser)).toBe(false);
    const again = await admin.signedIn(NORTH, ORG_ADMIN);
    expect((await again.get('/api/admin/workspaces')).text).not.toContain(SOUTH);
  });

  it('a session outlives an outage of Slack for half an hour, and no longer', async () => {
    const browser = await admin.signedIn(SOUTH, ADMIN);
    admin.later(16);
    admin.slack.workspace(SOUTH).faults.httpError('users.info', { status: 500, times: 1000 });
    expect(await seesOverview(browser)).toBe(true);
    admin.later(30);
    expect((await browser.get('/admin')).status).toBe(503);
    expect(admin.refusedFor()).toBe('unavailable');
    admin.slack.workspace(SOUTH).faults.clear();
    admin.later(1);
    expect(await seesOverview(browser)).toBe(true);
  });

  it('a session is over after eight hours, and an attempt to sign in after ten minutes', async () => {
    const [browser, slow] = [await admin.signedIn(ACME, ADMIN), admin.browser()];
    const back = await admin.throughSlack(slow, ACME, ADMIN);
    admin.later(11);
    expect(await slow.get(back)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('state_used');
    for (let quarter = 0; quarter < 31; quarter += 1) {
      admin.later(15);
      if (quarter % 10 === 0) expect(await seesOverview(browser)).toBe(true);
    }
    admin.later(15);
    expect(await seesOverview(browser)).toBe(false);
    expect(admin.refusedFor()).toBe('session_over');
  });
});
