import type { AnyBlock } from '@slack/types';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import type { EphemeralMessage, Message, WorkspaceSeed } from '../../src/simulator/index.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from './meeting-workspace.ts';
import { isSettled } from './reading.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from './recall.ts';
import { taskingEngine } from './tasking-engine.ts';
import { until } from './until.ts';

/** Somebody of the workspace who is not in #general, which is private here. */
export const EVE = 'U0EVE';
export const DAY_MS = 24 * 60 * 60_000;

export interface MovableClock {
  now(): Date;
  /** Goes to a later moment, and on from there. */
  moveTo(at: Date): void;
}

/** A clock that runs, and can be put forward. */
export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    moveTo(at) {
      offset = at.getTime() - Date.now();
    },
  };
}

/** Threads of messages that Mara wrote an hour ago; the root of each is the first of its messages. */
export function threadsOf(...threads: readonly (readonly string[])[]): SeedMessage[][] {
  return threads.map((texts, thread) => {
    const at = (index: number) => `${Math.floor(Date.now() / 1000) - 3600 - 100 * thread + index}.000100`;
    return texts.map((text, index) => ({ ts: at(index), user: MARA, text, threadTs: at(0) }));
  });
}

export async function startWithTasks(
  threads: readonly SeedMessage[][],
  options: Partial<RecallOptions> = {},
): Promise<RecallUnderTest> {
  const messages = [...threads].reverse().flat();
  const seed: WorkspaceSeed = meetingWorkspace({ isPrivate: true, messages });
  const eve = { id: EVE, name: 'eve', realName: 'Eve Orr', timeZone: 'America/New_York' };
  const people = [
    ...seed.people.map((person) => (person.id === BO ? { ...person, timeZone: 'Asia/Tokyo' } : person)),
    eve,
  ];
  return startRecall({ backend: 'postgres', seed: { ...seed, people }, engine: taskingEngine(), ...options });
}

/** Asks for a recap of a thread, and waits until it stands there. */
export async function recapThread(recall: RecallUnderTest, threadTs: string): Promise<Message> {
  await recall.simulator
    .as(MARA)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: threadTs });
  return until(() => {
    const [message] = recall.inThread(GENERAL, threadTs);
    return message && isSettled(message) ? message : null;
  });
}

/** The ids of the blocks with an item's buttons, in order. */
export function itemBlockIds({ blocks = [] }: { blocks?: readonly AnyBlock[] | undefined }): string[] {
  return blocks.flatMap(({ block_id }) => (block_id?.startsWith('recall_item/') ? [block_id] : []));
}

/** The labels of the buttons of items and of lists of them, in order. */
export function buttonsOf({ blocks = [] }: Pick<Message | EphemeralMessage, 'blocks'>): string[] {
  const own = blocks.filter(({ block_id }) => block_id?.startsWith('recall_item') === true);
  const found = JSON.stringify(own).matchAll(/"type":"button".*?"text":"([^"]*)"/g);
  return [...found].map(([, label = '']) => label);
}

/** The text that is struck through. */
export function struckIn({ blocks = [] }: Pick<Message | EphemeralMessage, 'blocks'>): string[] {
  const struck: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      const fields: Record<string, unknown> = { ...value };
      const isStruck = JSON.stringify(fields.style ?? null).includes('"strike":true');
      if (isStruck && typeof fields.text === 'string') struck.push(fields.text);
      Object.values(fields).forEach(look);
    }
  };
  look(blocks);
  return struck;
}
