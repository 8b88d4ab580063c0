import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../src/simulator/built-in/people.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import { type AdminPage, openChromium, openPage } from '../support/admin-chromium.ts';
import { aPlace, buildRecall, type RecallProcess } from '../support/recall-bin.ts';

const LIMIT_MS = 150_000;
const { mara, nora } = PEOPLE;

const putAway: (() => Promise<unknown>)[] = [];
let demo: RecallProcess;
let chromium: Browser;
/** The addresses that the demo tells of, once it stays up. */
let told: { page: string; link: string; admin: string };

beforeAll(async () => {
  buildRecall();
  const place = await aPlace((clean) => putAway.push(clean));
  demo = place.start(['demo']);
  chromium = await openChromium();
  putAway.push(() => chromium.close());
  await demo.untilSaid('Ctrl-C ends it');
  const said = demo.output();
  told = {
    page: addressIn(said, /(http:\S+) is a playground now/),
    link: addressIn(said, /(http:\S+\/admin\/link\?token=\S+)/),
    admin: addressIn(said, /Admin +(http:\S+)/),
  };
}, LIMIT_MS);
afterAll(async () => {
  for (const away of putAway.toReversed()) await away();
}, LIMIT_MS);

function addressIn(said: string, pattern: RegExp): string {
  const address = pattern.exec(said)?.[1];
  if (address === undefined) throw new Error(`the demo does not say ${pattern}: ${said.slice(-2000)}`);
  return address;
}

async function open(): Promise<AdminPage> {
  const opened = await openPage(chromium, { baseURL: new URL(told.admin).origin });
  putAway.push(opened.close);
  return opened;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const notice = (page: Page) => page.getByRole('status').textContent();
const goTo = (page: Page, entry: string) =>
  page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: entry, exact: true }).click();

/** What the simulated Slack shows somebody. */
async function slackAs(userId: string, path: string): Promise<Page> {
  const { page } = await open();
  await page.goto(`${told.page}/${path}?as=${userId}`);
  return page;
}

describe('a demo that stays up', { timeout: LIMIT_MS }, () => {
  it('says what to try, at addresses where that can be done', async () => {
    const after = demo.output().split('is a playground now')[1] ?? '';
    const pages = await Promise.all(
      (after.match(/http:\/\/\S+/g) ?? []).map(async (address) => (await fetch(address)).text()),
    );
    expect(pages.map((page) => page.match(/<title>([^<]*)/)?.[1])).toEqual([
      '#booking',
      'Thread in #booking',
      'Recall and Inês',
      'Sign in to Recall - Recall',
      '#booking',
      'Sign in to Recall - Recall',
    ]);
    expect(pages[0]).toContain('Message #booking');
    expect(pages[1]).toContain('Not done');
    expect(pages[2]).toContain('Your latest recaps');
    expect(pages[4]).toContain('Mara');
  });
});

describe('an admin at the demo', { timeout: LIMIT_MS }, () => {
  let page: Page;
  let complaints: string[];

  it('signs in by the link, and reads what Recall did', async () => {
    ({ page, complaints } = await open());
    await page.goto(told.link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await heading(page)).toBe('Overview');
    const figures = await page.locator('.figures').textContent();
    expect(figures).toMatch(/6\s*of 7 asked for; 1 failed, 0 cancelled/);
    expect(figures).toMatch(/People helped\s*5/);
  });

  it('finds the recap that failed, retries it, and it is done, in Slack as well', async () => {
    const direct = await slackAs(nora.id, `dm/${nora.id}`);
    expect(await direct.getByText('Main points').count()).toBe(0);
    await goTo(page, 'Conversations');
    await page.getByLabel('State').selectOption('failed');
    await page.waitForURL('**/admin/conversations?state=failed');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    expect(await page.locator('.card-bad').textContent()).toMatch(/not_in_channel.+\/invite @Recall/s);
    await page.getByRole('button', { name: 'Retry' }).click();
    expect(await notice(page)).toContain('queued once more');
    const isDone = async () => {
      await page.reload();
      return (await heading(page))?.toLowerCase().includes('done');
    };
    await expect.poll(isDone, { timeout: 20_000 }).toBe(true);
    expect(await page.locator('.card-bad').count()).toBe(0);
    await direct.reload();
    expect(await direct.getByText('Main points').count()).toBe(1);
  });

  it('switches a channel off, and Recall obeys', async () => {
    await goTo(page, 'Channels');
    await page.getByLabel('Pick #booking').check();
    await page.getByLabel('Set the picked channels to').selectOption('off');
    await page.getByRole('button', { name: 'Change mode' }).click();
    expect(await notice(page)).toContain('1 channel changed to: Off');
    const slack = await slackAs(PEOPLE.caleb.id, `channel/${CHANNEL_IDS.booking}`);
    await slack.getByLabel('Message #booking').fill('/recall 2d');
    await slack.keyboard.press('Enter');
    await slack.getByText('switched off').waitFor();
  });

  it('makes an API token, which reads and changes nothing, and ends it', async () => {
    await goTo(page, 'API tokens');
    await page.getByLabel('Name').fill('cost report');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = (await page.locator('#token').textContent()) ?? '';
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${new URL(told.admin).origin}/api/admin${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
    const read = await ask('/conversations?state=done');
    expect(read.status).toBe(200);
    expect(await read.json()).toMatchObject({ rows: { length: 7 } });
    const change = { method: 'POST', body: JSON.stringify({ channels: [], mode: 'on' }) };
    expect((await ask('/channels/mode', change)).status).toBe(403);
    await page.getByRole('link', { name: 'All tokens' }).click();
    expect(await page.locator('main').textContent()).not.toContain(token);
    await page.getByRole('button', { name: 'End cost report' }).click();
    expect(await notice(page)).toContain('cost report has ended');
    expect((await ask('/conversations')).status).toBe(401);
  });

  it('signs out: neither the way back nor the old cookie shows anything', async () => {
    const cookies = await page.context().cookies();
    await page.locator('.who summary').click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    expect(await heading(page)).toBe('Sign in to Recall');
    await page.goBack();
    expect(await heading(page)).toBe('Sign in to Recall');
    await page.context().addCookies(cookies);
    await page.goto('/admin/conversations');
    expect(await heading(page)).toBe('Sign in to Recall');
    expect(complaints).toEqual([]);
  });

  it('signs in with Slack, where nobody else gets in', async () => {
    const signIn = async (userId: string) => {
      const { page: own } = await open();
      await own.goto('/admin/audit');
      await own.getByRole('link', { name: 'Sign in with Slack' }).click();
      await own.getByLabel('Who').selectOption({ value: `T01KELPLIN:${userId}` });
      await own.getByRole('button', { name: 'Allow' }).click();
      return own;
    };
    const refused = await signIn(nora.id);
    expect(await notice(refused)).toContain('for admins and owners');
    const own = await signIn(mara.id);
    expect(await heading(own)).toBe('Audit log');
    expect(await own.getByRole('rowheader').allTextContents()).toEqual([
      'Signed in',
      'Sign-in refused',
      'Signed out',
      'API token refused',
      'API token revoked',
      'API token refused',
      'API token made',
      'Channel mode changed',
      'Conversation retried',
      'Signed in',
      'Signed in',
      'Sign-in link made',
    ]);
  });
});
