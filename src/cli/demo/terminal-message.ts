import type { AnyBlock, KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { World } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import type { Answer } from './tour.ts';

type RichTextPart = RichTextBlock['elements'][number];

/** A Slack message as lines for a terminal: what a person would read, links by their label. */
export function showMessage(
  { blocks = [], text, where }: Answer,
  world: World,
  terminal: Terminal,
): string[] {
  const name = (id: string) => `@${world.person(id)?.realName ?? id}`;
  const body =
    blocks.length > 0 ? blocks.flatMap((block) => showBlock(block, name, terminal)) : [readable(text, world)];
  return [terminal.dim(`Recall · ${where}`), ...body.map((line) => readable(line, world))];
}

const SHOWN = new Set(['rich_text', 'section', 'context', 'actions']);

/** Slack's types also allow blocks of kinds that they do not describe. */
function isShown(block: AnyBlock): block is KnownBlock {
  return SHOWN.has(block.type);
}

function showBlock(block: AnyBlock, name: (id: string) => string, terminal: Terminal): string[] {
  if (!isShown(block)) return [`(${block.type})`];
  switch (block.type) {
    case 'rich_text':
      return block.elements.flatMap((part) => showPart(part, name, terminal));
    case 'section':
      return (block.text?.text ?? '').split('\n');
    case 'context':
      return [
        terminal.dim(block.elements.map((element) => ('text' in element ? element.text : '')).join('  ')),
      ];
    case 'actions':
      return [
        block.elements.map((element) => ('text' in element ? `[ ${element.text.text} ]` : '')).join(' '),
      ];
    default:
      return [`(${block.type})`];
  }
}

function showPart(part: RichTextPart, name: (id: string) => string, terminal: Terminal): string[] {
  const line = (section: RichTextSection) =>
    section.elements.map((element) => showElement(element, name, terminal)).join('');
  if (part.type === 'rich_text_section') return ['', line(part)];
  if (part.type === 'rich_text_list') return part.elements.map((item) => `• ${line(item)}`);
  return [];
}

function showElement(
  element: RichTextElement,
  name: (id: string) => string,
  { bold, dim }: Terminal,
): string {
  switch (element.type) {
    case 'text':
      return element.style?.bold ? bold(element.text) : element.text;
    case 'user':
      return name(element.user_id);
    case 'link':
      return dim(element.text ?? element.url);
    case 'emoji':
      return element.name === 'memo' ? '📝' : `:${element.name}:`;
    default:
      return '';
  }
}

const EMOJI: Readonly<Record<string, string>> = {
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
  inbox_tray: '📥',
};

function readable(text: string, world: World): string {
  return text
    .replace(/<#(C\w+)>/g, (_, id: string) => `#${world.channel(id)?.name ?? id}`)
    .replace(/<@(U\w+)>/g, (_, id: string) => `@${world.person(id)?.realName ?? id}`)
    .replace(/<https?:[^|>]+\|([^>]+)>/g, '$1')
    .replace(/:(\w+):/g, (whole, emoji: string) => EMOJI[emoji] ?? whole)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
