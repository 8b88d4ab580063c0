import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, HOSTILE, OTHER, startAdmin } from '../support/admin.ts';
import { type AdminBrowser, csrfIn } from '../support/admin-browser.ts';
import {
  type AdminPage,
  openChromium,
  overflowOf,
  signedInPage,
  violationsOf,
} from '../support/admin-chromium.ts';
import { storeRecap } from '../support/stored-recap.ts';

let admin: AdminUnderTest;
let chromium: Browser;

beforeAll(async () => {
  [admin, chromium] = await Promise.all([startAdmin(), openChromium()]);
  // What is furnished is old; the overview is of these days.
  const now = new Date();
  await storeRecap(admin.store, { ask: { workspaceId: ACME }, at: now });
  const tokens = { input: 1200, output: 80, cacheRead: 0, cacheWrite: 0 };
  const call = {
    workspaceId: ACME,
    conversationId: admin.acme.recapId,
    model: HOSTILE,
    tokens,
    costUsd: 0.25,
  };
  await admin.store.engineCalls.record(call, now);
});
afterAll(async () => {
  await chromium.close();
  await admin.close();
});

async function open(options: Parameters<typeof signedInPage>[3] = {}): Promise<AdminPage> {
  return signedInPage(chromium, admin, { workspaceId: ACME, userId: ADMIN }, options);
}

/** Every page, with something on it. */
function paths(): string[] {
  const { recapId, failed, queued } = admin.acme;
  return [
    '/admin?days=7',
    '/admin/workspaces',
    '/admin/channels',
    `/admin/channels/retention?workspace=${ACME}&channel=C0GENERAL`,
    '/admin/conversations',
    '/admin/conversations?state=cancelled&from=2020-01-01',
    `/admin/conversations/${recapId}`,
    `/admin/conversations/${failed.id}`,
    `/admin/conversations/${queued.id}/cancel`,
    '/admin/digests',
    '/admin/action-items',
    '/admin/feedback',
    '/admin/usage?by=channel',
    '/admin/settings',
    `/admin/data/erase?workspace=${ACME}&person=U0BO`,
    '/admin/audit',
    '/admin/tokens',
  ];
}

const [WIDE, NARROW] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

/** The rules that go by what is drawn; the others hold or do not, whatever the width and the colours. */
const BY_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

describe('the pages of the admin view', () => {
  it('are in order for everybody: in light and dark, wide and narrow', { timeout: 120_000 }, async () => {
    const { page, complaints } = await open({ viewport: WIDE, reducedMotion: 'reduce' });
    const wrong: string[] = [];
    const note = (path: string, what: string[]) => wrong.push(...what.map((each) => `${path}: ${each}`));
    for (const path of paths()) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(WIDE);
      const answer = await page.goto(path);
      if (answer?.status() !== 200) note(path, [`answers ${answer?.status()}`]);
      note(path, await violationsOf(page));
      if ((await overflowOf(page)) > 0) note(path, ['is wider than 1280']);
      await page.emulateMedia({ colorScheme: 'dark' });
      note(path, await violationsOf(page, BY_LOOKS));
      await page.setViewportSize(NARROW);
      note(path, await violationsOf(page, BY_LOOKS));
      if ((await overflowOf(page)) > 0) note(path, ['is wider than 390']);
      await page.emulateMedia({ colorScheme: 'light' });
      note(path, await violationsOf(page, BY_LOOKS));
    }
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('show what people wrote as letters, and none of what they said', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    for (const path of paths()) {
      const { status, text } = await browser.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<img src=x');
      for (const words of ['A headline of', 'A point of', 'A decision of', 'An item of', 'A question of'])
        expect({ path, has: text.includes(words) && words }).toEqual({ path, has: false });
    }
    expect((await browser.get('/admin/feedback')).text).toContain('&lt;script>alert(1)');
  });

  it('find nothing of another workspace', async () => {
    const stranger = await admin.signedIn(OTHER, ADMIN);
    const { recapId, failed, queued } = admin.acme;
    for (const path of [
      `/admin/conversations/${recapId}`,
      `/admin/conversations/${queued.id}/cancel`,
      `/admin/channels/retention?workspace=${ACME}&channel=C0GENERAL`,
      `/admin/data/erase?workspace=${ACME}&person=${ADMIN}`,
      `/admin/data/workspace.json?workspace=${ACME}`,
      `/admin/data/person.json?workspace=${ACME}&person=${ADMIN}`,
    ])
      expect({ path, status: (await stranger.get(path)).status }).toEqual({ path, status: 404 });
    const { id } = admin.acme.digest;
    for (const [path, fields] of [
      [`/admin/conversations/${failed.id}/retry`, {}],
      [`/admin/conversations/${queued.id}/cancel`, {}],
      [`/admin/digests/${id}/pause`, { workspace: ACME }],
      ['/admin/channels/mode', { channels: `${ACME}.C0GENERAL`, mode: 'off' }],
      ['/admin/channels/retention', { workspace: ACME, channel: 'C0GENERAL', retentionDays: '1' }],
      ['/admin/settings', { workspace: ACME, monthlyBudgetUsd: '1' }],
      ['/admin/data/erase', { workspace: ACME, person: ADMIN }],
    ] as const)
      expect({ path, status: (await stranger.send('/admin', path, fields)).status }).toEqual({
        path,
        status: 404,
      });
  });
});

