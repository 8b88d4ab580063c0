// Takes the README's pictures: a whole Recall in front of the built-in workspace, and a browser that looks at it.
// The browser is the system's Chromium; CHROMIUM_PATH says where it is, if not in /usr/bin.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator } from 'playwright-core';
import { startEmbeddedPostgres } from '../src/cli/demo/postgres.ts';
import { startServices } from '../src/cli/services.ts';
import { migrateAll } from '../src/cli/start.ts';
import { loadConfig } from '../src/core/runtime/config.ts';
import type { Closeable } from '../src/core/runtime/lifecycle.ts';
import { createLogger } from '../src/core/runtime/logger.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../src/core/slack/ids.ts';
import { isReadingText } from '../src/core/slack/messages/progress.ts';
import { builtInTour, builtInWorkspace } from '../src/simulator/built-in/index.ts';
import { type Message, type Simulator, startSimulator } from '../src/simulator/index.ts';
import { createPlayground } from '../src/simulator/page/index.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const ANSWER_LIMIT_MS = 60_000;
const DESK_WIDTH = 1440;
const PHONE_WIDTH = 390;
/** Of the window before it is made to fit, in CSS pixels. */
const FIRST_HEIGHT = 900;

const now = new Date();
const { channelId, threadTs, askedBy } = builtInTour({ now }).shortcut;
const parts: Closeable[] = [];
const add = <Part extends Closeable>(part: Part): Part => {
  parts.push(part);
  return part;
};

try {
  const simulator = await startRecall();
  const browser = add(await openBrowser());
  await mkdir(FOLDER, { recursive: true });

  const inThread = await recapAfter(simulator, SHORTCUT_RECALL_THREAD, () =>
    simulator.world.replies(channelId, threadTs),
  );
  const thread = {
    url: `${simulator.url}/channel/${channelId}/thread/${threadTs}?as=${askedBy}`,
    message: inThread,
    above: 170,
  };
  await take(browser, { ...thread, pane: '.thread-pane', width: DESK_WIDTH, file: 'recap-thread.png' });
  await take(browser, { ...thread, pane: 'body', width: PHONE_WIDTH, file: 'recap-phone.png' });

  const inPrivate = await recapAfter(simulator, SHORTCUT_RECALL_PRIVATELY, () => {
    const direct = simulator.world.directChannel(askedBy);
    return direct ? simulator.world.timeline(direct.id) : [];
  });
  const direct = { url: `${simulator.url}/dm/${askedBy}`, message: inPrivate, above: 60 };
  await take(browser, { ...direct, pane: 'body', width: 1000, file: 'private-recap.png' });
} finally {
  for (const part of parts.toReversed()) await part.close();
}

async function startRecall(): Promise<Simulator> {
  const postgres = add(await startEmbeddedPostgres());
  const simulator = add(await startSimulator({ seed: builtInWorkspace({ now }), page: createPlayground }));
  const config = loadConfig(
    {
      DATABASE_URL: postgres.url,
      SLACK_API_URL: simulator.apiUrl,
      SLACK_BOT_TOKEN: simulator.app.botToken,
      SLACK_SIGNING_SECRET: simulator.app.signingSecret,
      BOT_PORT: '0',
      LOG_LEVEL: 'error',
    },
    ['bot', 'worker'],
  );
  await migrateAll(config);
  const { bot } = await startServices(['bot', 'worker'], {
    config,
    logger: createLogger(config.log),
    signal: new AbortController().signal,
    add,
  });
  simulator.connect(`${bot}/slack/events`);
  return simulator;
}

async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** Uses a shortcut on the thread of the tour. @returns Recall's message, once the recap has taken the placeholder's place */
async function recapAfter(
  simulator: Simulator,
  callbackId: string,
  read: () => readonly Message[],
): Promise<Message> {
  await simulator.as(askedBy).useMessageShortcut({ callbackId, channel: channelId, ts: threadTs });
  const deadline = Date.now() + ANSWER_LIMIT_MS;
  for (;;) {
    const recap = read().find(({ user, text }) => user === simulator.app.botUserId && !isReadingText(text));
    if (recap) return recap;
    if (Date.now() > deadline) throw new Error(`no recap came within ${ANSWER_LIMIT_MS / 1000} s`);
    await sleep(50);
  }
}

interface Picture {
  url: string;
  /** What has to be seen in full. */
  message: Message;
  /** How much of what stands above it is to be seen, in CSS pixels. */
  above: number;
  /** A selector of what is in the picture. */
  pane: string;
  width: number;
  file: string;
}

/** Takes a picture as high as the message needs, at two pixels for each CSS pixel. */
async function take(browser: Browser, { url, message, above, pane, width, file }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: FIRST_HEIGHT }, deviceScaleFactor: 2 });
  await page.goto(url);
  const article = page.locator(`.pane:last-child article[id="m-${message.ts}"]`);
  const frame = FIRST_HEIGHT - (await heightOf(page.locator('.pane:last-child .scroll')));
  const height = Math.ceil(frame + above + (await heightOf(article)));
  await page.setViewportSize({ width, height });
  await article.evaluate((element) => element.scrollIntoView({ block: 'end' }));
  await page.locator(pane).screenshot({ path: join(FOLDER, file) });
  await page.close();
  console.log(`docs/pictures/${file}`);
}

async function heightOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  if (!box) throw new Error('what the picture is of is not on the page');
  return box.height;
}
