import {
  type Answer,
  holdsRecap,
  openForm,
  runCommand,
  type Tour,
  untilThere,
} from '../../src/cli/demo/tour/visit.ts';
import { PEOPLE } from '../../src/simulator/built-in/people.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import type { Camera } from './camera.ts';

/** What a scene is played with. */
export interface Studio extends Tour {
  camera: Camera;
  /** Moves the clock of Recall on to this moment. */
  moveTo(moment: Date): void;
}

export type Handle = keyof typeof PEOPLE;
/** Words of a short thread in #booking, in whose recap there is little to look past. */
export const SHORT_THREAD = 'the new alert works';

export type Scene = (studio: Studio) => Promise<void>;

export const idOf = (handle: Handle): string => PEOPLE[handle].id;

export const inChannel = (name: keyof typeof CHANNEL_IDS, as: Handle): string =>
  `/channel/${CHANNEL_IDS[name]}?as=${idOf(as)}`;

/** The timestamp of the message in a channel that has these words, a reply too. */
export function tsOf(
  { simulator: { world } }: Studio,
  name: keyof typeof CHANNEL_IDS,
  words: string,
): string {
  const channelId = CHANNEL_IDS[name];
  const found = world
    .timeline(channelId)
    .flatMap((root) => [root, ...world.replies(channelId, root.ts)])
    .find(({ text }) => text.includes(words));
  if (found === undefined) throw new Error(`nobody says “${words}” in #${name}`);
  return found.ts;
}

/** Does something, and waits for what comes of it. @returns the timestamps of new and changed messages */
export async function comingOf(
  read: () => Answer[],
  act: () => Promise<unknown>,
  isComplete: (fresh: readonly Answer[]) => boolean = (fresh) => fresh.length > 0,
): Promise<[string, ...string[]]> {
  const before = new Set(read().map((answer) => JSON.stringify(answer)));
  await act();
  const fresh = await untilThere('message', () => {
    const found = read().filter((answer) => !before.has(JSON.stringify(answer)));
    return found.every(({ isFinal }) => isFinal) && isComplete(found) ? found : undefined;
  });
  const [first, ...rest] = fresh.map(({ ts }) => ts);
  if (first === undefined) throw new Error('nothing came');
  return [first, ...rest];
}

export function recapComingOf(
  read: () => Answer[],
  act: () => Promise<unknown>,
): Promise<[string, ...string[]]> {
  return comingOf(read, act, holdsRecap);
}

/** Types a command that answers with a message for this person alone. @returns its timestamp */
export async function told(
  studio: Studio,
  { words, by, channel = 'booking' }: { words: string; by: Handle; channel?: keyof typeof CHANNEL_IDS },
): Promise<string> {
  const stop = { channelId: CHANNEL_IDS[channel], askedBy: idOf(by) };
  const read = () => ephemeralsOf(studio, stop);
  const [ts] = await comingOf(read, () => runCommand(studio, stop, words));
  return ts;
}

export function ephemeralsOf(
  { simulator: { world } }: Studio,
  stop: { channelId: string; askedBy: string },
): Answer[] {
  return world
    .ephemerals(stop.channelId, stop.askedBy)
    .map(({ ts, text, blocks = [] }) => ({ ts, text, blocks, where: '', isFinal: true }));
}

/** Opens a modal, takes its picture, and closes it again unless `send` does. */
export async function takeModal(
  studio: Studio,
  {
    file,
    by,
    address,
    open,
    send,
    fill = [],
  }: {
    file: string;
    by: Handle;
    address: string;
    open(): Promise<unknown>;
    send?(viewId: string): Promise<unknown>;
    /** What is typed into its first fields. */
    fill?: readonly string[];
  },
): Promise<void> {
  await open();
  const { id } = await openForm(studio, idOf(by));
  await studio.camera.take({
    file,
    address,
    of: ['.modal'],
    async prepare(page) {
      const fields = page.locator('.modal input[type=text], .modal textarea');
      for (const [index, text] of fill.entries()) await fields.nth(index).fill(text);
    },
  });
  if (send) await send(id);
  else await studio.simulator.as(idOf(by)).closeView({ viewId: id });
}
