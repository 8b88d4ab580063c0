import type {
  ActionsBlock,
  KnownBlock,
  PlainTextOption,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import { DateTime } from 'luxon';
import type { ActionItem } from '../../../domain/action-item.ts';
import type { CalendarDate } from '../../../domain/recap.ts';
import { ACTION_ITEM_DONE, ACTION_ITEM_MENU, ACTION_ITEM_REOPEN } from '../../ids.ts';
import { type ItemPlace, itemBlockId } from '../../item-places.ts';
import { shorten } from '../../limits.ts';
import { section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';

/** An action item as far as it is shown. */
export type ItemToShow = Pick<ActionItem, 'id' | 'text' | 'assignee' | 'due' | 'state' | 'snoozedUntil'> & {
  /** Who last changed it; null where nobody has. */
  changedBy: string | null;
};

export interface ShownItems {
  speech: Speech;
  place: ItemPlace;
  /** Null where the message stays as it is for days: it tells dates alone, since “due today” would soon be wrong. */
  now: Date | null;
  /** Whether all of it is the reader's own, so that their name need not be said on every line. */
  isOwn?: boolean;
  /** Links to the messages that an item rests on, as they stand behind it. */
  linksOf(item: ItemToShow): RichTextElement[];
  /** What stands before it. */
  markOf?(item: ItemToShow): RichTextElement[];
}

/** What the menu of an open item offers, in its order; each is the start of an option's value. */
export const MENU_CHOICES = ['reassign', 'due', 'snooze', 'drop'] as const;
export type MenuChoice = (typeof MENU_CHOICES)[number];

/** Longer than what a recap holds. */
const LONGEST_TEXT = 1000;
/** How much the labels of an item's buttons and menu take of a message's block budget, in characters, in any language. */
export const CONTROLS_SIZE = 120;

/** Items, each with its buttons: what is done is struck through, what is no task is left out. */
export function itemBlocks(items: readonly ItemToShow[], shown: ShownItems): KnownBlock[] {
  return items
    .filter(({ state }) => state !== 'dropped')
    .flatMap((item) => [bulleted([itemLine(item, shown)]), itemControls(item, shown)]);
}

/** An item in one line: what, who, until when, and where it was said. */
export function itemLine(item: ItemToShow, shown: Omit<ShownItems, 'place'>): RichTextSection {
  const { speech, linksOf, markOf } = shown;
  const text = shorten(item.text, LONGEST_TEXT);
  const isDone = item.state === 'done';
  return section([
    ...(markOf?.(item) ?? []),
    ...toElements(text, isDone ? { strike: true } : {}),
    ...(isDone ? whoDidIt(item, speech) : whoAndWhen(item, shown)),
    ...linksOf(item),
  ]);
}

/** The buttons of one item. */
export function itemControls(item: ItemToShow, { speech, place }: Pick<ShownItems, 'speech' | 'place'>) {
  const { items: words } = speech.words;
  const block_id = itemBlockId(place, item.id);
  if (item.state !== 'open') {
    const label = item.state === 'done' ? words.reopen : words.putBack;
    return actions(block_id, [button(ACTION_ITEM_REOPEN, label, item.id)]);
  }
  return actions(block_id, [
    button(ACTION_ITEM_DONE, words.done, item.id),
    { type: 'overflow', action_id: ACTION_ITEM_MENU, options: menuOf(item.id, speech) },
  ]);
}

export function actions(block_id: string, elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', block_id, elements };
}

export function button(action_id: string, label: string, value: string) {
  return {
    type: 'button',
    action_id,
    text: { type: 'plain_text', text: label },
    value,
  } satisfies ActionsBlock['elements'][number];
}

function menuOf(itemId: string, { words: { items } }: Speech): PlainTextOption[] {
  const labels = { reassign: items.reassign, due: items.changeDue, snooze: items.snooze, drop: items.drop };
  return MENU_CHOICES.map((choice) => ({
    text: { type: 'plain_text', text: labels[choice] },
    value: `${choice}:${itemId}`,
  }));
}

/** What an option of an item's menu stands for; null for what the menu does not offer. */
export function readMenuValue(value: string): { choice: MenuChoice; itemId: string } | null {
  const [name, itemId = ''] = value.split(':');
  const choice = MENU_CHOICES.find((one) => one === name);
  return choice ? { choice, itemId } : null;
}

function whoDidIt({ changedBy }: ItemToShow, { words: { items } }: Speech): RichTextElement[] {
  return changedBy === null ? [] : [words(` — ${items.doneBy} `), { type: 'user', user_id: changedBy }];
}

/** Who has the item, until when, and whether that is over. */
function whoAndWhen(item: ItemToShow, shown: Omit<ShownItems, 'place'>): RichTextElement[] {
  const { speech, now, isOwn = false } = shown;
  const { snoozedUntil } = item;
  const remarks: RichTextElement[] = [
    ...(item.assignee && !isOwn ? [{ type: 'user', user_id: item.assignee } satisfies RichTextElement] : []),
    ...(item.due ? [words(dueOf(item.due, shown), true)] : []),
    ...(snoozedUntil && (now === null || snoozedUntil > now) ? [words(snoozed(snoozedUntil, speech))] : []),
  ];
  return remarks.flatMap((remark, index) => [words(index === 0 ? ' — ' : ', '), remark]);
}

function dueOf(due: CalendarDate, { speech, now }: Pick<ShownItems, 'speech' | 'now'>): string {
  const { items } = speech.words;
  if (now === null) return speech.words.recap.due(speech, { date: speech.date(due) });
  const today = todayIn(speech.timeZone, now);
  if (due === today) return items.dueToday;
  const say = due < today ? items.overdue : speech.words.recap.due;
  return say(speech, { date: speech.date(due, now) });
}

function snoozed(until: Date, speech: Speech): string {
  return speech.words.items.snoozedUntil(speech, { date: speech.day(until) });
}

/** The calendar date that it is in a zone. */
export function todayIn(timeZone: string, now: Date): CalendarDate {
  return DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? now.toISOString().slice(0, 10);
}

function bulleted(items: RichTextSection[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}

function words(text: string, bold = false): RichTextElement {
  return { type: 'text', text, ...(bold ? { style: { bold: true } } : {}) };
}
