// Takes the pictures of README.md and docs/using.md: a whole Recall in front of the built-in workspace, and a browser that looks
// at what people then do. The browser is the system's Chromium; CHROMIUM_PATH says where it is, if not in /usr/bin.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Closeable } from '../src/core/runtime/lifecycle.ts';
import { builtInTour } from '../src/simulator/built-in/index.ts';
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
  finding.home,
  items.reminder,
];

/** Those that are named, with those that they need named, too; all where none is. */
function chosen(names: readonly string[]): readonly Scene[] {
  return names.length === 0 ? SCENES : SCENES.filter(({ name }) => names.includes(name));
}

const seededAt = new Date();
let ahead = 0;
const parts: Closeable[] = [];
const add = <Part extends Closeable>(part: Part): Part => {
  parts.push(part);
  return part;
};

try {
  const now = () => new Date(Date.now() + ahead);
  const simulator = await startRecall({ seededAt, now, add });
  await mkdir(FOLDER, { recursive: true });
  const camera = add(await openCamera({ url: simulator.url, folder: FOLDER }));
  const stops = builtInTour({ now: seededAt });
  const moveTo = (moment: Date) => {
    ahead = moment.getTime() - Date.now();
  };
  for (const play of chosen(process.argv.slice(2))) await play({ simulator, stops, camera, moveTo });
} finally {
  for (const part of parts.toReversed()) await part.close();
}
