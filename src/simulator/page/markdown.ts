import { cutOut, formatLine, joined, MARKDOWN_MARKS } from './formatting.ts';
import { type Html, html } from './html.ts';
import { channelMention, link, userMention } from './inline.ts';
import type { Viewing } from './viewing.ts';

const LIST_ITEM = /^\s*(?:[-*+]|(\d+)\.)\s+(.*)$/;

/** The Markdown of a `markdown` block as HTML: headings, lists, quotes, code, links, bold, italic and struck text. */
export function renderMarkdown(text: string, viewing: Viewing): Html {
  const parts = text.split(/```\w*\n?([\s\S]+?)```/);
  return html`${parts.map((part, index) =>
    index % 2 === 1
      ? html`<pre class="code">${part.replace(/\n$/, '')}</pre>`
      : renderParagraphs(part, viewing),
  )}`;
}

function renderParagraphs(text: string, viewing: Viewing): Html {
  const groups: { kind: Kind; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'heading') last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return html`${groups.map(({ kind, lines }) => RENDER[kind](lines, viewing))}`;
}

type Kind = 'heading' | 'bullets' | 'numbers' | 'quote' | 'rule' | 'blank' | 'paragraph';

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  if (/^#{1,6}\s/.test(line)) return 'heading';
  if (/^(-{3,}|\*{3,})\s*$/.test(line)) return 'rule';
  if (line.startsWith('>')) return 'quote';
  const item = LIST_ITEM.exec(line);
  if (item !== null) return item[1] === undefined ? 'bullets' : 'numbers';
  return 'paragraph';
}

const RENDER: Record<Kind, (lines: readonly string[], viewing: Viewing) => Html> = {
  blank: () => html``,
  rule: () => html`<hr>`,
  heading: (lines, viewing) =>
    html`<h4>${renderLines(
      lines.map((line) => line.replace(/^#+\s/, '')),
      viewing,
    )}</h4>`,
  quote: (lines, viewing) =>
    html`<blockquote>${renderLines(
      lines.map((line) => line.replace(/^>\s?/, '')),
      viewing,
    )}</blockquote>`,
  bullets: (lines, viewing) => html`<ul>${renderItems(lines, viewing)}</ul>`,
  numbers: (lines, viewing) => html`<ol>${renderItems(lines, viewing)}</ol>`,
  paragraph: (lines, viewing) => html`<p>${renderLines(lines, viewing)}</p>`,
};

function renderItems(lines: readonly string[], viewing: Viewing): Html[] {
  return lines.map((line) => html`<li>${renderLine(LIST_ITEM.exec(line)?.[2] ?? '', viewing)}</li>`);
}

function renderLines(lines: readonly string[], viewing: Viewing): Html {
  return joined(
    lines.map((line) => renderLine(line, viewing)),
    html`<br>`,
  );
}

function renderLine(line: string, viewing: Viewing): Html {
  const withCode = cutOut([line], /`([^`]+)`/g, ([, code = '']) => html`<code>${code}</code>`);
  const withLinks = cutOut(withCode, /\[([^\]]+)\]\(([^)\s]+)\)/g, ([, label = '', address = '']) =>
    link(address, label, viewing),
  );
  const withPeople = cutOut(withLinks, /<@([UW]\w+)>/g, ([, userId = '']) => userMention(userId, viewing));
  const withChannels = cutOut(withPeople, /<#([CG]\w+)(?:\|[^>]*)?>/g, ([, id = '']) =>
    channelMention(id, null, viewing),
  );
  return formatLine(withChannels, MARKDOWN_MARKS);
}
