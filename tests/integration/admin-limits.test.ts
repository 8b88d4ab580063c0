import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, startAdmin } from '../support/admin.ts';
import type { AdminBrowser } from '../support/admin-browser.ts';

const PACE = { any: 40, signIn: 3, badToken: 2, token: 4, expensive: 3, health: 2 };

let admin: AdminUnderTest;
let browser: AdminBrowser;
beforeAll(async () => {
  admin = await startAdmin(
    { TRUST_PROXY: '1' },
    { pace: PACE, timeouts: { headersTimeout: 1000, requestTimeout: 1500, connectionsCheckingInterval: 50 } },
  );
  browser = await admin.signedIn(ACME, ADMIN);
});
afterAll(() => admin.close());

/** As the proxy before the API says who asks; each has limits of their own. */
let clients = 0;
const aClient = () => {
  clients += 1;
  return { 'x-forwarded-for': `10.0.0.${clients}` };
};

async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const got: number[] = [];
  for (let n = 0; n < times; n += 1) got.push((await ask()).status);
  return got;
}

/** The last line of the access log: each refusal is told there, too. */
const lastLine = () => admin.requests().at(-1);
const refusedFor = (what: string, client: { 'x-forwarded-for': string }) =>
  expect(lastLine()).toMatchObject({ status: 429, refused: what, ip: client['x-forwarded-for'] });

async function tokenOf(client: Record<string, string>): Promise<string> {
  const { text: page } = await browser.get('/admin/tokens', client);
  const csrf = /name="csrf-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const made = await browser.post('/admin/tokens', { name: 'report', _csrf: csrf }, client);
  return /rcl_[\w-]{43}/.exec(made.text)?.[0] ?? '';
}

describe('asking too often', () => {
  it.each([
    ['with Slack', (client: object) => admin.browser().get('/admin/sign-in/slack', { ...client })],
    [
      'on the way back',
      (client: object) => admin.browser().get('/admin/sign-in/callback?code=1', { ...client }),
    ],
    ['with a link', (client: object) => admin.browser().post('/admin/link', { token: 'x' }, { ...client })],
    ['to see a link', (client: object) => admin.browser().get('/admin/link?token=x', { ...client })],
  ])('to sign in %s is refused to whoever does so, and to nobody else', async (_, signIn) => {
    const [one, other] = [aClient(), aClient()];
    const got = await statuses(4, () => signIn(one));
    expect(got.slice(0, 3)).not.toContain(429);
    expect(got[3]).toBe(429);
    refusedFor('too_many_signIn', one);
    expect((await signIn(other)).status).not.toBe(429);
  });

  it('with tokens that do not hold is refused, also with one that does', async () => {
    const client = aClient();
    const token = await tokenOf(aClient());
    const ask = (shown: string) =>
      admin.browser().get('/api/admin/workspaces', { authorization: `Bearer ${shown}`, ...client });
    expect(await statuses(3, () => ask('rcl_made-up'))).toEqual([401, 401, 429]);
    refusedFor('too_many_badToken', client);
    expect((await ask(token)).status).toBe(429);
  });

  it('with one token is refused wherever it is from, and another goes on', async () => {
    const [one, other] = [await tokenOf(aClient()), await tokenOf(aClient())];
    const client = aClient();
    const ask = (token: string, from = client) =>
      admin.browser().get('/api/admin/workspaces', { authorization: `Bearer ${token}`, ...from });
    expect(await statuses(5, () => ask(one))).toEqual([200, 200, 200, 200, 429]);
    refusedFor('too_many_token', client);
    expect((await ask(one, aClient())).status).toBe(429);
    expect((await ask(other)).status).toBe(200);
  });

  it('for pages that take long to make is refused, as a page, as JSON and as a file', async () => {
    const client = aClient();
    expect(await statuses(1, () => browser.get('/admin?days=366', client))).toEqual([200]);
    expect((await browser.get('/api/admin/usage?by=channel', client)).status).toBe(200);
    expect((await browser.get('/admin/usage.csv', client)).status).toBe(200);
    for (const path of [
      '/admin',
      '/admin/usage',
      '/api/admin',
      '/admin/usage.csv',
      `/admin/data/workspace.json?workspace=${ACME}`,
    ]) {
      expect([path, (await browser.get(path, client)).status]).toEqual([path, 429]);
      refusedFor('too_many_expensive', client);
    }
    expect((await browser.get('/admin/channels', client)).status).toBe(200);
  });

  it('for anything at all is refused, before anybody is asked who they are', async () => {
    const client = aClient();
    const got = await statuses(PACE.any + 1, () => admin.browser().get('/admin/nothing', client));
    expect([got.slice(0, -1).every((status) => status === 303), got.at(-1)]).toEqual([true, 429]);
    refusedFor('too_many_any', client);
  });

  it('for the health report is refused, but never for the probes', async () => {
    const client = aClient();
    const ask = (path: string) => admin.browser().get(path, client);
    expect(await statuses(2, () => ask('/health'))).not.toContain(429);
    expect((await ask('/api/health')).status).toBe(429);
    refusedFor('too_many_health', client);
    expect(await statuses(10, () => ask('/health/live'))).toEqual(Array(10).fill(200));
  });
});

describe('a request that comes too slowly', () => {
  const port = () => Number(new URL(admin.url).port);
  const send = async (beginning: string) => {
    const socket = connect(port(), '127.0.0.1');
    socket.write(beginning);
    return text(socket);
  };

  it('in its headers is cut off, with a line that says whose it was', async () => {
    const before = admin.requests().length;
    expect(await send('GET /admin HTTP/1.1\r\nHost: recall\r\nX-More')).toMatch(/^HTTP\/1.1 408 /);
    expect(admin.requests().slice(before)).toMatchObject([
      {
        status: 408,
        refused: 'ERR_HTTP_REQUEST_TIMEOUT',
        ip: '127.0.0.1',
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    ]);
  });

  it('in its body is cut off, with one line that says what it was', async () => {
    const before = admin.requests().length;
    const head =
      'POST /admin/link?token=secret HTTP/1.1\r\nHost: recall\r\nX-Forwarded-For: 10.1.1.1\r\nX-Request-Id: proxy-0123';
    const type = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100';
    expect(await send(`${head}\r\n${type}\r\n\r\ntoken=x`)).toMatch(/^HTTP\/1.1 408 /);
    await expect.poll(() => admin.requests().slice(before)).toHaveLength(1);
    expect(lastLine()).toMatchObject({
      ...{ status: 408, refused: 'ERR_HTTP_REQUEST_TIMEOUT', requestId: 'proxy-0123' },
      ...{ method: 'POST', path: '/admin/link', ip: '10.1.1.1' },
    });
  });
});
