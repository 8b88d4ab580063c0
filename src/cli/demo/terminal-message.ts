import type { AnyBlock, KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { type MrkdwnPiece, parseMrkdwn } from '../../core/slack/mrkdwn.ts';
import type { Message, World } from '../../simulator/index.ts';
import { emojiOf } from '../../simulator/page/emoji.ts';
import type { Terminal } from './terminal.ts';

type RichTextPart = RichTextBlock['elements'][number];
type Styles = Pick<Terminal, 'bold' | 'dim' | 'strike'>;

/** A message of Recall's, with where it stands. */
export interface PlacedMessage extends Pick<Message, 'text' | 'blocks'> {
  where: string;
}

/** What a message calls people and channels. */
interface Names {
  person(id: string): string;
  channel(id: string): string;
}

const BULLET = '• ';

/** A Slack message as lines for a terminal: what a person would read, links by their label, buttons in brackets. */
export function showMessage(
  { blocks = [], text, where }: PlacedMessage,
  world: Pick<World, 'person' | 'channel'>,
  styles: Styles,
): string[] {
  const names: Names = {
    person: (id) => `@${world.person(id)?.realName ?? id}`,
    channel: (id) => `#${world.channel(id)?.name ?? id}`,
  };
  const lines =
    blocks.length > 0 ? showBlocks(blocks, names, styles) : readable(text, names, styles).split('\n');
  return [styles.dim(`Recall · ${where}`), ...lines];
}

function showBlocks(blocks: readonly AnyBlock[], names: Names, styles: Styles): string[] {
  const lines: string[] = [];
  let before: AnyBlock | undefined;
  for (const block of blocks) {
    const shown = showBlock(block, names, styles);
    const last = lines.at(-1) ?? '';
    if (block.type === 'actions' && before?.type === 'rich_text' && last.startsWith(BULLET)) {
      lines.splice(-1, 1, [last, ...shown].join('  '));
    } else lines.push(...shown);
    before = block;
  }
  return lines;
}

const SHOWN = new Set(['rich_text', 'section', 'context', 'actions', 'header', 'divider']);

/** Slack's types also allow blocks of kinds that they do not describe. */
function isShown(block: AnyBlock): block is KnownBlock {
  return SHOWN.has(block.type);
}

function showBlock(block: AnyBlock, names: Names, styles: Styles): string[] {
  if (!isShown(block)) return [`(${block.type})`];
  switch (block.type) {
    case 'rich_text':
      return block.elements.flatMap((part) => showPart(part, names, styles));
    case 'header':
      return ['', styles.bold(block.text.text)];
    case 'divider':
      return [''];
    case 'section': {
      const text = readable(block.text?.text ?? '', names, styles);
      const control = block.accessory ? `  ${styles.dim(showControl(block.accessory))}` : '';
      return `${text}${control}`.split('\n');
    }
    case 'context': {
      const texts = block.elements.map((element) => ('text' in element ? element.text : ''));
      return readable(texts.join('  '), names, styles).split('\n').map(styles.dim);
    }
    case 'actions':
      return [styles.dim(block.elements.map(showControl).join(' '))];
    default:
      return [`(${block.type})`];
  }
}

/** What can be pressed or picked, in brackets; a menu without a name is three dots. */
function showControl(element: object): string {
  if ('text' in element) return `[${labelOf(element.text)}]`;
  return 'placeholder' in element ? `[${labelOf(element.placeholder)} ▾]` : '[…]';
}

function labelOf(text: unknown): string {
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : '';
}

function showPart(part: RichTextPart, names: Names, styles: Styles): string[] {
  const line = (section: RichTextSection) =>
    section.elements.map((element) => showElement(element, names, styles)).join('');
  if (part.type === 'rich_text_section') return ['', ...line(part).split('\n')];
  if (part.type === 'rich_text_list') return part.elements.map((item) => `${BULLET}${line(item)}`);
  return [];
}

function showElement(element: RichTextElement, names: Names, { bold, dim, strike }: Styles): string {
  switch (element.type) {
    case 'text':
      if (element.style?.strike) return strike(element.text);
      return element.style?.bold ? bold(element.text) : element.text;
    case 'user':
      return names.person(element.user_id);
    case 'channel':
      return names.channel(element.channel_id);
    case 'link':
      return dim(element.text ?? element.url);
    case 'emoji':
      return emoji(element.name);
    default:
      return '';
  }
}

function emoji(name: string): string {
  return emojiOf(name) ?? `:${name}:`;
}

const BOLD = /(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])/gu;
const EMOJI = /:([\w+-]+):/g;

/** Slack's mrkdwn as words. */
function readable(mrkdwn: string, names: Names, { bold }: Styles): string {
  return parseMrkdwn(mrkdwn)
    .map((piece) => readablePiece(piece, names))
    .join('')
    .replace(BOLD, (_, text: string) => bold(text));
}

function readablePiece(piece: MrkdwnPiece, names: Names): string {
  switch (piece.kind) {
    case 'text':
      return piece.text.replace(EMOJI, (_, name: string) => emoji(name));
    case 'user':
      return names.person(piece.id);
    case 'channel':
      return names.channel(piece.id);
    case 'ping':
      return `@${piece.name}`;
    case 'link':
      return piece.label ?? piece.url;
  }
}
