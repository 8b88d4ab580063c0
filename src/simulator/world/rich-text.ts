import type { RichTextBlock, RichTextSection } from '@slack/types';

type Inline = RichTextSection['elements'][number];

const TOKEN = /<([^<>]+)>|:([a-z0-9_+'-]+):/g;
const SPECIAL = /^!(here|channel|everyone)$/;

/**
 * The block that Slack's own client would have sent along with a person's message: one section with text, mentions,
 * links and emoji. Bold, lists and code are left as text.
 */
export function richTextOf(mrkdwn: string, blockId: string): RichTextBlock {
  const elements: Inline[] = [];
  let end = 0;
  for (const match of mrkdwn.matchAll(TOKEN)) {
    const inline = match[1] === undefined ? emojiOf(match[2] ?? '') : tokenOf(match[1]);
    if (inline === undefined) continue;
    pushText(elements, mrkdwn.slice(end, match.index));
    elements.push(inline);
    end = match.index + match[0].length;
  }
  pushText(elements, mrkdwn.slice(end));
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] };
}

function pushText(elements: Inline[], escaped: string): void {
  if (escaped !== '') elements.push({ type: 'text', text: unescaped(escaped) });
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function emojiOf(name: string): Inline | undefined {
  return /^\d+$/.test(name) ? undefined : { type: 'emoji', name };
}

function tokenOf(token: string): Inline | undefined {
  const [target = '', label] = token.split('|', 2);
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  const range = SPECIAL.exec(target)?.[1];
  if (range === 'here' || range === 'channel' || range === 'everyone') return { type: 'broadcast', range };
  if (target.startsWith('!')) return undefined;
  return { type: 'link', url: unescaped(target), ...(label === undefined ? {} : { text: unescaped(label) }) };
}
