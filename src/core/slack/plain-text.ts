import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { LIMITS, shorten } from './limits.ts';
import { escapeMrkdwn, mentionOf } from './mrkdwn.ts';

/** What one section of a view holds, in characters. */
const LONGEST_SECTION = 3000;

/** The words of blocks as mrkdwn, a line for each of their parts, for when Slack refuses the blocks. What can be pressed is left out. */
function mrkdwnOf(blocks: readonly KnownBlock[]): string {
  return blocks
    .flatMap(linesOf)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** A message whose blocks Slack refused, without them; `text` stands where the blocks say nothing. */
export function plainMessage({ text, blocks }: { text: string; blocks: readonly KnownBlock[] }): {
  text: string;
  blocks: KnownBlock[];
} {
  return { text: shorten(mrkdwnOf(blocks) || text, LIMITS.messageText), blocks: [] };
}

/** A view that Slack refused, with its words alone. Null for a form, which is nothing without its fields. */
export function plainView<View extends HomeView | ModalView>(view: View): View | null {
  const blocks: readonly KnownBlock[] = view.blocks.filter(isKnown);
  if (blocks.some(({ type }) => type === 'input')) return null;
  const text = shorten(mrkdwnOf(blocks), LONGEST_SECTION) || '…';
  return { ...view, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] };
}

function isKnown(block: HomeView['blocks'][number]): block is KnownBlock {
  return 'type' in block;
}

function linesOf(block: KnownBlock): string[] {
  switch (block.type) {
    case 'section':
      return [block.text, ...(block.fields ?? [])].map((text) => (text ? asMrkdwn(text) : ''));
    case 'header':
      return [`*${asMrkdwn(block.text)}*`];
    case 'context':
      return [block.elements.map((element) => ('text' in element ? asMrkdwn(element) : '')).join(' ')];
    case 'rich_text':
      return wordsIn(block).split('\n');
    default:
      return [];
  }
}

function asMrkdwn({ type, text }: { type: string; text: string }): string {
  return type === 'mrkdwn' ? text : escapeMrkdwn(text);
}

/** Rich text nests lists, sections and words; each section ends a line. */
function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  const { type, text, url, user_id: user, elements } = Object.fromEntries(Object.entries(value));
  if (typeof user === 'string') return mentionOf(user);
  if (typeof url === 'string')
    return typeof text === 'string' ? `<${url}|${escapeMrkdwn(text)}>` : `<${url}>`;
  if (typeof text === 'string') return escapeMrkdwn(text);
  const inner = wordsIn(elements);
  return type === 'rich_text_section' ? `${inner}\n` : inner;
}
