// Takes the pictures of README.md and docs/using.md: a whole Recall in front of the built-in workspace, and a browser that looks
// at what people then do. The browser is the system's Chromium; CHROMIUM_PATH says where it is, if not in /usr/bin.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Closeable } from '../src/core/runtime/lifecycle.ts';
import { builtInTour } from '../src/simulator/built-in/index.ts';
import { admin, DAYS as DAYS_OF_ADMIN } from './pictures/admin.ts';
import * as asking from './pictures/asking.ts';
import { openCamera } from './pictures/camera.ts';
import * as finding from './pictures/finding.ts';
import * as items from './pictures/items.ts';
import { startRecall } from './pictures/recall.ts';
import * as result from './pictures/result.ts';
import type { Scene } from './pictures/studio.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url));

/** In this order: later scenes show what came of earlier ones. */
const SCENES: readonly Scene[] = [
  asking.recapOfThread,
  asking.privateRecap,
  asking.windowsInWords,
  asking.options,
  asking.progress,
  asking.mention,
  asking.settingsAndReaction,
  asking.notes,
  asking.whereNotInvited,
  asking.tooShort,
  asking.optOut,
  result.share,
  result.menu,
  result.rate,
  result.remove,
  result.updateAndStrike,
  items.done,
  items.forms,
  items.lists,
  finding.decisions,
  finding.find,
  finding.digest,
  finding.home,
  items.reminder,
];

/** Each has a workspace of its own, which begins so many days ago. */
const REELS: readonly { scenes: readonly Scene[]; daysAgo: number }[] = [
  { scenes: SCENES, daysAgo: 0 },
  { scenes: [admin], daysAgo: DAYS_OF_ADMIN },
];
const DAY_MS = 24 * 60 * 60_000;

/** Those that are named, with those that they need named, too; all where none is. */
function chosen(scenes: readonly Scene[], names: readonly string[]): readonly Scene[] {
  return names.length === 0 ? scenes : scenes.filter(({ name }) => names.includes(name));
}

async function shoot(scenes: readonly Scene[], daysAgo: number): Promise<void> {
  let ahead = -daysAgo * DAY_MS;
  const realNow = Date.now;
  // What Slack signs is refused when it is old by the clock of the process: that clock goes along.
  Date.now = () => realNow() + ahead;
  const seededAt = new Date(Date.now());
  const parts: Closeable[] = [];
  const add = <Part extends Closeable>(part: Part): Part => {
    parts.push(part);
    return part;
  };
  try {
    const now = () => new Date(Date.now());
    const simulator = await startRecall({ seededAt, now, add });
    await mkdir(FOLDER, { recursive: true });
    const camera = add(await openCamera({ url: simulator.url, folder: FOLDER }));
    const stops = builtInTour({ now: seededAt });
    const moveTo = (moment: Date) => {
      ahead = moment.getTime() - realNow();
    };
    for (const play of scenes) await play({ simulator, stops, camera, moveTo });
  } finally {
    for (const part of parts.toReversed()) await part.close();
    Date.now = realNow;
  }
}

for (const { scenes, daysAgo } of REELS) {
  const wanted = chosen(scenes, process.argv.slice(2));
  if (wanted.length > 0) await shoot(wanted, daysAgo);
}
