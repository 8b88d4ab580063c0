import type { Button, KnownBlock } from '@slack/types';

/** A button that shows another page: `value` is all that is needed to make it, so that it works after a restart too. */
export interface PageButton {
  id: string;
  value: string;
}

/** Where a page begins in a list of `total`, and how much is on a page. */
export interface PageOf {
  offset: number;
  size: number;
  total: number;
}

/** *Back* and *More*, as far as there is anything there; none where all is on one page. */
export function pageButtons(
  { offset, size, total }: PageOf,
  {
    back,
    more,
    labels,
  }: {
    back(offset: number): PageButton;
    more(offset: number): PageButton;
    labels: { back: string; more: string };
  },
): KnownBlock[] {
  const elements = [
    ...(offset > 0 ? [button(back(Math.max(0, offset - size)), labels.back)] : []),
    ...(offset + size < total ? [button(more(offset + size), labels.more)] : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

function button({ id, value }: PageButton, label: string): Button {
  return { type: 'button', action_id: id, text: { type: 'plain_text', text: label }, value };
}
