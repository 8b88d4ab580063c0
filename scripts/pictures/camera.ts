import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import type { Closeable } from '../../src/core/runtime/lifecycle.ts';
import { withPalette } from './palette.ts';

export interface Picture {
  /** Name of the file, without its ending. */
  file: string;
  /** Where on the page, beginning with a slash; or a whole address. */
  address: string;
  /** What is to be seen in full: messages by their ts, anything else as a selector; the window as it stands where nothing is named. */
  of: readonly string[];
  /** Done on the page before, such as opening a menu. */
  prepare?(page: Page): Promise<void>;
  /** Of the window, in CSS pixels. */
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** What whoever looks is signed in with, as a browser sends it. */
  cookie?: string;
}

export interface Camera extends Closeable {
  take(picture: Picture): Promise<void>;
}

/** About the width of a message column; narrow enough that the page leaves its sidebar out. */
const WIDTH = 560;
/** Higher than anything that is to be seen. */
const HEIGHT = 2600;
const SCALE = 1.5;
/** What stands behind a modal would show at its corners. */
const PAPER = '.modal-backdrop { background: #fff } .modal { border: 1px solid #ddd }';
const TS = /^\d+\.\d+$/;

/** Takes pictures with the system's Chromium; CHROMIUM_PATH says where it is, if not in /usr/bin. */
export async function openCamera({ url, folder }: { url: string; folder: string }): Promise<Camera> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-lcd-text'],
  });
  return {
    async take({ file, address, of, prepare, width = WIDTH, height = HEIGHT, ...look }) {
      const { colorScheme = 'light', cookie } = look;
      const viewport = { width, height };
      const page = await browser.newPage({
        ...{ viewport, deviceScaleFactor: SCALE, locale: 'en-GB', bypassCSP: true, colorScheme },
        ...(cookie === undefined ? {} : { extraHTTPHeaders: { cookie } }),
      });
      await page.goto(new URL(address, url).href);
      await page.addStyleTag({ content: PAPER });
      await prepare?.(page);
      const subjects = of.map((one) => page.locator(TS.test(one) ? `.pane:last-child [id="m-${one}"]` : one));
      await subjects[0]?.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      const picture = await page.screenshot(subjects.length === 0 ? {} : { clip: await around(subjects) });
      await writeFile(join(folder, `${file}.png`), withPalette(picture));
      await page.close();
      console.log(`docs/pictures/${file}.png`);
    },
    close: () => browser.close(),
  };
}

/** The smallest clip that holds all of them. */
async function around(subjects: readonly Locator[]) {
  const boxes = await Promise.all(
    subjects.map(async (subject) => {
      const box = await subject.boundingBox();
      if (!box) throw new Error(`what the picture is of is not on the page: ${String(subject)}`);
      return box;
    }),
  );
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
