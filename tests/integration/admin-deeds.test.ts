import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED } from '../../src/core/domain/erasure.ts';
import { ACME, ADMIN, type AdminUnderTest, HOSTILE, startAdmin } from '../support/admin.ts';
import { type AdminBrowser, csrfIn } from '../support/admin-browser.ts';
import { storeRecap } from '../support/stored-recap.ts';

const OWN = { workspace: ACME };
let admin: AdminUnderTest;
let browser: AdminBrowser;

beforeAll(async () => {
  admin = await startAdmin();
  browser = await admin.signedIn(ACME, ADMIN);
});
afterAll(() => admin.close());

const send = async (path: string, fields: Record<string, string> = {}) => {
  const { status, location } = await browser.send('/admin', path, fields);
  return { status, location };
};
const audited = async (action: string) =>
  admin.database.query(
    `SELECT actor, target, details FROM "AuditEntry" WHERE action = $1 ORDER BY at DESC LIMIT 1`,
    [action],
  );
/** As a program would that has the session of whoever looks. */
const sendJson = async (path: string, body: object) => {
  const csrf = csrfIn((await browser.get('/admin')).text);
  return browser.request(`/api/admin${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
};
const world = () => admin.slack.workspace(ACME).world;

describe('a conversation', () => {
  it('that failed is retried, once', async () => {
    const { failed } = admin.acme;
    const page = `/admin/conversations/${failed.id}`;
    expect(await send(`${page}/retry`)).toEqual({ status: 303, location: page });
    expect((await admin.store.conversations.standing(failed.id))?.state).toBe('queued');
    expect(await audited('conversation_retried')).toMatchObject([{ actor: ADMIN, target: failed.id }]);
    await send(`${page}/retry`);
    expect((await browser.get(page)).text).toContain('there is nothing to retry');
  });

  it('that is cancelled says so in Slack, in the place where it was to stand', async () => {
    const { queued } = admin.acme;
    const { token } = admin.slack.workspace(ACME);
    const posted = await fetch(`${admin.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0GENERAL', text: 'It is being read.' }),
    });
    const { ts }: { ts: string } = JSON.parse(await posted.text());
    await admin.store.deliveries.claim(queued.id, { part: 0, channelId: 'C0GENERAL', ts });
    await send(`/admin/conversations/${queued.id}/cancel`);
    expect((await admin.store.conversations.standing(queued.id))?.state).toBe('cancelled');
    expect(
      world()
        .timeline('C0GENERAL')
        .find((message) => message.ts === ts)?.text,
    ).toBe('Cancelled. Nothing was posted.');
    expect((await browser.get(`/admin/conversations/${queued.id}`)).text).toContain('It is cancelled.');
  });

  it('that is part of a digest which has gone on is not retried: it would be shown nowhere', async () => {
    const { digest } = admin.acme;
    const [part] = await admin.database.query<{ id: string; periodId: string }>(
      `SELECT "id", "digestPeriodId" AS "periodId" FROM "Conversation" WHERE "digestPeriodId" IS NOT NULL AND "workspaceId" = $1 LIMIT 1`,
      [ACME],
    );
    await admin.database.query(
      `UPDATE "Conversation" SET "state" = 'failed', "errorCode" = 'internal' WHERE "id" = $1`,
      [part?.id],
    );
    await admin.database.query(`UPDATE "DigestPeriod" SET "settledAt" = now() WHERE "id" = $1`, [
      part?.periodId,
    ]);
    await admin.store.digests.startNow(ACME, digest.id, new Date());
    await send(`/admin/conversations/${part?.id}/retry`);
    expect((await browser.get(`/admin/conversations/${part?.id}`)).text).toContain('has gone on without it');
    expect((await admin.store.conversations.standing(part?.id ?? ''))?.state).toBe('failed');
  });

  it('of a workspace whose token cannot be opened any more is shown all the same', async () => {
    const { recapId } = admin.acme;
    await admin.database.query(`UPDATE "Installation" SET "keyId" = 'deadbeef' WHERE "id" = $1`, [ACME]);
    const { status } = await browser.get(`/admin/conversations/${recapId}`);
    await admin.database.query(
      `UPDATE "Installation" SET "keyId" = other."keyId" FROM "Installation" AS other WHERE other."id" = 'T0OTHER' AND "Installation"."id" = $1`,
      [ACME],
    );
    expect(status).toBe(200);
  });
});

