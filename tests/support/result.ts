import { z } from 'zod';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { elementsOf } from '../../src/simulator/block-kit/elements-of.ts';
import type { Message } from '../../src/simulator/index.ts';
import { optionsOf } from '../../src/simulator/people/element-state.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { BO, GENERAL, MARA } from './meeting-workspace.ts';
import { wordsOf } from './reading.ts';
import type { RecallUnderTest } from './recall.ts';
import { until } from './until.ts';

/** A thread in #general in which Mara and Bo take turns, of today. */
export function threadSaying(...texts: string[]): SeedMessage[] {
  const start = Math.floor(Date.now() / 1000) - 5400;
  const root = `${start}.000100`;
  return texts.map((text, index) => ({
    ts: index === 0 ? root : `${start + 60 * index}.000100`,
    user: index % 2 === 0 ? MARA : BO,
    text,
    threadTs: root,
  }));
}

/** Asks for a recap of a thread and waits until it is there. */
export async function recapOf(
  recall: RecallUnderTest,
  { by = MARA, rootTs, isPrivate = false }: { by?: string; rootTs: string; isPrivate?: boolean },
): Promise<void> {
  const before = (await recall.states()).length;
  await recall.simulator.as(by).useMessageShortcut({
    callbackId: isPrivate ? SHORTCUT_RECALL_PRIVATELY : SHORTCUT_RECALL_THREAD,
    channel: GENERAL,
    ts: rootTs,
  });
  await settled(recall, before + 1);
}

/** Waits until so many conversations are there, and all are finished. */
export async function settled(recall: RecallUnderTest, count: number): Promise<void> {
  await until(
    async () => {
      const states = await recall.states();
      return states.length === count && states.every((state) => state !== 'queued' && state !== 'running');
    },
    { what: `${count} conversations that are finished` },
  );
}

/** All words of all of Recall's messages in a thread. */
export function wordsIn(recall: RecallUnderTest, rootTs: string): string {
  return recall
    .inThread(GENERAL, rootTs)
    .map((message) => wordsOf(message))
    .join('\n');
}

/** What was last told to a person alone in #general, or where they pressed. */
export function lastTold(recall: RecallUnderTest, userId = MARA, channel = GENERAL): string {
  return recall.simulator.world.ephemerals(channel, userId).at(-1)?.text ?? '';
}

/** Where a message stands, as actors need it. */
export function placeOf(message: Message | undefined, channel = GENERAL): { channel: string; ts: string } {
  if (!message) throw new Error('there is no message');
  return { channel, ts: message.ts };
}

const labelled = z.object({ text: z.object({ text: z.string() }) });

/** Labels of everything that can be pressed in a message, options of menus too. */
export function labelsOf(message: Pick<Message, 'blocks'> | undefined): string[] {
  return (message?.blocks ?? [])
    .flatMap(elementsOf)
    .flatMap((element): unknown[] => (element.type === 'overflow' ? optionsOf(element) : [element]))
    .flatMap((element) => labelled.safeParse(element).data?.text.text ?? []);
}

/** Somebody deletes a message of Recall's behind its back. */
export async function deleteInSlack(
  { simulator }: RecallUnderTest,
  message: Message | undefined,
): Promise<void> {
  const { channel, ts } = placeOf(message);
  await fetch(`${simulator.apiUrl}chat.delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.app.botToken}` },
    body: new URLSearchParams({ channel, ts }),
  });
}
