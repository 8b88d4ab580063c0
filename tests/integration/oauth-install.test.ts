import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../support/install-browser.ts';
import { everythingInTables } from '../support/kept.ts';
import { BO, MARA, type RecallOfMany, startRecallOfMany, workspaceOf } from '../support/organizations.ts';
import { startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const NAME = 'Ac<me> & "Sons"';

let recall: RecallOfMany;
beforeAll(async () => {
  const enterprise = { id: 'E0GRID', name: 'Grid', workspaceIds: ['T0NORTH', 'T0SOUTH'] };
  const acme = workspaceOf('T0ACME', 'acme');
  const workspaces = [
    { ...acme, team: { ...acme.team, name: NAME } },
    workspaceOf('T0NORTH', 'North'),
    workspaceOf('T0SOUTH', 'South'),
  ];
  recall = await startRecallOfMany({ workspaces, enterprise, services: ['bot'] });
});
afterAll(() => recall.close());

const begin = (query = '') => {
  const browser = createBrowser();
  return browser.get(`${recall.botUrl}/slack/install${query}`).then((begun) => ({
    browser,
    begun,
    authorizeUrl: begun.location ?? '',
    state: new URL(begun.location ?? '').searchParams.get('state') ?? '',
  }));
};
const refusals = async () => {
  const rows = await recall.database.query<{ details: { why: string } }>(
    `SELECT details FROM "AuditEntry" WHERE action = 'access_refused' ORDER BY id`,
  );
  return rows.map(({ details }) => details.why);
};
const isInstalled = async (id: string) => (await recall.store.workspaces.findActive(id)) !== null;

describe('a person who installs Recall', () => {
  it('is sent to Slack with the scopes of the manifest, and a cookie that no script reads', async () => {
    const { begun, authorizeUrl } = await begin('?team=T0ACME');
    expect(begun.status).toBe(302);
    const { searchParams, pathname } = new URL(authorizeUrl);
    expect(pathname).toBe('/oauth/v2/authorize');
    expect(searchParams.get('scope')?.split(',')).toContain('channels:history');
    expect(searchParams.get('redirect_uri')).toBe(`${recall.botUrl}/slack/oauth_redirect`);
    expect(searchParams.get('team')).toBe('T0ACME');
    expect(searchParams.get('code_challenge')).toBeNull();
    expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('reads in plain words where it is installed, and nothing of it is kept in the clear', async () => {
    const page = await recall.install({ workspaceId: 'T0ACME', by: MARA });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Recall is installed in Ac&lt;me&gt; &amp; &quot;Sons&quot;');
    expect(page.words).toContain('type /invite @Recall in a channel');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.body).not.toContain('<script');
    const { token } = recall.slack.workspace('T0ACME');
    expect(await recall.store.installations.tokenFor('T0ACME')).toMatchObject({ token, isOrgWide: false });
    const kept = await everythingInTables(recall.database);
    expect(kept).not.toContain(token);
    expect(recall.logLines.join('')).not.toContain(token);
    const [line] = await recall.database.query<{ actor: string; target: string }>(
      `SELECT actor, target FROM "AuditEntry" WHERE action = 'installed'`,
    );
    expect(line).toEqual({ actor: MARA, target: 'T0ACME' });
  });

  it('installs it in a whole organization, workspace by workspace', async () => {
    const page = await recall.install({ org: true, by: MARA });
    expect(page.words).toContain('Recall is installed in Grid');
    expect(page.words).toContain('It works in 2 of the organization’s workspaces');
    const [north, south] = await Promise.all(
      ['T0NORTH', 'T0SOUTH'].map((id) => recall.store.workspaces.findActive(id)),
    );
    expect([north?.name, south?.name]).toEqual(['North', 'South']);
    expect(await recall.store.installations.tokenFor('T0NORTH')).toMatchObject({
      installationId: 'E0GRID',
      isOrgWide: true,
    });
  });

  it('may install it again, and has one installation', async () => {
    await recall.install({ workspaceId: 'T0ACME' });
    const rows = await recall.database.query(`SELECT id FROM "Installation" WHERE id = 'T0ACME'`);
    expect(rows).toHaveLength(1);
  });

  it('may cancel', async () => {
    const { browser, authorizeUrl } = await begin();
    const page = await browser.get(recall.slack.deny({ authorizeUrl }));
    expect(page.status).toBe(200);
    expect(page.words).toContain('Nothing was installed You cancelled in Slack');
    expect((await refusals()).at(-1)).toBe('cancelled');
  });
});

describe('nothing is installed, and a line says so,', () => {
  const approved = async () => {
    const flow = await begin();
    const by = { authorizeUrl: flow.authorizeUrl, workspaceId: 'T0ACME', by: MARA };
    return { ...flow, back: recall.slack.approveInstall(by) };
  };

  it('where a way back is gone twice', async () => {
    const { browser, back } = await approved();
    expect((await browser.get(back)).status).toBe(200);
    const again = await browser.get(back);
    expect(again.status).toBe(400);
    expect(again.words).toContain('was used already, or is older than ten minutes');
    expect((await refusals()).at(-1)).toBe('used_or_expired');
  });

  it('where another browser comes back than the one that left', async () => {
    const { browser, back } = await approved();
    const others = [createBrowser(), (await begin()).browser];
    for (const other of others) {
      expect(await other.get(back)).toMatchObject({ status: 400 });
      expect((await refusals()).at(-1)).toBe('forged_state');
    }
    expect((await browser.get(back)).status).toBe(200);
  });

  it('where it took longer than ten minutes', async () => {
    const { browser, back } = await approved();
    await recall.database.query(`UPDATE "AuthAttempt" SET "expiresAt" = now() - interval '1 second'`);
    expect((await browser.get(back)).words).toContain('older than ten minutes');
  });

  it('where the state is not one of Recall’s', async () => {
    const { browser, state } = await begin();
    const forged = [
      ...['', 'x', '.', `${state}x`, state.slice(0, -1), state.split('.')[0] ?? ''],
      ...[`${'A'.repeat(43)}.${state.split('.')[1]}`, state.repeat(50)],
    ];
    for (const one of forged) {
      const url = `${recall.botUrl}/slack/oauth_redirect?code=c&state=${encodeURIComponent(one)}`;
      expect((await browser.get(url)).status).toBe(400);
    }
    expect(new Set((await refusals()).slice(-forged.length))).toEqual(new Set(['forged_state']));
  });

  it.each([
    ['no code', '', 400, 'no_code'],
    ['a code that Slack did not give', '&code=made.up', 502, 'slack_refused'],
  ])('where there is %s', async (_, code, status, why) => {
    const { browser, state } = await begin();
    const page = await browser.get(`${recall.botUrl}/slack/oauth_redirect?state=${state}${code}`);
    expect(page.status).toBe(status);
    expect((await refusals()).at(-1)).toBe(why);
  });

  it('where Slack does not answer', async () => {
    recall.slack.faults.fail('oauth.v2.access', { error: 'internal_error', times: 1 });
    const { browser, back } = await approved();
    const page = await browser.get(back);
    expect(page.status).toBe(503);
    expect(page.words).toContain('Slack did not answer in time');
  });

  it('by anything but a visit', async () => {
    const response = await fetch(`${recall.botUrl}/slack/install`, { method: 'POST' });
    expect(response.status).toBe(405);
  });
});

it('holds a code for whoever asked for it alone, where Slack offers PKCE', async () => {
  const app = { pkce: true };
  const withPkce = await startRecallOfMany({
    ...{ workspaces: [workspaceOf('T0ACME', 'Acme')], app, services: ['bot'] },
    environment: { SLACK_PKCE: 'on' },
  });
  try {
    const browser = createBrowser();
    const begun = await browser.get(`${withPkce.botUrl}/slack/install`);
    const { searchParams } = new URL(begun.location ?? '');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    const page = await withPkce.install({ workspaceId: 'T0ACME' });
    expect(page.words).toContain('Recall is installed in Acme');
  } finally {
    await withPkce.close();
  }
});

it('is off with a bot token, and says so', async () => {
  const single = await startRecall({ backend: 'postgres', services: ['bot'] });
  try {
    for (const path of ['/slack/install', '/slack/oauth_redirect?code=c&state=s']) {
      const page = await createBrowser().get(`${single.botUrl}${path}`);
      expect(page.status).toBe(404);
      expect(page.words).toContain('serves one workspace, by the bot token that it was given');
    }
  } finally {
    await single.close();
  }
});

describe('/recall admin', () => {
  const told = async (userId: string, workspaceId = 'T0ACME') => {
    const { world, as } = recall.slack.workspace(workspaceId);
    const before = world.ephemerals('C0GENERAL', userId).length;
    await as(userId).runCommand({ channel: 'C0GENERAL', command: '/recall', text: 'admin' });
    return (await until(() => world.ephemerals('C0GENERAL', userId)[before])).text;
  };
  const lastLine = async () => {
    const [line] = await recall.database.query(
      `SELECT action, actor, "organizationId", "workspaceId", details FROM "AuditEntry" ORDER BY id DESC LIMIT 1`,
    );
    return line;
  };

  it('gives an admin a link that is kept as a hash', async () => {
    const text = await told(MARA);
    const [, url = '', token = ''] = /<(http:[^|]*\/admin\/link\?token=([\w-]{43}))\|/.exec(text) ?? [];
    expect(url.startsWith(recall.config.adminUrl)).toBe(true);
    const rows = await recall.database.query<{ id: string; userId: string; workspaceId: string }>(
      'SELECT id, "userId", "workspaceId" FROM "SignInLink"',
    );
    expect(rows).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{64}$/), userId: MARA, workspaceId: 'T0ACME' },
    ]);
    expect(await everythingInTables(recall.database)).not.toContain(token);
    expect(recall.logLines.join('')).not.toContain(token);
    const made = { action: 'link_made', actor: MARA, organizationId: 'T0ACME', workspaceId: 'T0ACME' };
    expect(await lastLine()).toEqual({ ...made, details: {} });
  });

  it('tells anybody else who can, and the audit log that they asked', async () => {
    expect(await told(BO)).toContain('for admins and owners of this workspace');
    const refused = { action: 'sign_in_refused', actor: BO, organizationId: 'T0ACME', workspaceId: 'T0ACME' };
    expect(await lastLine()).toEqual({ ...refused, details: { why: 'command_no_admin' } });
  });

  it('gives a link to an admin of the organization who is none of the workspace, as its door would let them in', async () => {
    await recall.install({ org: true, by: MARA });
    recall.slack.workspace('T0NORTH').changeRole(BO, { isOrgAdmin: true });
    expect(await told(BO, 'T0NORTH')).toMatch(/\/admin\/link\?token=/);
    const made = { action: 'link_made', actor: BO, organizationId: 'E0GRID', workspaceId: 'T0NORTH' };
    expect(await lastLine()).toMatchObject(made);
  });
});

it('does what is asked for in a workspace that it was installed in a moment ago', async () => {
  expect(await isInstalled('T0SOUTH')).toBe(true);
  const south = recall.slack.workspace('T0SOUTH');
  await south.as(MARA).openHome();
  await until(() => south.world.homeView(MARA));
});