describe('a digest', () => {
  it('is paused and resumed, and its author sees it in their App Home', async () => {
    const { digest, viewer } = admin.acme;
    const shownTo = () => JSON.stringify(world().homeView(viewer.userId)?.blocks ?? '');
    const pause = `/admin/digests/${digest.id}/pause`;
    expect(await send(pause, OWN)).toMatchObject({ status: 303 });
    expect(await admin.store.digests.find(ACME, digest.id)).toMatchObject({
      state: 'paused',
      pausedFor: null,
    });
    expect(shownTo()).toContain('paused');
    await send(`/admin/digests/${digest.id}/resume`, OWN);
    expect(await admin.store.digests.find(ACME, digest.id)).toMatchObject({ state: 'active' });
    expect(shownTo()).not.toContain('paused');
    expect(await audited('digest_resumed')).toMatchObject([{ target: digest.id }]);
  });

  it('of somebody whose data was deleted is from then on that of the admin who resumes it', async () => {
    const { digest } = admin.acme;
    await admin.database.query(`UPDATE "Digest" SET "author" = $1, "state" = 'paused' WHERE "id" = $2`, [
      ERASED,
      digest.id,
    ]);
    await send(`/admin/digests/${digest.id}/resume`, OWN);
    expect(await admin.store.digests.find(ACME, digest.id)).toMatchObject({ author: ADMIN, state: 'active' });
  });
});

