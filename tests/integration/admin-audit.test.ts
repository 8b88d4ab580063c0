import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, oneTimeLink, startAdmin } from '../support/admin.ts';
import { adminBrowser } from '../support/admin-browser.ts';
import { MARA } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';

const REFUSED = '<th scope="row">API token refused</th>';
let recall: RecallUnderTest;
let several: AdminUnderTest;

beforeAll(async () => {
  [recall, several] = await Promise.all([
    startRecall({ backend: 'postgres', services: ['bot', 'api'] }),
    startAdmin(),
  ]);
});
afterAll(() => Promise.all([recall?.close(), several?.close()]));

const knock = (url: string) =>
  fetch(`${url}/api/admin/channels`, { headers: { authorization: 'Bearer rcl_made-up' } });

it('refusals of somebody who has not said who they are stand in the log of the only organization', async () => {
  const token = await oneTimeLink(recall.store, { workspaceId: 'T0ACME', userId: MARA });
  const browser = adminBrowser(recall.apiUrl);
  await browser.post('/admin/link', { token });
  expect((await knock(recall.apiUrl)).status).toBe(401);
  const { text } = await browser.get('/admin/audit');
  expect(text).toContain(REFUSED);
  expect((await browser.get('/admin/audit?action=token_refused')).text).toContain(REFUSED);
  expect((await browser.get('/admin/audit?action=signed_out')).text).not.toContain(REFUSED);
});

it('and in nobody’s where there are several: they may concern any of them', async () => {
  const browser = await several.signedIn(ACME, ADMIN);
  expect((await knock(several.url)).status).toBe(401);
  expect((await browser.get('/admin/audit')).text).not.toContain(REFUSED);
});
