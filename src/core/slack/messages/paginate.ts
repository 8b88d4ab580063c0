import type { KnownBlock, RichTextSection } from '@slack/types';
import { sizeOf } from './rich-text.ts';

export interface Group {
  heading: string;
  items: RichTextSection[];
  /** How its items on one page are shown; left out for a list. */
  draw?(heading: string, items: RichTextSection[]): KnownBlock[];
  /** What an item takes beside its own words, in characters. */
  extraSize?: number;
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
  const lines = groups.flatMap((group) =>
    group.items.map((item, position) => ({ group, item, isFirst: position === 0 })),
  );
  let page: Group[] = [];
  let left = firstRoom;
  const pages = [page];
  for (const { group, item, isFirst } of lines) {
    const { heading, extraSize = 0 } = group;
    const size = sizeOf(item) + extraSize;
    const isFull = page.length > 0 && size + (isFirst ? heading.length : 0) > left;
    if (isFull) {
      page = [];
      pages.push(page);
      left = room;
    }
    let list = page.at(-1);
    if (!list || isFirst) {
      list = { ...group, heading: isFirst ? heading : continued(heading), items: [] };
      page.push(list);
      left -= list.heading.length;
    }
    list.items.push(item);
    left -= size;
  }
  return pages;
}
