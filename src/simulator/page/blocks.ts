import type {
  AlertBlock,
  AnyBlock,
  CardBlock,
  ContainerBlock,
  ContextBlock,
  ImageBlock,
  InputBlock,
  KnownBlock,
  RawNumberElement,
  RawTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { plainText, renderElement, renderImage, renderText } from './elements.ts';
import { type Html, html } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRichText } from './rich-text.ts';
import type { Viewing } from './viewing.ts';

/** Block Kit as HTML; a block that the page cannot draw is shown as a box with its type. */
export function renderBlocks(blocks: readonly AnyBlock[], viewing: Viewing): Html {
  return html`<div class="blocks">${blocks.map(
    (block) => html`<div class="block">${renderBlock(block, viewing)}</div>`,
  )}</div>`;
}

type DrawnType = (typeof DRAWN)[number];
type DrawnBlock = Extract<KnownBlock, { type: DrawnType }>;

const DRAWN = [
  'actions',
  'alert',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'divider',
  'header',
  'image',
  'input',
  'markdown',
  'rich_text',
  'section',
  'table',
] as const satisfies KnownBlock['type'][];

function isDrawn(block: AnyBlock): block is DrawnBlock {
  return DRAWN.some((type) => type === block.type);
}

function renderBlock(block: AnyBlock, viewing: Viewing): Html {
  if (!isDrawn(block))
    return html`<div class="block-unknown">A block of type <code>${block.type}</code></div>`;
  switch (block.type) {
    case 'header':
      return html`<h3 class="block-header">${plainText(block.text.text)}</h3>`;
    case 'section':
      return renderSection(block, viewing);
    case 'context':
      return renderContext(block, viewing);
    case 'divider':
      return html`<hr>`;
    case 'actions':
    case 'context_actions':
      return html`<div class="actions">${block.elements.map((element) => renderElement(element, viewing))}</div>`;
    case 'rich_text':
      return renderRichText(block, viewing);
    case 'markdown':
      return html`<div class="markdown">${renderMarkdown(block.text, viewing)}</div>`;
    case 'image':
      return renderImageBlock(block, viewing);
    case 'input':
      return renderInput(block, viewing);
    case 'table':
    case 'data_table':
      return renderTable(block.rows, viewing);
    case 'alert':
      return renderAlert(block, viewing);
    case 'card':
      return renderCard(block, viewing);
    case 'carousel':
      return html`<div class="carousel">${block.elements.map((card) => renderCard(card, viewing))}</div>`;
    case 'container':
      return renderContainer(block, viewing);
  }
}

function renderSection({ text, fields, accessory }: SectionBlock, viewing: Viewing): Html {
  return html`<div class="section"><div class="section-text">
    ${text && html`<div>${renderText(text, viewing)}</div>`}
    ${fields && html`<div class="fields">${fields.map((field) => html`<div>${renderText(field, viewing)}</div>`)}</div>`}
  </div>${accessory && html`<div class="accessory">${renderElement(accessory, viewing)}</div>`}</div>`;
}

function renderContext({ elements }: ContextBlock, viewing: Viewing): Html {
  return html`<div class="context">${elements.map((element) =>
    element.type === 'image'
      ? renderImage(element, viewing)
      : html`<span>${renderText(element, viewing)}</span>`,
  )}</div>`;
}

function renderImageBlock(block: ImageBlock, viewing: Viewing): Html {
  const title = block.title && html`<figcaption>${plainText(block.title.text)}</figcaption>`;
  return html`<figure class="image">${title}${renderImage(block, viewing)}</figure>`;
}

function renderInput({ label, hint, optional, element }: InputBlock, viewing: Viewing): Html {
  return html`<div class="field"><b>${plainText(label.text)}</b>${optional && html` <small>(optional)</small>`}
    ${renderElement(element, viewing)}${hint && html`<small>${plainText(hint.text)}</small>`}</div>`;
}

type Cell = RawTextElement | RawNumberElement | RichTextBlock;

function renderTable(rows: readonly Cell[][], viewing: Viewing): Html {
  const [head = [], ...body] = rows;
  const content = (cell: Cell) =>
    cell.type === 'rich_text' ? renderRichText(cell, viewing) : plainText(cell.text);
  return html`<div class="table"><table><thead><tr>${head.map((cell) => html`<th>${content(cell)}</th>`)}</tr></thead>
    <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${content(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function renderAlert({ text, level = 'default' }: AlertBlock, viewing: Viewing): Html {
  return html`<div class="alert alert-${level}">${renderText(text, viewing)}</div>`;
}

function renderCard({ hero_image, icon, title, subtitle, body, actions }: CardBlock, viewing: Viewing): Html {
  return html`<div class="card">
    ${hero_image && renderImage(hero_image, viewing)}
    <div class="card-head">${icon && renderImage(icon, viewing)}<div>
      ${title && html`<b>${renderText(title, viewing)}</b>`}
      ${subtitle && html`<small>${renderText(subtitle, viewing)}</small>`}
    </div></div>
    ${body && html`<div>${renderText(body, viewing)}</div>`}
    ${actions && html`<div class="actions">${actions.map((action) => renderElement(action, viewing))}</div>`}
  </div>`;
}

function renderContainer(container: ContainerBlock, viewing: Viewing): Html {
  const { title, rich_text_title: richTitle, subtitle, child_blocks: children } = container;
  return html`<div class="card">
    ${title && html`<b>${plainText(title.text)}</b>`}${richTitle && renderRichText(richTitle, viewing)}
    ${subtitle && html`<small>${renderText(subtitle, viewing)}</small>`}
    ${renderBlocks(children, viewing)}
  </div>`;
}
