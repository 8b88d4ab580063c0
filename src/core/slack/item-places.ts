import type { Whose } from '../domain/action-item.ts';

/** Where an item's buttons stand, told by the id of their block, so that what is shown there can be brought up to date. */
export type ItemPlace =
  | { kind: 'recap' }
  | { kind: 'home' }
  /** The modal with all items of a conversation's recap. */
  | { kind: 'all'; conversationId: string }
  /** A page, from 0, of a list that only one person sees. */
  | { kind: 'list'; whose: Whose; page: number }
  /** What waits for one person, from the thing at `offset` on. */
  | { kind: 'waiting'; offset: number }
  /** A direct message about this one item; `by` gave it to the reader, where it is about that. */
  | { kind: 'reminder'; about: ReminderAbout; by: string | null }
  /** Said to one person about this one item. */
  | { kind: 'notice' }
  | { kind: 'other' };

export type ReminderAbout = 'due' | 'overdue' | 'assigned';

const PREFIX = 'recall_item';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const USER = /^[UW][A-Z0-9]+$/;
const CHANNEL = /^[CGD][A-Z0-9]+$/;
const ABOUT: readonly ReminderAbout[] = ['due', 'overdue', 'assigned'];
const LARGEST_PAGE = 1000;

export function isItemId(value: string): boolean {
  return UUID.test(value);
}

/** The id of a block with the buttons of one item; it is unique in a message where the item stands once. */
export function itemBlockId(place: ItemPlace, itemId: string): string {
  return [PREFIX, ...partsOf(place), itemId].join('/');
}

/** What a block id says; of ids that are not of an item, or of an earlier form, that it is some other place. */
export function readItemBlockId(blockId: string): ItemPlace {
  const [prefix, kind, ...rest] = blockId.split('/');
  return (prefix === PREFIX && readPlace(kind ?? '', rest)) || { kind: 'other' };
}

export function listValue(whose: Whose, page: number): string {
  return partsOf({ kind: 'list', whose, page }).slice(1).join('/');
}

/** Null for what `listValue` does not give. */
export function readListValue(value: string): { whose: Whose; page: number } | null {
  const [who = '', page = ''] = value.split('/');
  const whose = readWhose(who);
  const number = Number(page);
  const isPage = /^\d+$/.test(page) && number <= LARGEST_PAGE;
  return whose && isPage ? { whose, page: number } : null;
}

function partsOf(place: ItemPlace): string[] {
  switch (place.kind) {
    case 'all':
      return [place.kind, place.conversationId];
    case 'list': {
      const { whose, page } = place;
      return [place.kind, whose.kind === 'person' ? whose.userId : whose.channelId, String(page)];
    }
    case 'waiting':
      return [place.kind, String(place.offset)];
    case 'reminder':
      return [place.kind, place.about, place.by ?? ''];
    default:
      return [place.kind];
  }
}

function readPlace(kind: string, [first = '', second = '']: string[]): ItemPlace | null {
  switch (kind) {
    case 'recap':
    case 'home':
    case 'notice':
      return { kind };
    case 'all':
      return isItemId(first) ? { kind, conversationId: first } : null;
    case 'list': {
      const list = readListValue(`${first}/${second}`);
      return list && { kind, ...list };
    }
    case 'waiting':
      return /^\d{1,5}$/.test(first) ? { kind, offset: Number(first) } : null;
    case 'reminder': {
      const about = ABOUT.find((one) => one === first);
      return about ? { kind, about, by: USER.test(second) ? second : null } : null;
    }
    default:
      return null;
  }
}

function readWhose(id: string): Whose | null {
  if (USER.test(id)) return { kind: 'person', userId: id };
  return CHANNEL.test(id) ? { kind: 'channel', channelId: id } : null;
}
