import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, ADMIN, type AdminUnderTest, startAdmin } from '../support/admin.ts';
import { type AdminPage, openChromium, signedInPage } from '../support/admin-chromium.ts';

let admin: AdminUnderTest;
let chromium: Browser;

beforeAll(async () => {
  [admin, chromium] = await Promise.all([startAdmin(), openChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await admin.close();
});

const open = (): Promise<AdminPage> => signedInPage(chromium, admin, { workspaceId: ACME, userId: ADMIN });

describe('a filter', () => {
  it('follows at once also where one of its fields has a name that forms know something else by', async () => {
    const { page, complaints } = await open();
    await page.goto('/admin/audit');
    await page.getByLabel('What').selectOption('signed_in');
    await page.waitForURL('**/admin/audit?action=signed_in');
    await expect.poll(() => page.getByRole('table').getByText('Signed in').count()).toBeGreaterThan(0);
    expect(await page.getByRole('table').getByText('Data exported').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('loses nothing that is typed while its answer is on its way, and says how many rows came', async () => {
    const { page, complaints } = await open();
    await page.goto('/admin/conversations');
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/admin/conversations?state=failed', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByLabel('State').selectOption('failed');
    const person = page.getByLabel('Person’s id');
    await person.pressSequentially('U0MA');
    answer();
    await page.waitForURL('**/admin/conversations?state=failed');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    expect(await page.locator('[aria-live="polite"]').textContent()).toBe('1 row');
    await person.pressSequentially('RA');
    expect(await person.inputValue()).toBe('U0MARA');
    await page.keyboard.press('Tab');
    await page.waitForURL('**/admin/conversations?*person=U0MARA*');
    expect(new URL(page.url()).searchParams.get('state')).toBe('failed');
    expect(await page.getByRole('link', { name: 'Clear' }).count()).toBe(1);
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
