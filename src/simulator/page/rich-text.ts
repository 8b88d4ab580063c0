import type {
  RichTextBlock,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
} from '@slack/types';
import { joined } from './formatting.ts';
import { type Html, html } from './html.ts';
import { broadcast, channelMention, emoji, link, userMention } from './inline.ts';
import type { Viewing } from './viewing.ts';

type Part = RichTextSection | RichTextList | RichTextQuote | RichTextPreformatted;

export function renderRichText(block: RichTextBlock, viewing: Viewing): Html {
  return html`<div class="rich-text">${block.elements.map((part) => renderPart(part, viewing))}</div>`;
}

function renderPart(part: Part, viewing: Viewing): Html {
  switch (part.type) {
    case 'rich_text_section':
      return html`<div>${renderElements(part.elements, viewing)}</div>`;
    case 'rich_text_list':
      return renderList(part, viewing);
    case 'rich_text_quote':
      return html`<blockquote>${renderElements(part.elements, viewing)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre class="code">${renderElements(part.elements, viewing)}</pre>`;
  }
}

function renderList({ style, elements, indent = 0 }: RichTextList, viewing: Viewing): Html {
  const items = elements.map((item) => html`<li>${renderElements(item.elements, viewing)}</li>`);
  const level = html`class="indent-${indent}"`;
  if (style === 'ordered') return html`<ol ${level}>${items}</ol>`;
  return html`<ul ${level}>${items}</ul>`;
}

function renderElements(elements: readonly RichTextElement[], viewing: Viewing): Html {
  return html`${elements.map((element) => styled(element, renderElement(element, viewing)))}`;
}

function styled({ style }: RichTextElement, content: Html): Html {
  if (style === undefined) return content;
  let styledContent = content;
  if (style.code) styledContent = html`<code>${styledContent}</code>`;
  if (style.strike) styledContent = html`<s>${styledContent}</s>`;
  if (style.italic) styledContent = html`<i>${styledContent}</i>`;
  if (style.bold) styledContent = html`<b>${styledContent}</b>`;
  return styledContent;
}

function renderElement(element: RichTextElement, viewing: Viewing): Html {
  switch (element.type) {
    case 'text':
      return withLineBreaks(element.text);
    case 'link':
      return link(element.url, element.text ?? null, viewing);
    case 'emoji':
      return emoji(element.name);
    case 'user':
      return userMention(element.user_id, viewing);
    case 'channel':
      return channelMention(element.channel_id, null, viewing);
    case 'broadcast':
      return broadcast(element.range);
    case 'date':
      return html`${element.fallback ?? new Date(element.timestamp * 1000).toISOString()}`;
    case 'color':
      return html`<code>${element.value}</code>`;
    case 'usergroup':
      return broadcast(element.usergroup_id);
    case 'team':
      return broadcast(element.team_id);
  }
}

function withLineBreaks(text: string): Html {
  return joined(
    text.split('\n').map((line) => html`${line}`),
    html`<br>`,
  );
}
