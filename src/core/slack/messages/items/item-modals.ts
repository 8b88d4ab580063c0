import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { ActionItem } from '../../../domain/action-item.ts';
import { stampOf } from '../../../domain/action-item-change.ts';
import type { CalendarDate } from '../../../domain/recap.ts';
import {
  INPUT_ASSIGNEE,
  INPUT_DUE,
  INPUT_SNOOZE,
  INPUT_SNOOZE_DAY,
  VIEW_DUE,
  VIEW_REASSIGN,
  VIEW_SNOOZE,
} from '../../ids.ts';
import { plain } from '../asking/progress.ts';
import { section, toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';
import { allItemsBlocks } from './item-list.ts';

/** Which of the modals that ask how an item is to change. */
export type ItemModal = 'reassign' | 'due' | 'snooze';
export const SNOOZE_CHOICES = ['tomorrow', 'monday', 'day', 'wake'] as const;
export type SnoozeChoice = (typeof SNOOZE_CHOICES)[number];

const CALLBACKS = { reassign: VIEW_REASSIGN, due: VIEW_DUE, snooze: VIEW_SNOOZE };

export interface ModalToShow {
  item: ActionItem;
  /** What is to come back with the answer; `stamp` stands for the form of the item. */
  metadata(stamp: string): string;
  /** Said above, as mrkdwn; left out for nothing. */
  notice?: string | undefined;
  speech: Speech;
}

/** What a modal shows until the item is known. */
export function loadingItemView(which: ItemModal | 'all', speech: Speech): ModalView {
  return { ...frame(which, speech), blocks: plain(speech.words.items.modals.loading).blocks };
}

/** What it shows where there is nothing to ask; `text` is mrkdwn. */
export function refusedItemView(which: ItemModal | 'all', text: string, speech: Speech): ModalView {
  return { ...frame(which, speech), blocks: plain(text).blocks };
}

export function reassignView(shown: ModalToShow): ModalView {
  const { item, speech } = shown;
  const { modals } = speech.words.items;
  const initial = item.assignee === null ? {} : { initial_user: item.assignee };
  const hint = item.onlyFor === null ? modals.personHint : modals.personHintPrivate;
  return asking('reassign', shown, [
    input({
      id: INPUT_ASSIGNEE,
      label: modals.person,
      hint,
      element: { type: 'users_select', action_id: INPUT_ASSIGNEE, ...initial },
    }),
  ]);
}

export function dueView(shown: ModalToShow): ModalView {
  const { item, speech } = shown;
  const { modals } = speech.words.items;
  const initial = item.due === null ? {} : { initial_date: item.due };
  return asking('due', shown, [
    input({
      id: INPUT_DUE,
      label: modals.date,
      hint: modals.dateHint,
      element: { type: 'datepicker', action_id: INPUT_DUE, ...initial },
    }),
  ]);
}

/** `tomorrow` and `monday` are dates in the zone of the person who is asked. */
export function snoozeView(
  shown: ModalToShow,
  days: { tomorrow: CalendarDate; monday: CalendarDate },
): ModalView {
  const { item, speech } = shown;
  const { modals } = speech.words.items;
  const option = (value: SnoozeChoice, text: string): PlainTextOption => ({
    text: { type: 'plain_text', text },
    value,
  });
  const tomorrow = option('tomorrow', modals.tomorrow(speech, { date: speech.date(days.tomorrow) }));
  const options = [
    tomorrow,
    option('monday', modals.nextMonday(speech, { date: speech.date(days.monday) })),
    option('day', modals.onDate),
    ...(item.snoozedUntil === null ? [] : [option('wake', modals.now)]),
  ];
  return asking('snooze', shown, [
    {
      ...input({
        id: INPUT_SNOOZE,
        label: modals.snoozeUntil,
        element: { type: 'radio_buttons', action_id: INPUT_SNOOZE, options, initial_option: tomorrow },
      }),
      optional: false,
    },
    input({
      id: INPUT_SNOOZE_DAY,
      label: modals.day,
      hint: modals.dayHint,
      element: { type: 'datepicker', action_id: INPUT_SNOOZE_DAY },
    }),
  ]);
}

/** All items of one recap. */
export function allItemsView(
  items: readonly ActionItem[],
  shown: { conversationId: string; speech: Speech; now: Date; workspaceUrl: string },
): ModalView {
  const place = { kind: 'all', conversationId: shown.conversationId } as const;
  return { ...frame('all', shown.speech), blocks: allItemsBlocks(items, { ...shown, place }) };
}

function asking(which: ItemModal, { item, metadata, notice, speech }: ModalToShow, inputs: InputBlock[]) {
  const { modals } = speech.words.items;
  const subject: KnownBlock = {
    type: 'rich_text',
    elements: [section(toElements(item.text, { bold: true }))],
  };
  return {
    ...frame(which, speech),
    callback_id: CALLBACKS[which],
    private_metadata: metadata(stampOf(item)),
    close: { type: 'plain_text', text: modals.cancel },
    submit: { type: 'plain_text', text: modals.save },
    blocks: [...(notice === undefined ? [] : plain(notice).blocks), subject, ...inputs],
  } satisfies ModalView;
}

function frame(which: ItemModal | 'all', { words: { items } }: Speech): Omit<ModalView, 'blocks'> {
  const { reassignTitle: reassign, dueTitle: due, snoozeTitle: snooze, allTitle: all, close } = items.modals;
  const title = { reassign, due, snooze, all }[which];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: close },
  };
}

function input({
  id,
  label,
  hint,
  element,
}: {
  id: string;
  label: string;
  hint?: string;
  element: InputBlock['element'];
}): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: { type: 'plain_text', text: label },
    ...(hint === undefined ? {} : { hint: { type: 'plain_text', text: hint } }),
    element,
  };
}