describe('settings', () => {
  it('are saved, and stand in the audit log as they were and are', async () => {
    await send('/admin/settings', { ...OWN, monthlyBudgetUsd: '12.5', retentionDays: '', language: 'de' });
    const kept = { monthlyBudgetUsd: 12.5, retentionDays: null, language: 'de' };
    expect(await admin.store.workspaces.settings(ACME)).toEqual(kept);
    expect(await audited('settings_changed')).toMatchObject([
      { details: { monthlyBudgetUsd: 12.5, monthlyBudgetUsd_before: null, language: 'de' } },
    ]);
    expect(await send('/admin/settings', { ...OWN, monthlyBudgetUsd: '-1' })).toMatchObject({ status: 400 });
  });

  const retentionOf = async () => (await admin.store.workspaces.settings(ACME))?.retentionDays;
  const daysOfChannel = () => admin.store.channels.retentionOf(ACME, 'C0GENERAL');

  it('by which recaps go ask first, with their number, and change nothing before', async () => {
    const fields = { ...OWN, monthlyBudgetUsd: '3', retentionDays: '30' };
    const asked = await browser.send('/admin', '/admin/settings', fields);
    expect(asked.status).toBe(200);
    expect(asked.text).toMatch(/Delete \d+ conversations with their recaps\?/);
    expect(await admin.store.workspaces.settings(ACME)).toMatchObject({
      monthlyBudgetUsd: 12.5,
      retentionDays: null,
    });
    const hidden = [...asked.text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const form = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    expect(form).toMatchObject({ ...fields, sure: 'yes' });
    expect(await send('/admin/settings', { ...fields, sure: 'yes' })).toMatchObject({ status: 303 });
    expect(await admin.store.workspaces.settings(ACME)).toMatchObject({
      monthlyBudgetUsd: 3,
      retentionDays: 30,
    });
    // With so much gone anyway, keeping them longer or as long takes nothing.
    expect(await send('/admin/settings', fields)).toMatchObject({ status: 303 });
    expect(await send('/admin/settings', { ...OWN, retentionDays: '0' })).toMatchObject({ status: 303 });
    expect(await retentionOf()).toBe(0);
  });

  it('of a channel ask in the same way, programs too', async () => {
    const fields = { ...OWN, channel: 'C0GENERAL', retentionDays: '30' };
    expect((await browser.send('/admin', '/admin/channels/retention', fields)).text).toMatch(
      /Delete \d+ conversations with their recaps\?/,
    );
    const refused = await sendJson('/channels/retention', fields);
    expect([refused.status, refused.json()]).toMatchObject([409, { goes: expect.any(Number) }]);
    expect(await daysOfChannel()).toBeNull();
    const { status, text } = await sendJson('/channels/retention', { ...fields, sure: true });
    expect([status, text]).toEqual([
      200,
      expect.stringContaining('Recaps of this channel are kept for 30 days.'),
    ]);
    expect(await daysOfChannel()).toBe(30);
  });
});

describe('after a change', () => {
  it.each([
    ['/admin/channels?mode=ask&search=gen', '/channels/mode', { channels: `${ACME}.C0GENERAL`, mode: 'ask' }],
    ['/admin/settings?workspace=T0ACME', '/settings', { ...OWN, monthlyBudgetUsd: '4' }],
    [
      `/admin/channels/retention?workspace=${ACME}&channel=C0GENERAL&list=mode%3Dask`,
      '/channels/retention',
      { ...OWN, channel: 'C0GENERAL', retentionDays: '0' },
    ],
  ])('the browser comes back to %s as it was filtered', async (page, path, fields) => {
    const { text } = await browser.get(page);
    const from = /name="_from" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const list = page.includes('list=') ? '/admin/channels?mode=ask' : page;
    expect(from).toBe(list);
    const { location } = await browser.send('/admin', `/admin${path}`, { ...fields, _from: from });
    expect(location).toBe(list);
  });

  it.each([
    'https://elsewhere.invalid/admin/channels?x=1',
    '/admin/channels@elsewhere.invalid?x',
    '//elsewhere.invalid',
  ])('the browser is not sent to %s', async (from) => {
    const fields = { channels: `${ACME}.C0GENERAL`, mode: 'ask', _from: from };
    expect((await browser.send('/admin', '/admin/channels/mode', fields)).location).toBe('/admin/channels');
  });
});

describe('data', () => {
  it('of usage is taken away as a table that no spreadsheet calculates', async () => {
    const now = new Date();
    await storeRecap(admin.store, { ask: { workspaceId: ACME }, at: now });
    const tokens = { input: 1200, output: 80, cacheRead: 0, cacheWrite: 0 };
    await admin.store.engineCalls.record(
      { workspaceId: ACME, conversationId: admin.acme.recapId, model: HOSTILE, tokens, costUsd: 0.25 },
      now,
    );
    const { headers, text } = await browser.get('/admin/usage.csv?by=model');
    expect(headers.get('content-disposition')).toMatch(/\.csv"?$/);
    const [columns, row] = text.split('\r\n');
    expect(columns).toContain('key,label,calls');
    expect(row).toContain(`"${HOSTILE.replaceAll('"', '""')}"`);
  });

  it('is taken away without the words of recaps, and that of a person is asked to be deleted', async () => {
    const { headers, text } = await browser.get(`/admin/data/workspace.json?workspace=${ACME}`);
    expect(headers.get('content-type')).toContain('application/json');
    expect(text).toContain(admin.acme.recapId);
    expect(text).not.toContain('A headline of');
    expect(await audited('exported')).toMatchObject([{ actor: ADMIN }]);
    expect(await send('/admin/data/erase', { ...OWN, person: 'U0BO' })).toMatchObject({ status: 303 });
    expect(await audited('person_erased')).toMatchObject([{ actor: ADMIN }]);
    expect((await browser.get('/admin/settings')).text).toContain(
      'What is kept about U0BO is being deleted.',
    );
  });
});
