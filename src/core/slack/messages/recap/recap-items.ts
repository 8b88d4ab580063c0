import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { RecapActionItem } from '../../../domain/recap.ts';
import { ACTION_ALL_ITEMS } from '../../ids.ts';
import { actions, button, CONTROLS_SIZE, type ItemToShow, itemControls, itemLine } from '../items/items.ts';
import type { Group } from '../paginate.ts';
import { listBlock } from '../rich-text.ts';
import type { Speech } from '../speech.ts';

/** What became of an action item of a recap. */
export type ItemLife = Pick<ItemToShow, 'id' | 'state' | 'snoozedUntil' | 'changedBy'>;

interface Drawing {
  /** In the order of the recap's action items. */
  items: readonly ItemLife[];
  /** Whose recap it is; null where nothing can be done with it. */
  conversationId: string | null;
  speech: Speech;
  linksOf(item: RecapActionItem): RichTextElement[];
  markOf(item: RecapActionItem): RichTextElement[];
}

/** So many items of one recap have buttons: a message holds 50 blocks. */
const MOST_WITH_CONTROLS = 8;
const PLACE = { kind: 'recap' } as const;

/** The group of a recap's action items, with buttons for those that are open, then for those that are done; what was no task is left out. */
export function actionItemGroup(recapItems: readonly RecapActionItem[], drawing: Drawing): Group {
  const { conversationId, items, speech, linksOf, markOf } = drawing;
  const controls = new Map<RichTextSection, KnownBlock>();
  const shown = recapItems.flatMap((recapItem, position) => {
    const life = items[position];
    return life && life.state !== 'dropped' ? [{ recapItem, item: { ...recapItem, ...life } }] : [];
  });
  const withControls = new Set(openFirst(shown.map(({ item }) => item)).slice(0, MOST_WITH_CONTROLS));
  const lines = shown.map(({ recapItem, item }) => {
    const line = itemLine(item, {
      speech,
      now: null,
      linksOf: () => linksOf(recapItem),
      markOf: () => markOf(recapItem),
    });
    if (conversationId !== null && withControls.has(item))
      controls.set(line, itemControls(item, { speech, place: PLACE }));
    return line;
  });
  const all = conversationId === null ? [] : [allButton(conversationId, speech)];
  const last = shown.length > withControls.size ? lines.at(-1) : undefined;
  return {
    heading: speech.words.recap.actionItems,
    items: lines,
    extraSize: CONTROLS_SIZE,
    draw: (heading, onPage) => [
      ...linesWithControls(heading, onPage, controls),
      ...(last && onPage.includes(last) ? all : []),
    ],
  };
}

function openFirst(items: readonly ItemToShow[]): ItemToShow[] {
  return [...items.filter(({ state }) => state === 'open'), ...items.filter(({ state }) => state !== 'open')];
}

/** Items without buttons that follow on one another are one list. */
function linesWithControls(
  heading: string,
  lines: readonly RichTextSection[],
  controls: ReadonlyMap<RichTextSection, KnownBlock>,
): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let list: RichTextSection[] = [];
  const endList = (following: KnownBlock[]) => {
    const isFirst = blocks.length === 0;
    if (list.length > 0) blocks.push(isFirst ? listBlock(heading, list) : bareList(list));
    blocks.push(...following);
    list = [];
  };
  for (const line of lines) {
    list.push(line);
    const buttons = controls.get(line);
    if (buttons) endList([buttons]);
  }
  endList([]);
  return blocks;
}

function bareList(items: RichTextSection[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}

function allButton(conversationId: string, speech: Speech): KnownBlock {
  return actions(`recall_all_items/${conversationId}`, [
    button(ACTION_ALL_ITEMS, speech.words.items.all, conversationId),
  ]);
}
