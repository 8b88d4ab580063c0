import type { KnownBlock, RichTextElement } from '@slack/types';
import type { ActionItem, Whose } from '../../../domain/action-item.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_ITEM_PAGE_BACK, ACTION_ITEM_PAGE_MORE } from '../../ids.ts';
import { type ItemPlace, listValue } from '../../item-places.ts';
import { messageUrl } from '../../links.ts';
import { escapeMrkdwn, mentionOf } from '../../mrkdwn.ts';
import { channelMention, plain } from '../asking/progress.ts';
import { listBlock } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { actions, button, type ItemToShow, itemBlocks, itemControls, itemLine } from './items.ts';

export const ITEMS_PER_PAGE = 10;
/** How much of a list goes into a modal, which takes 100 blocks. */
const MOST_IN_MODAL = 45;

export interface ItemList {
  items: readonly ActionItem[];
  /** How many are open on all pages. */
  open: number;
  total: number;
  whose: Whose;
  /** From 0. */
  page: number;
  /** Who looks. */
  viewer: string;
  /** Such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  now: Date;
  speech: Speech;
}

/** A page of somebody's action items, for one person. */
export function itemListMessage(list: ItemList): OutgoingMessage {
  const { items, open, total, whose, page, speech } = list;
  const { list: words } = speech.words.items;
  if (items.length === 0) return plain(emptyText(list));
  const pages = Math.ceil(total / ITEMS_PER_PAGE);
  const heading = [
    `*${titleOf(list)}*`,
    words.open(speech, { count: open }),
    ...(pages > 1 ? [words.page(speech, { page: page + 1, pages })] : []),
  ].join(' · ');
  const isOwn = whose.kind === 'person' && whose.userId === list.viewer;
  const shown = { ...shownFrom(list), place: { kind: 'list', whose, page } as const, isOwn };
  return {
    text: titleOf(list),
    blocks: [...plain(heading).blocks, ...itemBlocks(items.map(toShow), shown), ...turning(list, pages)],
  };
}

/** All items of one recap, as blocks of a modal. */
export function allItemsBlocks(
  items: readonly ActionItem[],
  shown: Pick<ItemList, 'speech' | 'now' | 'workspaceUrl'> & { place: ItemPlace },
): KnownBlock[] {
  if (items.length === 0) return plain(shown.speech.words.items.gone).blocks;
  const drawn = { ...shownFrom({ ...shown, items }), place: shown.place };
  const rest = items.slice(MOST_IN_MODAL).map((item) => itemLine(toShow(item), drawn));
  return [
    ...itemBlocks(items.slice(0, MOST_IN_MODAL).map(toShow), drawn),
    ...(rest.length > 0 ? [listBlock('…', rest)] : []),
  ];
}

/** Items for the App Home, or a list of another kind; `place` tells their buttons where they stand. */
export function homeItemBlocks(
  items: readonly ActionItem[],
  shown: Pick<ItemList, 'speech' | 'now' | 'workspaceUrl'> & { place?: ItemPlace },
): KnownBlock[] {
  const place = shown.place ?? { kind: 'home' };
  return itemBlocks(items.map(toShow), {
    ...shownFrom({ ...shown, items }),
    place,
    isOwn: place.kind === 'home',
  });
}

/** One item in a direct message: what it is about as mrkdwn, the item, its buttons. */
export function oneItemBlocks(
  item: ActionItem,
  shown: Pick<ItemList, 'speech' | 'now' | 'workspaceUrl'> & { place: ItemPlace; about: string },
): KnownBlock[] {
  const isOwn = shown.place.kind === 'reminder';
  const drawn = { ...shownFrom({ ...shown, items: [item] }), place: shown.place, isOwn };
  const line = itemLine(toShow(item), drawn);
  return [
    ...plain(shown.about).blocks,
    { type: 'rich_text', elements: [line] },
    itemControls(toShow(item), drawn),
  ];
}

/** Told to whoever took an item off the list, with a way back; after that, how it stands again. */
export function itemNotice(
  item: ActionItem,
  shown: Pick<ItemList, 'speech' | 'now' | 'workspaceUrl'>,
): OutgoingMessage {
  const { items: words } = shown.speech.words;
  const place = { kind: 'notice' } as const;
  if (item.state !== 'dropped') {
    return { text: item.text, blocks: homeItemBlocks([item], { ...shown, place }) };
  }
  const says = plain(words.told.dropped(shown.speech, { text: escapeMrkdwn(item.text) }));
  return { ...says, blocks: [...says.blocks, itemControls(toShow(item), { ...shown, place })] };
}

function toShow(item: ActionItem): ItemToShow {
  return { ...item, changedBy: item.changed?.by ?? null };
}

function shownFrom({
  items,
  speech,
  now,
  workspaceUrl,
}: Pick<ItemList, 'items' | 'speech' | 'now' | 'workspaceUrl'>) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const linksOf = ({ id }: ItemToShow) => sourceLink(byId.get(id), { speech, workspaceUrl });
  return { speech, now, linksOf };
}

function sourceLink(
  item: ActionItem | undefined,
  { speech, workspaceUrl }: Pick<ItemList, 'speech' | 'workspaceUrl'>,
): RichTextElement[] {
  const source = item?.sources[0];
  if (!item || !source) return [];
  const url = messageUrl(workspaceUrl, item.channelId, source);
  return [
    { type: 'text', text: ' · ' },
    { type: 'link', url, text: speech.words.items.source },
  ];
}

function titleOf({ whose, viewer, speech }: ItemList): string {
  const { list: words } = speech.words.items;
  if (whose.kind === 'channel') {
    return words.here(speech, { place: channelMention({ id: whose.channelId }, speech) });
  }
  return whose.userId === viewer ? words.mine : words.ofPerson(speech, { person: mentionOf(whose.userId) });
}

function emptyText({ whose, viewer, speech }: ItemList): string {
  const { list: words } = speech.words.items;
  if (whose.kind === 'channel') return words.noneHere;
  return whose.userId === viewer
    ? words.noneMine
    : words.noneOfPerson(speech, { person: mentionOf(whose.userId) });
}

function turning({ whose, page, speech }: ItemList, pages: number): KnownBlock[] {
  const { list: words } = speech.words.items;
  const elements = [
    ...(page > 0 ? [button(ACTION_ITEM_PAGE_BACK, words.back, listValue(whose, page - 1))] : []),
    ...(page + 1 < pages ? [button(ACTION_ITEM_PAGE_MORE, words.more, listValue(whose, page + 1))] : []),
  ];
  return elements.length === 0 ? [] : [actions('recall_item_pages', elements)];
}
