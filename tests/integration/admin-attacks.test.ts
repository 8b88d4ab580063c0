import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, OTHER, startAdmin } from '../support/admin.ts';
import { type AdminBrowser, type Answer, csrfIn } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
let browser: AdminBrowser;
let csrf: string;
beforeAll(async () => {
  admin = await startAdmin();
  browser = await admin.signedIn(ACME, ADMIN);
  csrf = csrfIn((await browser.get('/admin')).text);
});
afterAll(() => admin.close());

function act(path: string, body: object): Promise<Answer> {
  return browser.request(`/api/admin${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
}

const modeOfGeneral = async () => {
  const [row] = await admin.database.query<{ mode: string }>(
    `SELECT mode::text FROM "Channel" WHERE "workspaceId" = '${ACME}' AND id = 'C0GENERAL'`,
  );
  return row?.mode;
};
const cursorOf = (list: string, key: readonly string[]) =>
  Buffer.from(JSON.stringify({ list, key })).toString('base64url');
const settingsOf = () => admin.store.workspaces.settings(ACME);

describe('a change', () => {
  it('of channels of which one is somebody else’s is none at all', async () => {
    const before = await modeOfGeneral();
    const mode = before === 'off' ? 'on' : 'off';
    const channels = [`${ACME}.C0GENERAL`, `${OTHER}.C0GENERAL`];
    expect((await act('/channels/mode', { channels, mode })).status).toBe(404);
    expect(await modeOfGeneral()).toBe(before);
  });

  it('takes no figure of what is none: days of retention decide what is deleted, a budget of 0 is no limit', async () => {
    const wanted = { workspace: ACME, monthlyBudgetUsd: 7, retentionDays: '90', language: null, sure: true };
    expect((await act('/settings', wanted)).status).toBe(200);
    for (const figure of [true, false, [], [5], ' ', {}, 'x'])
      for (const field of ['monthlyBudgetUsd', 'retentionDays'])
        expect([figure, field, (await act('/settings', { ...wanted, [field]: figure })).status]).toEqual([
          figure,
          field,
          400,
        ]);
    expect(await settingsOf()).toEqual({ monthlyBudgetUsd: 7, retentionDays: 90, language: null });
  });

  it('leaves what it does not name as it is', async () => {
    const all = { monthlyBudgetUsd: 7, retentionDays: 90, language: 'de' };
    expect((await act('/settings', { workspace: ACME, ...all, sure: true })).status).toBe(200);
    expect((await act('/settings', { workspace: ACME, monthlyBudgetUsd: 9 })).status).toBe(200);
    expect(await settingsOf()).toEqual({ ...all, monthlyBudgetUsd: 9 });
    expect(await admin.lastAudit()).toMatchObject({
      details: { monthlyBudgetUsd_before: 7, monthlyBudgetUsd: 9 },
    });
    expect((await act('/settings', { workspace: ACME })).status).toBe(200);
    expect((await act('/settings', { workspace: ACME, retentionDays: '', language: null })).status).toBe(200);
    expect(await settingsOf()).toEqual({ monthlyBudgetUsd: 9, retentionDays: null, language: null });
    const channel = { workspace: ACME, channel: 'C0GENERAL' };
    expect((await act('/channels/retention', channel)).status).toBe(400);
  });
});

it('what no database takes is refused as what cannot be used, and nothing fails', async () => {
  for (const path of [
    '/channels/retention?workspace=%00&channel=C1',
    `/channels/retention?workspace=${ACME}&channel=%00`,
    '/data/erase?workspace=%00&person=U1',
    '/data/workspace.json?workspace=%00',
    '/data/person.json?workspace=%00&person=U1',
    '/conversations?from=0000-01-01',
    '/audit?to=0000-12-31',
    `/audit?cursor=${cursorOf('audit', ['0000-01-01T00:00:00Z', admin.acme.recapId])}`,
    `/feedback?cursor=${cursorOf('feedback', ['0000-01-01T00:00:00Z', admin.acme.recapId, 'U1'])}`,
  ])
    expect([path, (await browser.get(`/api/admin${path}`)).status]).toEqual([path, 400]);
  for (const [path, body] of [
    ['/tokens', { name: 'a\0b' }],
    ['/settings', { workspace: '\0' }],
    ['/channels/retention', { workspace: ACME, channel: '\0' }],
    [`/digests/${admin.acme.digest.id}/pause`, { workspace: '\0' }],
    ['/data/erase', { workspace: '\0', person: 'U1' }],
  ] as const)
    expect([path, (await act(path, body)).status]).toEqual([path, 400]);
});

it('a link of one use lets one browser in of many at once', async () => {
  const token = await admin.link(ACME, ADMIN);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => admin.browser().post('/admin/link', { token })),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
});

it('what stands in the address of a link or a way back is in no Referer, and the form is ours still', async () => {
  for (const path of [
    `/admin/link?token=${await admin.link(ACME, ADMIN)}`,
    '/admin/sign-in/callback?code=c&state=s',
    '/admin/sign-in',
  ]) {
    const { headers } = await admin.browser().get(path);
    // With `no-referrer` browsers would send `Origin: null` with the form.
    expect([path, headers.get('referrer-policy')]).toEqual([path, 'strict-origin']);
  }
});
