import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, OTHER, startAdmin } from '../support/admin.ts';
import { actBy, csrfIn } from '../support/admin-browser.ts';

let admin: AdminUnderTest;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.close());

describe('a change', () => {
  const settings = { workspace: OTHER, monthlyBudgetUsd: '12' };

  it('is taken from a page of the viewer’s own, and tells them so once', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    expect(await browser.send('/admin/settings', '/admin/settings', settings)).toMatchObject({ status: 303 });
    expect((await browser.get('/admin/settings')).text).toContain('role="status"');
    expect((await browser.get('/admin/settings')).text).not.toContain('role="status"');
    expect(await admin.lastAudit()).toMatchObject({ action: 'settings_changed', actor: ADMIN });
  });

  it('is not taken without its token, with another one, or from a page of somebody else', async () => {
    const [browser, another] = [await admin.signedIn(OTHER, ADMIN), await admin.signedIn(OTHER, ADMIN)];
    const [own, foreign] = [
      csrfIn((await browser.get('/admin')).text),
      csrfIn((await another.get('/admin')).text),
    ];
    for (const [why, fields, headers] of [
      ['csrf_missing', {}, {}],
      ['csrf_wrong', { _csrf: foreign }, {}],
      ['csrf_wrong', { _csrf: '' }, {}],
      ['foreign_origin', { _csrf: own }, { origin: 'https://evil.test' }],
      ['foreign_origin', { _csrf: own }, { origin: 'null' }],
      ['foreign_origin', { _csrf: own }, { 'sec-fetch-site': 'cross-site' }],
      ['foreign_origin', { _csrf: own }, { 'sec-fetch-site': 'same-site' }],
    ] as const) {
      const answer = await browser.post('/admin/settings', { ...settings, ...fields }, headers);
      expect([why, answer.status, admin.refusedFor()]).toEqual([why, 403, why]);
      expect(await admin.lastAudit()).toMatchObject({
        action: 'access_refused',
        actor: ADMIN,
        details: { why },
      });
    }
    const json = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    };
    expect(await browser.request('/api/admin/settings', json)).toMatchObject({ status: 403 });
    expect(admin.refusedFor()).toBe('csrf_missing');
  });

  it('says which field cannot be used', async () => {
    const browser = await admin.signedIn(OTHER, ADMIN);
    const page = await browser.send('/admin/settings', '/admin/settings', {
      ...settings,
      monthlyBudgetUsd: '-1',
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('<dt>monthlyBudgetUsd</dt>');
    const twin = await actBy(browser, '/settings', { ...settings, retentionDays: 'many' });
    expect(twin.json()).toMatchObject({
      error: { code: 'bad_input', fields: { retentionDays: expect.any(String) } },
    });
    expect((await browser.get('/api/admin/usage?days=1000')).json()).toMatchObject({
      error: { fields: { days: expect.any(String) } },
    });
  });
});

describe('taking data away', () => {
  const exported = async () =>
    (await admin.database.query(`SELECT 1 FROM "AuditEntry" WHERE action = 'exported'`)).length;

  it('is not set off by a link on a page of somebody else, nor by a look whether it is there', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const before = await exported();
    for (const path of [`/data/workspace.json?workspace=${ACME}`, '/usage.csv'])
      for (const root of ['/admin', '/api/admin']) {
        for (const site of ['cross-site', 'same-site'])
          expect((await browser.get(`${root}${path}`, { 'sec-fetch-site': site })).status).toBe(403);
        expect(admin.refusedFor()).toBe('foreign_origin');
        const why = { action: 'access_refused', actor: ADMIN, details: { why: 'foreign_origin' } };
        expect(await admin.lastAudit()).toMatchObject(why);
        expect((await browser.get(`${root}${path}`, { referer: 'https://evil.test/' })).status).toBe(403);
        expect((await browser.request(`${root}${path}`, { method: 'HEAD' })).status).toBe(405);
      }
    expect(await exported()).toBe(before);
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])
      expect((await browser.get(`/admin/data/workspace.json?workspace=${ACME}`, headers)).status).toBe(200);
    expect(await exported()).toBe(before + 2);
  });
});
