import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, HOSTILE, OTHER, startAdmin } from '../support/admin.ts';
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
