import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/api/admin/catalogue.ts';
import {
  ACME,
  ADMIN,
  type AdminUnderTest,
  HOSTILE,
  isRefusal,
  MEMBER,
  OTHER,
  startAdmin,
} from '../support/admin.ts';
import { actBy, csrfIn, seesOverview } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

/** Addresses of everything in the catalogue, with ids of Acme in them. */
function addresses(): { read: string[]; act: { path: string; body: Record<string, unknown> }[] } {
  const { recapId, failed, queued, digest, channelId } = admin.acme;
  const fields = {
    workspace: ACME,
    channel: channelId,
    person: MEMBER,
    channels: [`${ACME}.${channelId}`],
    mode: 'off',
    retentionDays: 7,
    monthlyBudgetUsd: 1,
    language: 'de',
    name: 'cost report',
  };
  const idFor = (path: string) => {
    if (path.startsWith('/digests')) return digest.id;
    if (path.endsWith('/retry')) return failed.id;
    return path.endsWith('/cancel') ? queued.id : recapId;
  };
  const filled = (path: string) => path.replace(':id', idFor(path));
  const query = new URLSearchParams({ workspace: ACME, channel: channelId, person: MEMBER });
  return {
    read: [...CATALOGUE.resources, ...CATALOGUE.downloads].map(({ path }) => `${filled(path)}?${query}`),
    act: CATALOGUE.actions.map(({ path }) => ({ path: filled(path), body: fields })),
  };
}

describe('every route', () => {
  it('sends whoever has no session to the door, and tells programs no more than that', async () => {
    const { read, act } = addresses();
    const nobody = admin.browser();
    for (const path of [...read, '/queues', '/nothing-here', '/../admin/audit']) {
      expect((await nobody.get(`/admin${path}`)).location).toMatch(/^\/admin\/sign-in\?/);
      expect(await nobody.get(`/api/admin${path}`)).toMatchObject({ status: 401 });
      expect(admin.refusedFor()).toBe('no_session');
    }
    for (const { path, body } of act) {
      expect(await nobody.post(`/admin${path}`)).toMatchObject({ status: 401 });
      expect(admin.refusedFor()).toBe('no_session');
      expect(await actBy(nobody, path, body)).toMatchObject({ status: 401 });
      expect(admin.refusedFor()).toBe('no_session');
    }
    expect((await nobody.get('/api/admin/openapi.json')).status).toBe(401);
    expect((await nobody.get('/api/admin/openapi.json')).text).not.toContain('conversations');
  });

  it("finds nothing with another organization's session", async () => {
    const [foreign, own] = [await admin.signedIn(OTHER, ADMIN), await admin.signedIn(ACME, ADMIN)];
    const { recapId, failed, digest } = admin.acme;
    const known = [
      recapId,
      failed.id,
      digest.id,
      HOSTILE,
      HOSTILE.replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    ];
    let shown = 0;
    for (const path of addresses().read) {
      const seen = (text: string) =>
        known.some((word) => text.replaceAll(path.split('?')[0] ?? '', '').includes(word));
      const mine = await own.get(`/api/admin${path}`);
      expect([path, mine.status]).toEqual([path, 200]);
      if (seen(mine.text)) shown += 1;
      for (const root of ['/admin', '/api/admin']) {
        const theirs = await foreign.get(`${root}${path}`);
        expect([path, seen(theirs.text)]).toEqual([path, false]);
        if (theirs.status === 404) expectLine({ status: 404, refused: 'not_found', actor: ADMIN });
      }
    }
    expect(shown).toBeGreaterThan(4);
  });

  it("changes nothing with another organization's session", async () => {
    const [foreign, own] = [await admin.signedIn(OTHER, ADMIN), await admin.signedIn(ACME, ADMIN)];
    const act = addresses().act.filter(({ path }) => !path.startsWith('/tokens'));
    const before = await stateOfAcme();
    // The engine is every organization's own to test.
    for (const { path, body } of act.filter(({ path }) => path !== '/settings/engine-test')) {
      expect([path, (await actBy(foreign, path, body)).status]).toEqual([path, 404]);
      expectLine({ status: 404, refused: 'not_found', actor: ADMIN, path: `/api/admin${path}` });
    }
    expect(await stateOfAcme()).toEqual(before);
    for (const { path, body } of act) {
      const { status } = await actBy(own, path, body);
      expect([path, status, status === 200 || status === 409]).toEqual([path, status, true]);
    }
    expect(await stateOfAcme()).not.toEqual(before);
  });

  it('answers no method but its own', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const headers = {
      'x-csrf-token': csrfIn((await browser.get('/admin')).text),
      'x-http-method-override': 'POST',
    };
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect([method, isRefusal(await browser.request('/admin/settings', { method, headers }))]).toEqual([
        method,
        true,
      ]);
    const posted = await browser.request('/admin/usage', { method: 'POST', headers });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'HEAD, GET']);
    expect(await browser.get('/admin/channels/mode', headers)).toMatchObject({ status: 405 });
    expect(admin.refusedFor()).toBe('method');
  });
});

