import type { ImageElement, TextObject } from '@slack/types';
import { formatLine, joined } from './formatting.ts';
import { type Html, html } from './html.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { linkTarget, type Viewing } from './viewing.ts';

export function renderText(text: TextObject, viewing: Viewing): Html {
  return text.type === 'mrkdwn' ? renderMrkdwn(text.text, viewing) : plainText(text.text);
}

/** Plain text has emoji and line breaks, and nothing else. */
export function plainText(text: string): Html {
  return joined(
    text.split('\n').map((line) => formatLine([line], [])),
    html`<br>`,
  );
}

export function renderImage(image: ImageElement, viewing: Viewing): Html {
  const source = 'image_url' in image ? linkTarget(image.image_url, viewing) : undefined;
  if (source === undefined) return html`<span class="image-missing">${image.alt_text}</span>`;
  return html`<img src="${source}" alt="${image.alt_text}">`;
}
