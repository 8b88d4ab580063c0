import { chromium } from 'playwright-core';
import { startSimulator } from '../src/simulator/index.ts';
import { createPlayground } from '../src/simulator/page/index.ts';
import { builtInWorkspace, builtInTour } from '../src/simulator/built-in/index.ts';
import { FAR_REACHING_APP } from './support/simulator-client.ts';
import { startErrandApp, ERRANDS } from './support/errand-app.ts';
const now = new Date();
const { channelId, threadTs, askedBy } = builtInTour({ now }).shortcut;
const simulator = await startSimulator({ seed: builtInWorkspace({ now }), page: createPlayground, app: { ...FAR_REACHING_APP, globalShortcuts: [{ callbackId: 'recall_note', name: 'Recap my notes' }] } });
const app = await startErrandApp(simulator);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const steps: [string, (p: any) => Promise<void>][] = [
  ['channel', async (p) => { await p.goto(`${simulator.url}/channel/${channelId}?as=${askedBy}`); }],
  ['command', async (p) => { await p.fill('.channel-pane .composer-text', '/recall 3d @Mara'); await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]); }],
  ['menu', async (p) => { const m = p.locator('article.message-message').last(); await m.hover(); await m.locator('.more > summary').click(); }],
  ['confirm', async (p) => { await p.goto(`${simulator.url}/channel/${channelId}?as=${askedBy}`); await p.locator('summary.button-danger').last().click(); }],
  ['overflow', async (p) => { await p.locator('.overflow summary').last().click(); }],
  ['clicked', async (p) => { await p.goto(`${simulator.url}/channel/${channelId}?as=${askedBy}`); await p.locator('.pick:has(select[aria-label=Owner]) select').last().selectOption({ index: 2 }); await Promise.all([p.waitForNavigation(), p.locator('.pick:has(select[aria-label=Owner]) button').last().click()]); }],
  ['thread', async (p) => { await p.goto(`${simulator.url}/channel/${channelId}/thread/${threadTs}?as=${askedBy}`); await p.fill('.thread-pane .composer-text', '@Recall focus on the outage'); await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]); }],
  ['thread-command', async (p) => { await p.goto(`${simulator.url}/channel/${channelId}/thread/${threadTs}?as=${askedBy}`); await p.fill('.thread-pane .composer-text', '/recall'); await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]); }],
  ['thread-menu', async (p) => { const m = p.locator('.thread-pane article.message-message').nth(3); await m.hover(); await m.locator('.more > summary').click(); }],
  ['modal', async (p) => { await p.locator('.more[open] .entry').first().click(); await p.waitForSelector('.modal'); }],
  ['modal-errors', async (p) => { await p.fill('.modal input[type=text]', 'nothing'); await p.fill('.modal textarea', 'some\nnotes'); await p.locator('.modal select').first().selectOption({ index: 3 }); await p.locator('.modal footer .button-primary').click(); await p.waitForSelector('.field-wrong'); }],
  ['modal-end', async (p) => { await p.locator('.modal-body').evaluate((e: Element) => e.scrollTo(0, 99999)); }],
  ['submitted', async (p) => { await p.fill('.modal input[type=text]', 'Buy tea'); await Promise.all([p.waitForNavigation(), p.locator('.modal footer .button-primary').click()]); }],
  ['home', async (p) => { await p.goto(`${simulator.url}/dm/${askedBy}?tab=home`); }],
  ['dm', async (p) => { await p.goto(`${simulator.url}/dm/${askedBy}`); }],
  ['global', async (p) => { await p.locator('.shortcuts summary').click(); }],
  ['edit', async (p) => { await p.fill('.composer-text', 'hello @Recall in #general & <b>'); await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]); const m = p.locator('article.message-message').last(); await m.hover(); await m.locator('.more > summary').click(); await p.getByText('Edit message').click(); await p.waitForSelector('.editing'); }],
  ['overview', async (p) => { await p.goto(`${simulator.url}/?as=${askedBy}`); }],
];
for (const width of [1280, 390]) {
  const page = await browser.newPage({ viewport: { width, height: 820 } });
  page.setDefaultTimeout(6000);
  for (const [name, step] of steps) {
    if (width === 390 && name === 'channel') await page.setViewportSize({ width, height: 760 });
    try { await step(page); } catch (e) { console.log(width, name, String(e).split('\n').slice(0,4).join(' | ')); }
    await page.screenshot({ path: `/tmp/pg/${width}-${name}.png` });
  }
}
console.log(app.heard.join('\n'));
await browser.close(); await app.close(); await simulator.close();