/** What the access log has of the last request. */
const expectLine = (line: object) => expect(admin.requests().at(-1)).toMatchObject(line);

async function stateOfAcme(): Promise<object[]> {
  return admin.database.query(
    `SELECT c.mode, c."retentionDays", w."monthlyBudgetUsd", d.state AS digest,
            (SELECT string_agg(state::text, ',' ORDER BY id) FROM "Conversation" WHERE "workspaceId" = w.id) AS states
     FROM "Workspace" w JOIN "Channel" c ON c."workspaceId" = w.id JOIN "Digest" d ON d."workspaceId" = w.id
     WHERE w.id = '${ACME}'`,
  );
}

describe('what people in Slack write', () => {
  it('is shown as it was written, on every page', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    let shown = 0;
    for (const path of addresses().read.filter((path) => !/\.(?:json|csv)/.test(path))) {
      const { status, text, headers } = await browser.get(`/admin${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect([path, /<img|<script>/.test(text)]).toEqual([path, false]);
      expect([path, / style="|<style| on\w+="/.test(text)]).toEqual([path, false]);
      if (text.includes('&lt;img src=x')) shown += 1;
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
      );
    }
    expect(shown).toBeGreaterThan(5);
    expect(HOSTILE).toContain('<img src=x');
  });

  it('does not become SQL, a path or a header', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    for (const words of [
      `'; DROP TABLE "Workspace"; --`,
      `%' OR '1'='1`,
      '\\',
      '_',
      '%',
      '../../../etc/passwd',
      '\u0000',
    ])
      for (const path of [
        '/workspaces?search=',
        '/channels?search=',
        '/conversations?person=',
        '/audit?actor=',
        '/conversations?cursor=',
        '/usage?workspace=',
      ]) {
        const { status, text } = await browser.get(`/api/admin${path}${encodeURIComponent(words)}`);
        expect([path, words, status < 500]).toEqual([path, words, true]);
        expect(text).not.toContain(OTHER);
      }
    expect(await seesOverview(browser)).toBe(true);
    for (const [path, refused] of [
      ['/admin/assets/..%2f..%2fmain.ts', 'not_found'],
      ['/admin/assets/admin.css/..%2f..%2fmain.ts', 'not_found'],
      ['/admin/assets/admin.css', 'not_found'],
      ['/admin/conversations/..%2f..', 'bad_input'],
      ['/admin/%ff', 'not_found'],
    ] as const) {
      expect([path, (await browser.get(path)).status >= 400]).toEqual([path, true]);
      expectLine({ path, refused, actor: ADMIN });
    }
    const given = { 'x-request-id': 'x y"}{', 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.test' };
    const answer = await browser.get('/admin', given);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(admin.requests().at(-1)).toMatchObject({ ip: '127.0.0.1' });
    expect(
      (await browser.get('/admin', { 'x-request-id': 'proxy-0123456789' })).headers.get('x-request-id'),
    ).toBe('proxy-0123456789');
  });
});
