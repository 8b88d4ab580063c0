import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type AdminUnderTest, GRID, NORTH, OTHER, startAdmin } from '../support/admin.ts';
import type { AdminBrowser, Answer } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

describe('an API token', () => {
  const make = (browser: AdminBrowser, scope: string) =>
    browser.send('/admin/tokens', '/admin/tokens', { name: 'cost report', scope, days: '30' });
  const tokenIn = ({ text }: Answer) => /rcl_[\w-]{43}/.exec(text)?.[0] ?? '';
  const by = (token: string) => ({ authorization: `Bearer ${token}` });
  const post = (token: string, path: string, body: object) =>
    admin.browser().request(`/api/admin${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...by(token) },
      body: JSON.stringify(body),
    });

  it('is shown once, kept as a hash, and reads what its maker sees', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    const token = tokenIn(await make(browser, 'read'));
    expect(token).not.toBe('');
    expect((await browser.get('/admin/tokens')).text).not.toContain(token);
    expect(JSON.stringify(await admin.database.query('SELECT * FROM "ApiToken"'))).not.toContain(token);
    const answer = await admin.browser().get('/api/admin/workspaces', by(token));
    expect(answer.json()).toMatchObject({ rows: [{ id: OTHER }] });
    expect(admin.requests().at(-1)).toMatchObject({ actor: expect.stringMatching(/^token:/) });
  });

  it('changes nothing without the scope, and makes no other token with it', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    const [reads, writes] = [tokenIn(await make(browser, 'read')), tokenIn(await make(browser, 'write'))];
    const settings = { workspace: OTHER, monthlyBudgetUsd: 3 };
    expect((await post(reads, '/settings', settings)).status).toBe(403);
    expect(admin.refusedFor()).toBe('scope_missing');
    expect(await admin.lastAudit()).toMatchObject({
      action: 'token_refused',
      details: { why: 'scope_missing' },
    });
    expect((await post(writes, '/settings', settings)).status).toBe(200);
    expect((await post(writes, '/tokens', { name: 'another' })).status).toBe(403);
    expect(admin.refusedFor()).toBe('for_people_only');
  });

  it('is seen and ended by its maker, however many others or ended ones the organization has', async () => {
    const browser = await admin.signedIn(NORTH, ADMIN);
    const ending = tokenIn(await make(browser, 'read')).slice(-4);
    await admin.database.query(
      `INSERT INTO "ApiToken"
         (id, "organizationId", name, hash, ending, scopes, "workspaceId", "createdBy", reach, "createdAt", "expiresAt", "revokedAt")
       SELECT gen_random_uuid(), '${GRID}', 'later', md5(random()::text), 'none', '{read}', '${NORTH}', maker, 'workspace',
              now() + interval '1 hour', now() + interval '9 days', CASE maker WHEN '${ADMIN}' THEN now() END
       FROM generate_series(1, 501) n, unnest(ARRAY['${ADMIN}', 'U0SOMEBODY']) maker`,
    );
    const { text } = await browser.get('/api/admin/tokens');
    expect([text.includes('U0SOMEBODY'), text.includes(`"ending":"${ending}"`)]).toEqual([false, true]);
    const idOf = async (condition: string) => {
      const [row] = await admin.database.query<{ id: string }>(
        `SELECT id FROM "ApiToken" WHERE "organizationId" = '${GRID}' AND "revokedAt" IS NULL AND ${condition}`,
      );
      return row?.id;
    };
    const end = async (condition: string) => {
      const { status } = await browser.send('/admin/tokens', `/admin/tokens/${await idOf(condition)}/revoke`);
      return status;
    };
    expect(await end(`"createdBy" = 'U0SOMEBODY'`)).toBe(404);
    expect(await end(`ending = '${ending}'`)).toBe(303);
    expect(await idOf(`ending = '${ending}'`)).toBeUndefined();
  });

  it('opens neither the pages, nor anything once it is ended, expired, made up or of somebody demoted', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    const token = tokenIn(await make(browser, 'read'));
    expect((await admin.browser().get('/admin', by(token))).location).toMatch(/^\/admin\/sign-in/);
    const read = () => admin.browser().get('/api/admin/usage', by(token));
    expect((await read()).status).toBe(200);
    const [made] = await admin.database.query<{ id: string }>(
      `SELECT id FROM "ApiToken" WHERE ending = '${token.slice(-4)}'`,
    );
    expect(await browser.send('/admin/tokens', `/admin/tokens/${made?.id}/revoke`)).toMatchObject({
      status: 303,
    });
    expect((await read()).status).toBe(401);
    for (const wrong of [
      'rcl_w_short',
      'xoxb-1',
      `${token.slice(0, -1)}!`,
      token.replace('rcl_', 'rcl_o_'),
      `' OR 1=1`,
    ]) {
      const answer = await admin.browser().get('/api/admin/usage', by(wrong));
      expect([wrong, answer.status]).toEqual([wrong, 401]);
      expect(await admin.lastAudit()).toMatchObject({ action: expect.stringMatching(/refused/) });
    }
    const kept = tokenIn(await make(browser, 'read'));
    admin.slack.workspace(OTHER).changeRole(ADMIN, { isAdmin: false });
    admin.later(16);
    expect((await admin.browser().get('/api/admin/usage', by(kept))).status).toBe(401);
    expect(admin.refusedFor()).toBe('token_of_no_admin');
    admin.slack.workspace(OTHER).changeRole(ADMIN, { isAdmin: true });
    expect((await admin.browser().get('/api/admin/usage', by(kept))).status).toBe(401);
    expect(admin.refusedFor()).toBe('token_ended');
  });
});
