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
import { elementsOf } from '../block-kit/elements-of.ts';
import { renderElement, slotIn } from './elements.ts';
import { type Html, html } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRichText } from './rich-text.ts';
import type { Drawing } from './surface.ts';
import { plainText, renderImage, renderText } from './text.ts';

/** Whether people can do something in these blocks. */
export function isInteractive(blocks: readonly AnyBlock[]): boolean {
  return blocks.some((block) => elementsOf(block).length > 0);
}

/** Block Kit as HTML; what people can act in needs a form around it. A block that the page cannot draw is shown as a box with its type. */
export function renderBlocks(blocks: readonly AnyBlock[], drawing: Drawing): Html {
  return html`<div class="blocks">${blocks.map(
    (block) => html`<div class="block">${renderBlock(block, drawing)}</div>`,
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

function renderBlock(block: AnyBlock, drawing: Drawing): Html {
  if (!isDrawn(block))
    return html`<div class="block-unknown">A block of type <code>${block.type}</code></div>`;
  switch (block.type) {
    case 'header':
      return html`<h3 class="block-header">${plainText(block.text.text)}</h3>`;
    case 'section':
      return renderSection(block, drawing);
    case 'context':
      return renderContext(block, drawing);
    case 'divider':
      return html`<hr>`;
    case 'actions':
    case 'context_actions':
      return html`<div class="actions">${block.elements.map((element) => renderElement(element, slotIn(block.block_id), drawing))}</div>`;
    case 'rich_text':
      return renderRichText(block, drawing);
    case 'markdown':
      return html`<div class="markdown">${renderMarkdown(block.text, drawing)}</div>`;
    case 'image':
      return renderImageBlock(block, drawing);
    case 'input':
      return renderInput(block, drawing);
    case 'table':
    case 'data_table':
      return renderTable(block.rows, drawing);
    case 'alert':
      return renderAlert(block, drawing);
    case 'card':
      return renderCard(block, drawing);
    case 'carousel':
      return html`<div class="carousel">${block.elements.map((card) => renderCard(card, drawing))}</div>`;
    case 'container':
      return renderContainer(block, drawing);
  }
}

function renderSection({ block_id, text, fields, accessory }: SectionBlock, drawing: Drawing): Html {
  return html`<div class="section"><div class="section-text">
    ${text && html`<div>${renderText(text, drawing)}</div>`}
    ${fields && html`<div class="fields">${fields.map((field) => html`<div>${renderText(field, drawing)}</div>`)}</div>`}
  </div>${accessory && html`<div class="accessory">${renderElement(accessory, slotIn(block_id), drawing)}</div>`}</div>`;
}

function renderContext({ elements }: ContextBlock, drawing: Drawing): Html {
  return html`<div class="context">${elements.map((element) =>
    element.type === 'image'
      ? renderImage(element, drawing)
      : html`<span>${renderText(element, drawing)}</span>`,
  )}</div>`;
}

function renderImageBlock(block: ImageBlock, drawing: Drawing): Html {
  const title = block.title && html`<figcaption>${plainText(block.title.text)}</figcaption>`;
  return html`<figure class="image">${title}${renderImage(block, drawing)}</figure>`;
}

function renderInput(block: InputBlock, drawing: Drawing): Html {
  const {
    block_id: blockId = '',
    label,
    hint,
    optional = false,
    element,
    dispatch_action: isTold = false,
  } = block;
  const isGroup = /^(checkboxes|radio_buttons|multi_\w+)$/.test(element.type);
  const slot = { blockId, isRequired: !optional, isLabelled: true, isTold };
  const objection = drawing.errors[blockId];
  const content = html`<b>${plainText(label.text)}</b>${optional && html` <small>(optional)</small>`}
    ${renderElement(element, slot, drawing)}`;
  const named = isGroup ? html`<fieldset>${content}</fieldset>` : html`<label>${content}</label>`;
  return html`<div class="field${objection !== undefined && ' field-wrong'}">${named}
    ${objection !== undefined && html`<p class="objection" role="alert">${objection}</p>`}
    ${hint && html`<small>${plainText(hint.text)}</small>`}</div>`;
}

type Cell = RawTextElement | RawNumberElement | RichTextBlock;

function renderTable(rows: readonly Cell[][], drawing: Drawing): Html {
  const [head = [], ...body] = rows;
  const content = (cell: Cell) =>
    cell.type === 'rich_text' ? renderRichText(cell, drawing) : plainText(cell.text);
  return html`<div class="table"><table><thead><tr>${head.map((cell) => html`<th>${content(cell)}</th>`)}</tr></thead>
    <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${content(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function renderAlert({ text, level = 'default' }: AlertBlock, drawing: Drawing): Html {
  return html`<div class="alert alert-${level}">${renderText(text, drawing)}</div>`;
}

function renderCard({ hero_image, icon, title, subtitle, body, actions }: CardBlock, drawing: Drawing): Html {
  return html`<div class="card">
    ${hero_image && renderImage(hero_image, drawing)}
    <div class="card-head">${icon && renderImage(icon, drawing)}<div>
      ${title && html`<b>${renderText(title, drawing)}</b>`}
      ${subtitle && html`<small>${renderText(subtitle, drawing)}</small>`}
    </div></div>
    ${body && html`<div>${renderText(body, drawing)}</div>`}
    ${actions && html`<div class="actions">${actions.map((action) => renderElement(action, slotIn(undefined), drawing))}</div>`}
  </div>`;
}

function renderContainer(container: ContainerBlock, drawing: Drawing): Html {
  const { title, rich_text_title: richTitle, subtitle, child_blocks: children } = container;
  return html`<div class="card">
    ${title && html`<b>${plainText(title.text)}</b>`}${richTitle && renderRichText(richTitle, drawing)}
    ${subtitle && html`<small>${renderText(subtitle, drawing)}</small>`}
    ${renderBlocks(children, drawing)}
  </div>`;
}
