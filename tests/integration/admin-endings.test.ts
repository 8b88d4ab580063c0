import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runEndSessions } from '../../src/cli/sessions.ts';
import { ACME, ADMIN, type AdminUnderTest, GRID, NORTH, OTHER, SOUTH, startAdmin } from '../support/admin.ts';
import { type AdminBrowser, seesOverview } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

/** A program with a token that whoever is signed in makes. */
async function programOf(maker: AdminBrowser, days = '30') {
  const fields = { name: 'cost report', scope: 'read', days };
  const { text } = await maker.send('/admin/tokens', '/admin/tokens', fields);
  const token = /rcl_[\w-]{43}/.exec(text)?.[0] ?? '';
  const read = () => admin.browser().get('/api/admin/usage', { authorization: `Bearer ${token}` });
  expect((await read()).status).toBe(200);
  const [row] = await admin.database.query<{ id: string }>(
    `SELECT id FROM "ApiToken" WHERE ending = '${token.slice(-4)}'`,
  );
  return { id: row?.id ?? '', read };
}

const uninstall = (workspaceId: string) => {
  const at = new Date();
  return admin.store.workspaces.markRevoked(workspaceId, { for: 'app_uninstalled', at, purgeAfter: at });
};

describe('where Recall is uninstalled', () => {
  it('nobody of that workspace sees anything any more, at once', async () => {
    const [browser, stranger] = [await admin.signedIn(SOUTH, ADMIN), await admin.signedIn(ACME, ADMIN)];
    const { read } = await programOf(browser);
    await uninstall(SOUTH);
    expect((await read()).status).toBe(401);
    expect(admin.refusedFor()).toBe('token_of_no_admin');
    expect((await browser.get('/admin')).location).toMatch(/^\/admin\/sign-in/);
    expect(await seesOverview(stranger)).toBe(true);
  });
});

describe('whoever is no admin any more', () => {
  afterEach(() => admin.slack.workspace(OTHER).changeRole(ADMIN, { isAdmin: true }));

  it('loses with their session the API tokens that they made', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    const { id } = await programOf(browser);
    admin.slack.workspace(OTHER).changeRole(ADMIN, { isAdmin: false });
    admin.later(16);
    expect(await seesOverview(browser)).toBe(false);
    expect(await auditOf('recall')).toMatchObject({
      ...{ action: 'session_ended', organizationId: OTHER, actor: 'recall', target: ADMIN },
      details: { why: 'no_admin_any_more', sessions: 1, tokens: 1 },
    });
    const [token] = await admin.database.query(
      `SELECT 1 FROM "ApiToken" WHERE id = '${id}' AND "revokedAt" IS NULL`,
    );
    expect(token).toBeUndefined();
  });
});

describe('the operator', () => {
  it('ends the sessions of somebody, wherever they are signed in, and their tokens where told to', async () => {
    const [one, two] = [await admin.signedIn(NORTH, ADMIN), await admin.signedIn(NORTH, ADMIN)];
    const { read } = await programOf(one);
    const end = async (tokens: boolean) => {
      const told: string[] = [];
      await runEndSessions({
        ...{ databaseUrl: admin.database.url, person: ADMIN, workspace: NORTH, tokens },
        ...{ now: () => new Date(), write: (text: string) => void told.push(text) },
      });
      return told.join('');
    };
    expect(await end(false)).toBe('ended: 2 sessions\n');
    expect([await seesOverview(one), await seesOverview(two)]).toEqual([false, false]);
    expect((await read()).status).toBe(200);
    const line = { organizationId: GRID, actor: 'operator', target: ADMIN };
    expect(await auditOf('operator')).toMatchObject({ ...line, details: { sessions: 2, tokens: 0 } });
    expect(await end(true)).toBe('ended: 0 sessions, 1 API token\n');
    expect((await read()).status).toBe(401);
    expect(await end(true)).toBe('nothing of theirs holds there\n');
  });

  it('is told where nothing is kept about the workspace', async () => {
    const command = { databaseUrl: admin.database.url, person: ADMIN, workspace: 'T0NOWHERE', tokens: false };
    await expect(
      runEndSessions({ ...command, now: () => new Date(), write: () => undefined }),
    ).rejects.toMatchObject({ code: 'no_longer_there' });
  });
});

describe('a refusal of what somebody once held', () => {
  it('stands in the audit log of their organization: a link that was used or is old', async () => {
    const [used, old] = [await admin.link(ACME, ADMIN), await admin.link(ACME, ADMIN, -1)];
    await admin.browser().post('/admin/link', { token: used });
    for (const token of [used, old]) {
      expect(await admin.browser().post('/admin/link', { token })).toMatchObject({ status: 403 });
      expect(await admin.lastAudit()).toMatchObject({
        ...{ organizationId: ACME, actor: 'unknown', target: ADMIN },
        details: { why: 'link_used_or_unknown' },
      });
    }
  });

  it('as does a token that was ended, or has expired by the clock', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const [ended, expired] = [await programOf(browser), await programOf(browser, '1')];
    await browser.send('/admin/tokens', `/admin/tokens/${ended.id}/revoke`);
    admin.later(24 * 60 + 1);
    for (const [{ id, read }, why] of [
      [ended, 'token_ended'],
      [expired, 'token_expired'],
    ] as const) {
      expect((await read()).status).toBe(401);
      expect(admin.refusedFor()).toBe(why);
      expect(await admin.lastAudit()).toMatchObject({
        ...{ action: 'token_refused', organizationId: ACME, actor: `token:${id}`, details: { why } },
      });
    }
  });
});

async function auditOf(actor: string) {
  const [line] = await admin.database.query(
    `SELECT action, "organizationId", actor, target, details FROM "AuditEntry" WHERE actor = $1 ORDER BY at DESC, id DESC LIMIT 1`,
    [actor],
  );
  return line;
}
