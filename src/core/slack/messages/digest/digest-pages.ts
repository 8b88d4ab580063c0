import type { KnownBlock } from '@slack/types';

/** Blocks that stay together in one message. */
export interface Chunk {
  /** What they are about, as mrkdwn, to be said again where a message begins with them; null where that is plain. */
  place: string | null;
  blocks: KnownBlock[];
  /** Whether they say themselves what they are about. */
  isHead?: boolean;
}

/** Slack takes 50; one is kept for saying what a message goes on with. */
const MOST_BLOCKS = 49;
/** Fills messages with chunks in their order, each with at most so many characters of text and links (`room`) and 50 blocks. */
export function packed(
  chunks: readonly Chunk[],
  { room, continued }: { room: number; continued(place: string): KnownBlock },
): KnownBlock[][] {
  let page: KnownBlock[] = [];
  let left = room;
  const pages = [page];
  for (const { place, blocks, isHead = false } of chunks) {
    const size = textSize(blocks);
    if (page.length > 0 && (size > left || page.length + blocks.length > MOST_BLOCKS)) {
      page = place === null || isHead ? [] : [continued(place)];
      pages.push(page);
      left = room - textSize(page);
    }
    page.push(...blocks);
    left -= size;
  }
  return pages;
}

/** All strings of the blocks, in characters: somewhat more than what Slack counts. */
function textSize(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textSize(each), 0);
  return typeof value === 'object' && value !== null ? textSize(Object.values(value)) : 0;
}
