import type { RichTextSection } from '@slack/types';
import { sizeOf } from './rich-text.ts';

export interface Group {
  heading: string;
  items: RichTextSection[];
}

/**
 * Spreads groups over pages, breaking between items. `firstRoom` and `room` are how many characters the first page and the
 * others hold; an item that alone is larger gets a page to itself. A heading is said again where its list goes on, in the words
 * of `continued`.
 */
export function paginate(
  groups: readonly Group[],
  { firstRoom, room, continued }: { firstRoom: number; room: number; continued(heading: string): string },
): Group[][] {
  const lines = groups.flatMap(({ heading, items }) =>
    items.map((item, position) => ({ heading, item, isFirst: position === 0 })),
  );
  let page: Group[] = [];
  let left = firstRoom;
  const pages = [page];
  for (const { heading, item, isFirst } of lines) {
    const isFull = page.length > 0 && sizeOf(item) + (isFirst ? heading.length : 0) > left;
    if (isFull) {
      page = [];
      pages.push(page);
      left = room;
    }
    let list = page.at(-1);
    if (!list || isFirst) {
      list = { heading: isFirst ? heading : continued(heading), items: [] };
      page.push(list);
      left -= list.heading.length;
    }
    list.items.push(item);
    left -= sizeOf(item);
  }
  return pages;
}
