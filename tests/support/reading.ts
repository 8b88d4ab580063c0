import type { AnyBlock } from '@slack/types';
import type { EphemeralMessage, Message } from '../../src/simulator/index.ts';

/** All words of a message that a person reads: text of its blocks, links with their address, people by id. */
export function wordsOf({ blocks = [], text }: Pick<Message | EphemeralMessage, 'blocks' | 'text'>): string {
  return blocks.length === 0 ? text : blocks.map(wordsOfBlock).join('\n');
}

function wordsOfBlock(block: AnyBlock): string {
  const words: string[] = [];
  collect(block, words);
  return words.join('');
}

function collect(value: unknown, words: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, words);
  } else if (typeof value === 'object' && value !== null) {
    const { type, text, url, user_id: user, elements } = Object.fromEntries(Object.entries(value));
    if (type === 'rich_text_section' && words.length > 0) words.push('\n');
    if (typeof text === 'string') words.push(text);
    else collect(text, words);
    if (typeof url === 'string') words.push(`(${url})`);
    if (typeof user === 'string') words.push(`<@${user}>`);
    collect(elements, words);
  }
}

/** True once a recap, or the sentence on why there is none, has taken the placeholder's place. */
export function isSettled({ text }: Pick<Message, 'text'>): boolean {
  return !text.startsWith(':hourglass_flowing_sand:') && !text.startsWith(':inbox_tray:');
}
