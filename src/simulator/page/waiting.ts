import { elementsOf } from '../block-kit/elements-of.ts';
import type { EphemeralMessage, Message, StoredView } from '../world/types.ts';
import type { Viewing } from './viewing.ts';

const PLACEHOLDER = /:hourglass(_flowing_sand)?:|[⌛⏳]/u;
/** Who has not answered after this long will not. */
const LONGEST_WAIT_MS = 600_000;
/** How far up a page placeholders are looked for. */
const LOOKED_AT = 60;

/** Where a page waits: one with a modal is done waiting once there is something to fill in. */
export interface Awaited {
  modal: StoredView | undefined;
  messages: readonly (Message | EphemeralMessage)[];
}

/** Whether the app has said that an answer is about to come, so that the page should look again by itself. */
export function isWaiting({ modal, messages }: Awaited, { app, editing }: Viewing, now: number): boolean {
  if (modal !== undefined)
    return isPlaceholder(modal) && modal.blocks.every((block) => elementsOf(block).length === 0);
  if (editing !== undefined) return false;
  return messages
    .slice(-LOOKED_AT)
    .filter((message) => isOf(app.botId, message) && now - Number(message.ts) * 1000 < LONGEST_WAIT_MS)
    .some(isPlaceholder);
}

function isOf(botId: string, message: Message | EphemeralMessage): boolean {
  return 'viewer' in message || message.bot_id === botId;
}

function isPlaceholder({ text = '', blocks = [] }: { text?: string; blocks?: unknown }): boolean {
  return PLACEHOLDER.test(`${text}${JSON.stringify(blocks)}`);
}
