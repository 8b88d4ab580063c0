import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import type { AdminUnderTest } from './admin.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LIMIT_MS = 15_000;

/** A page in a real browser, and what that browser had to complain of. */
export interface AdminPage {
  page: Page;
  /** Errors and warnings of the console: what the content security policy refused is among them. */
  complaints: string[];
  close(): Promise<void>;
}

/** @throws Error saying how to get one, where there is no Chromium */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(`there is no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH`);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page of somebody's own, with no cookies of anybody else. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<AdminPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints, close: () => context.close() };
}

/** Signs somebody in by a one-time link, in a browser of their own. */
export async function signedInPage(
  browser: Browser,
  admin: AdminUnderTest,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  options: BrowserContextOptions = {},
): Promise<AdminPage> {
  const opened = await openPage(browser, { baseURL: admin.url, ...options });
  const { page } = opened;
  await page.goto(`/admin/link?token=${await admin.link(workspaceId, userId)}`);
  await page.getByRole('button').first().click();
  await page.waitForURL('**/admin');
  return opened;
}

const violations = z.array(z.object({ id: z.string(), where: z.array(z.string()) }));
const report = z.object({ passes: z.number(), violations });

/** What axe finds wrong with a page; it throws where axe found nothing to look at. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  // In strings, since the tests are compiled without the types of a browser.
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const some = rules ? { runOnly: { type: 'rule', values: rules } } : {};
  const options = { resultTypes: ['violations'], preload: false, ...some };
  const found = report.parse(
    await page.evaluate(`axe.run(${JSON.stringify(options)}).then(({ passes, violations }) => ({
      passes: passes.length,
      violations: violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 200)) })),
    }))`),
  );
  if (found.passes === 0) throw new Error(`axe saw nothing of ${page.url()}`);
  return found.violations.map(({ id, where }) => `${id}: ${where.slice(0, 3).join(' | ')}`);
}

/** The rules that go by what is drawn; the others hold or do not, whatever the width and the colours. */
const BY_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];
const WIDTHS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

/** What is wrong with a page for somebody: as axe finds it in light and dark, wide and narrow, and whether it is wider than its window. */
export async function lookedAt(page: Page): Promise<string[]> {
  const wrong = await violationsOf(page);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    if ((await overflowOf(page)) > 0) wrong.push(`it is wider than ${size.width}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      wrong.push(...(await violationsOf(page, BY_LOOKS)));
    }
  }
  return wrong;
}

/** By how many pixels a page is wider than its window. */
export async function overflowOf(page: Page): Promise<number> {
  const width = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return z.number().parse(width);
}
