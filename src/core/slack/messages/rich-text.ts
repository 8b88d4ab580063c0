import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';

const USER_OR_LINK = /<@([UW][A-Z0-9]+)>|(https?:\/\/[^\s<>"|]+)/g;
const AFTER_LINK = /[.,;:!?)\]']+$/;
/** What Slack does not show in a text or link of its own, such as a mention, counts as about so many characters. */
const OTHER_ELEMENT_SIZE = 16;

/**
 * Turns a recap's text into rich text, in which nothing but `<@U…>` and http links means anything: no formatting
 * character and no ping of the text can take effect.
 */
export function toElements(
  text: string,
  style: { bold?: true; italic?: true; strike?: true } = {},
): RichTextElement[] {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const elements: RichTextElement[] = [];
  let end = 0;
  const pushText = (words: string) => {
    if (words !== '') elements.push({ type: 'text', text: words, ...styled });
  };
  for (const match of text.matchAll(USER_OR_LINK)) {
    const [whole, user, address] = match;
    const url = address === undefined ? null : withoutTail(address);
    if (url !== null && !URL.canParse(url)) continue;
    pushText(text.slice(end, match.index));
    if (user) elements.push({ type: 'user', user_id: user });
    else if (url) elements.push({ type: 'link', url });
    end = match.index + (url ?? whole).length;
  }
  pushText(text.slice(end));
  return elements;
}

/** An address without the punctuation that follows it. A closing bracket belongs to it where the address opened it. */
function withoutTail(address: string): string {
  const bare = address.replace(AFTER_LINK, '');
  const isOpen = bare.split('(').length > bare.split(')').length;
  return isOpen && address[bare.length] === ')' ? `${bare})` : bare;
}

export function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

/** A heading in bold, and the items under it as a bulleted list. */
export function listBlock(heading: string, items: RichTextSection[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      section([{ type: 'text', text: heading, style: { bold: true } }]),
      { type: 'rich_text_list', style: 'bullet', elements: items },
    ],
  };
}

/** The same with items of several levels; `indent` is 0 for the first. */
export function bulletsBlock(
  heading: string,
  items: readonly { line: RichTextSection; indent: number }[],
): RichTextBlock {
  const lists: { indent: number; elements: RichTextSection[] }[] = [];
  for (const { line, indent } of items) {
    const last = lists.at(-1);
    if (last?.indent === indent) last.elements.push(line);
    else lists.push({ indent, elements: [line] });
  }
  return {
    type: 'rich_text',
    elements: [
      section([{ type: 'text', text: heading, style: { bold: true } }]),
      ...lists.map((list) => ({ type: 'rich_text_list', style: 'bullet', ...list }) as const),
    ],
  };
}

/** How much of a message's block budget a section takes, in characters: texts and links. */
export function sizeOf({ elements }: RichTextSection): number {
  return elements.reduce((sum, element) => sum + elementSize(element), 0);
}

function elementSize(element: RichTextElement): number {
  if (element.type === 'text') return element.text.length;
  if (element.type === 'link') return element.url.length + (element.text?.length ?? 0);
  return OTHER_ELEMENT_SIZE;
}
