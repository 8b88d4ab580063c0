import type { AnyBlock } from '@slack/types';
import { elementsOf } from '../../src/simulator/block-kit/elements-of.ts';
import type { EphemeralMessage } from '../../src/simulator/index.ts';
import type { RecallUnderTest } from './recall.ts';
import { until } from './until.ts';

/** Types `/recall …` and waits for what Recall tells the person there. */
export async function ask(
  { simulator }: Pick<RecallUnderTest, 'simulator'>,
  { userId, channel, text }: { userId: string; channel: string; text: string },
): Promise<EphemeralMessage> {
  const before = simulator.world.ephemerals(channel, userId).length;
  await simulator.as(userId).runCommand({ channel, command: '/recall', text });
  return until(() => simulator.world.ephemerals(channel, userId)[before], { what: `an answer to ${text}` });
}

/** Presses a button of a message that only one person sees, and waits until that message has changed. */
export async function press(
  { simulator }: Pick<RecallUnderTest, 'simulator'>,
  { userId, message, actionId, value }: Pressed,
): Promise<EphemeralMessage> {
  const { channel, ts } = message;
  const shown = () => simulator.world.ephemerals(channel, userId).find((one) => one.ts === ts);
  const before = JSON.stringify(shown()?.blocks);
  await simulator.as(userId).click({ channel, ts, actionId, ...(value === undefined ? {} : { value }) });
  return until(() => (JSON.stringify(shown()?.blocks) === before ? null : shown()), {
    what: `${actionId} does something`,
  });
}
interface Pressed {
  userId: string;
  message: EphemeralMessage;
  actionId: string;
  value?: string;
}

/** The action ids of all buttons and menus in a message, in order. */
export function controlsOf(message: { blocks?: AnyBlock[] }): string[] {
  return elementsIn(message).flatMap(({ action_id }) => action_id ?? []);
}

/** The values of the buttons with an action id, in order. */
export function valuesOf(message: { blocks?: AnyBlock[] }, actionId: string): string[] {
  return elementsIn(message).flatMap(({ action_id, value }) =>
    action_id === actionId && typeof value === 'string' ? [value] : [],
  );
}

function elementsIn({ blocks = [] }: { blocks?: AnyBlock[] }) {
  return blocks.flatMap((block) => elementsOf(block));
}

/** Texts in a message that have this style. */
export function styled({ blocks }: { blocks?: AnyBlock[] }, style: 'bold' | 'strike'): string[] {
  const found: string[] = [];
  JSON.stringify(blocks ?? [], (_, value) => {
    if (value?.type === 'text' && value.style?.[style] === true) found.push(value.text);
    return value;
  });
  return found;
}
