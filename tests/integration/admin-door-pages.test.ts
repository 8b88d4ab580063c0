import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, startAdmin } from '../support/admin.ts';
import { type AdminPage, lookedAt, openChromium, openPage, signedInPage } from '../support/admin-chromium.ts';

let admin: AdminUnderTest;
let chromium: Browser;
beforeAll(async () => {
  [admin, chromium] = await Promise.all([startAdmin(), openChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await admin.close();
});

/** What is wrong with the page, in any colours and at any width. */
async function inOrder({ page, complaints }: AdminPage, expectedComplaints: RegExp[] = []) {
  expect(await lookedAt(page)).toEqual([]);
  expect(complaints.filter((each) => !expectedComplaints.some((known) => known.test(each)))).toEqual([]);
}
/** What a browser says of every answer that is no 200. */
const REFUSED = /the server responded with a status of (?:4|5)\d\d/;

describe('before anybody is in, everybody gets on with', () => {
  it('the way in', async () => {
    const opened = await openPage(chromium, { baseURL: admin.url });
    await opened.page.goto('/admin');
    expect(await opened.page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in to Recall');
    await inOrder(opened);
  });

  it('a link, and the word that it was used', async () => {
    const opened = await openPage(chromium, { baseURL: admin.url });
    await opened.page.goto(`/admin/link?token=${await admin.link(ACME, ADMIN, -1)}`);
    await inOrder(opened);
    await opened.page.getByRole('button', { name: 'Sign in' }).click();
    expect(await opened.page.getByRole('status').textContent()).toContain('This link has been used');
    await inOrder(opened, [REFUSED]);
  });
});

describe('behind the door, everybody gets on with', () => {
  const open = () => signedInPage(chromium, admin, { workspaceId: ACME, userId: ADMIN });

  it.each([
    ['where there is nothing', '/admin/nothing', 'Nothing here'],
    ['what cannot be used', '/admin/usage?days=1000', 'That cannot be used'],
  ])('the page of %s', async (_, path, title) => {
    const opened = await open();
    await opened.page.goto(path);
    expect(await opened.page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    await inOrder(opened, [REFUSED]);
  });

  it('the page that shows a new token once, and lets it be copied', async () => {
    const opened = await open();
    const { page } = opened;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/admin/tokens');
    await page.getByLabel('Name').fill('cost report');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^rcl_[\w-]{43}$/);
    await inOrder(opened);
  });

  it('a question that opens over a page', async () => {
    const opened = await open();
    const { page } = opened;
    await page.goto(`/admin/conversations/${admin.acme.queued.id}`);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor();
    await inOrder(opened);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
