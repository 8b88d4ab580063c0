import type { RichTextSection } from '@slack/types';
import { sizeOf } from './rich-text.ts';

export interface Group {
  heading: string;
  items: RichTextSection[];
}

const CONTINUED = ' (continued)';

/**
 * Spreads groups over pages, breaking between items. `firstRoom` and `room` are how many characters the first page and the
 * others hold; an item that alone is larger gets a page to itself. A heading is said again where its list goes on.
 */
export function paginate(
  groups: readonly Group[],
  { firstRoom, room }: { firstRoom: number; room: number },
): Group[][] {
  const pages: Group[][] = [[]];
  let left = firstRoom;
  const lines = groups.flatMap(({ heading, items }) =>
    items.map((item, position) => ({ heading, item, position })),
  );
  for (const { heading, item, position } of lines) {
    const page = pages.at(-1) ?? [];
    const size = sizeOf(item) + (isOpen(page, heading) ? 0 : heading.length);
    if (size > left && page.length > 0) {
      pages.push([{ heading: position === 0 ? heading : heading + CONTINUED, items: [item] }]);
      left = room - size;
    } else {
      add(page, heading, item);
      left -= size;
    }
  }
  return pages;
}

function add(page: Group[], heading: string, item: RichTextSection): void {
  const open = page.at(-1);
  if (open && isOpen(page, heading)) open.items.push(item);
  else page.push({ heading, items: [item] });
}

function isOpen(page: readonly Group[], heading: string): boolean {
  const open = page.at(-1)?.heading;
  return open === heading || open === heading + CONTINUED;
}