describe('without JavaScript', () => {
  it('an admin filters, changes modes, and cancels after being asked once more', async () => {
    const { page, complaints } = await open({ javaScriptEnabled: false });
    await page.goto('/admin/conversations');
    await page.getByLabel('State').selectOption('failed');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('row').nth(1).getByRole('link').click();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toContain(
      'It ended in timed_out',
    );
    expect(await page.locator('.card-bad').textContent()).toContain('JOB_TIMEOUT_MS');

    await page.goto('/admin/channels');
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Set the picked channels to').selectOption('on');
    await page.getByRole('button', { name: 'Change mode' }).click();
    expect(await page.getByRole('status').textContent()).toContain('1 channel changed');
    expect(await admin.store.channels.modeOf(ACME, 'C0GENERAL')).toBe('on');

    const { id } = admin.acme.running;
    await page.goto(`/admin/conversations/${id}`);
    await page.getByRole('link', { name: 'Cancel' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cancel this conversation?');
    await page.getByRole('button', { name: 'Cancel it' }).click();
    expect(await page.getByRole('status').textContent()).toContain('It is cancelled');
    expect((await admin.store.conversations.standing(id))?.state).toBe('cancelled');
    expect(complaints).toEqual([]);
  });
});

describe('with JavaScript', () => {
  it('filters follow at once, all rows are picked with one press, and questions open over the page', async () => {
    const { page, complaints } = await open();
    await page.goto('/admin/conversations');
    await page.getByLabel('State').selectOption('failed');
    await page.waitForURL('**/admin/conversations?state=failed');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);

    await page.goto('/admin/channels');
    const change = page.getByRole('button', { name: 'Change mode' });
    expect(await change.isDisabled()).toBe(true);
    await page.getByLabel('Pick all of this page').check();
    expect(await change.textContent()).toMatch(/\(\d+\)$/);
    await page.keyboard.press('Tab');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('gen');
    expect(await page.getByLabel('Name').inputValue()).toBe('gen');

    await page.goto(`/admin/conversations/${admin.acme.queued.id}`);
    await page.getByRole('link', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: 'No, go back' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).toContain(admin.acme.queued.id);
    expect(complaints).toEqual([]);
  });

  it('the overview looks again every half minute, unless nobody looks', async () => {
    const { page } = await open();
    await page.clock.install();
    await page.goto('/admin');
    const again = page.waitForResponse((response) => response.url().endsWith('/admin'));
    const before = await page.locator('.lead time').getAttribute('datetime');
    admin.later(1);
    await page.clock.runFor(31_000);
    expect((await again).status()).toBe(200);
    await expect.poll(() => page.locator('.lead time').getAttribute('datetime')).not.toBe(before);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Overview');
  });
});

describe('what an admin does', () => {
  const send = async (browser: AdminBrowser, path: string, fields: Record<string, string> = {}) => {
    const { status, location } = await browser.send('/admin', path, fields);
    return { status, location };
  };
  const audited = async (action: string) =>
    admin.database.query(
      `SELECT actor, target, details FROM "AuditEntry" WHERE action = $1 ORDER BY at DESC LIMIT 1`,
      [action],
    );

  it('is done, and stands in the audit log', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const { failed, digest } = admin.acme;
    const page = `/admin/conversations/${failed.id}`;
    expect(await send(browser, `${page}/retry`)).toEqual({ status: 303, location: page });
    expect((await admin.store.conversations.standing(failed.id))?.state).toBe('queued');
    expect(await audited('conversation_retried')).toMatchObject([{ actor: ADMIN, target: failed.id }]);
    await send(browser, `${page}/retry`);
    expect((await browser.get(page)).text).toContain('there is nothing to retry');

    const own = { workspace: ACME };
    expect(await send(browser, `/admin/digests/${digest.id}/pause`, own)).toMatchObject({ status: 303 });
    expect(await admin.store.digests.find(ACME, digest.id)).toMatchObject({
      state: 'paused',
      pausedFor: null,
    });
    await send(browser, `/admin/digests/${digest.id}/resume`, own);
    expect(await admin.store.digests.find(ACME, digest.id)).toMatchObject({ state: 'active' });
    expect(await audited('digest_resumed')).toMatchObject([{ target: digest.id }]);

    const settings = { ...own, monthlyBudgetUsd: '12.5', retentionDays: '', language: 'de' };
    await send(browser, '/admin/settings', settings);
    const kept = { monthlyBudgetUsd: 12.5, retentionDays: null, language: 'de' };
    expect(await admin.store.workspaces.settings(ACME)).toEqual(kept);
    expect(await audited('settings_changed')).toMatchObject([
      { details: { monthlyBudgetUsd: 12.5, monthlyBudgetUsd_before: null, language: 'de' } },
    ]);
    expect(await send(browser, '/admin/settings', { ...own, monthlyBudgetUsd: '-1' })).toMatchObject({
      status: 400,
    });

    const retention = { ...own, channel: 'C0GENERAL', retentionDays: '30' };
    expect(await send(browser, '/admin/channels/retention', retention)).toMatchObject({ status: 303 });
    const [channel] = await admin.database.query('SELECT "retentionDays" FROM "Channel" WHERE id = $1', [
      'C0GENERAL',
    ]);
    expect(channel).toEqual({ retentionDays: 30 });
  });

  it('of the engine, a worker is asked for, and the page says that it waits', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    await send(browser, '/admin/settings/engine-test');
    const { text } = await browser.get('/admin/settings');
    expect(text).toMatch(/waits for a worker|out of reach/);
    expect(await audited('engine_tested')).toMatchObject([{ actor: ADMIN }]);
  });

  it('with usage, is to take it away as a table that no spreadsheet calculates', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const { headers, text } = await browser.get('/admin/usage.csv?by=model');
    expect(headers.get('content-disposition')).toMatch(/\.csv"?$/);
    const [columns, row] = text.split('\r\n');
    expect(columns).toContain('key,label,calls');
    expect(row).toContain(`"${HOSTILE.replaceAll('"', '""')}"`);
  });

  it('with data, is to take it away without the words of recaps, and to delete a person', async () => {
    const browser = await admin.signedIn(ACME, ADMIN);
    const { headers, text } = await browser.get(`/admin/data/workspace.json?workspace=${ACME}`);
    expect(headers.get('content-type')).toContain('application/json');
    expect(text).toContain(admin.acme.recapId);
    expect(text).not.toContain('A headline of');
    expect(await audited('exported')).toMatchObject([{ actor: ADMIN }]);
    const erased = await send(browser, '/admin/data/erase', { workspace: ACME, person: 'U0BO' });
    expect(erased).toMatchObject({ status: 303 });
    expect(await audited('person_erased')).toMatchObject([{ actor: ADMIN }]);
    expect(csrfIn((await browser.get('/admin/settings')).text)).not.toBe('');
  });
});
