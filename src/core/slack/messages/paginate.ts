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
  let page: Group[] = [];
  const pages = [page];
  let left = firstRoom;
  for (const { heading, items } of groups) {
    let open: Group | null = null;
    for (const item of items) {
      const size = sizeOf(item) + (open ? 0 : heading.length);
      if (size > left && page.length > 0) {
        page = [{ heading: item === items[0] ? heading : heading + CONTINUED, items: [item] }];
        pages.push(page);
        open = page[0] ?? null;
        left = room - sizeOf(item) - heading.length - CONTINUED.length;
      } else {
        open = place(item, heading, open, page);
        left -= size;
      }
    }
  }
  return pages;
}
