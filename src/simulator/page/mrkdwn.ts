import { cutOut, formatLine, joined, MRKDWN_MARKS, type Piece } from './formatting.ts';
import { type Html, html, unescapeMrkdwn } from './html.ts';
import { broadcast, channelMention, link, userMention } from './inline.ts';
import type { Viewing } from './viewing.ts';

/** Slack's mrkdwn as HTML. Any string is valid input; what is not markup is shown as text. */
export function renderMrkdwn(text: string, viewing: Viewing): Html {
  const parts = text.split(/```([\s\S]+?)```/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? renderCodeBlock(part) : renderProse(part, viewing)))}`;
}

function renderCodeBlock(code: string): Html {
  const text = code.replaceAll(
    /<([^<>|]+)(?:\|([^<>]*))?>/g,
    (_, target: string, label?: string) => label ?? target,
  );
  return html`<pre class="code">${unescapeMrkdwn(text).replace(/^\n|\n$/g, '')}</pre>`;
}

function renderProse(text: string, viewing: Viewing): Html {
  const lines = text.replace(/^\n|\n$/g, '').split('\n');
  const parts: Html[] = [];
  for (let at = 0; at < lines.length; ) {
    const isQuote = isQuoted(lines[at]);
    const until = lines.findIndex((line, index) => index > at && isQuoted(line) !== isQuote);
    const run = lines.slice(at, until === -1 ? lines.length : until);
    parts.push(isQuote ? renderQuote(run, viewing) : renderLines(run, viewing));
    at += run.length;
  }
  return html`${parts}`;
}

function isQuoted(line: string | undefined): boolean {
  return line?.startsWith('&gt;') ?? false;
}

function renderQuote(lines: readonly string[], viewing: Viewing): Html {
  return html`<blockquote>${renderLines(
    lines.map((line) => line.replace(/^&gt; ?/, '')),
    viewing,
  )}</blockquote>`;
}

function renderLines(lines: readonly string[], viewing: Viewing): Html {
  return joined(
    lines.map((line) => renderLine(line, viewing)),
    html`<br>`,
  );
}

function renderLine(line: string, viewing: Viewing): Html {
  const withCode = cutOut(
    [line],
    /`([^`]+)`/g,
    ([, code = '']) => html`<code>${unescapeMrkdwn(code)}</code>`,
  );
  const withEntities = cutOut(withCode, /<([^<>]+)>/g, ([, entity = '']) => renderEntity(entity, viewing));
  return formatLine(withEntities.map(unescapedPiece), MRKDWN_MARKS);
}

function unescapedPiece(piece: Piece): Piece {
  return typeof piece === 'string' ? unescapeMrkdwn(piece) : piece;
}

function renderEntity(entity: string, viewing: Viewing): Html {
  const bar = entity.indexOf('|');
  const target = bar < 0 ? entity : entity.slice(0, bar);
  const label = bar < 0 ? null : unescapeMrkdwn(entity.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return userMention(target.slice(1), viewing);
  if (/^#[CG]\w+$/.test(target)) return channelMention(target.slice(1), label, viewing);
  if (target.startsWith('!date^')) return html`${label ?? ''}`;
  if (target.startsWith('!')) return broadcast((label ?? target.slice(1)).replace(/^@/, ''));
  return link(unescapeMrkdwn(target), label, viewing);
}
