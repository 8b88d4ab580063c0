import type { CalendarDate, RecapActionItem, RecapDecision } from './recap.ts';

export const ACTION_ITEM_STATES = ['open', 'done', 'dropped'] as const;
/** `dropped` is an item that is no task, or that a later recap no longer has. */
export type ActionItemState = (typeof ACTION_ITEM_STATES)[number];

/** For so long what is done stays in a person's lists, struck through, to be undone. */
export const SHOW_DONE_MS = 24 * 60 * 60_000;

/** A task as it is stored: what the recap says, and what people made of it. */
export interface ActionItem extends RecapActionItem {
  id: string;
  workspaceId: string;
  channelId: string;
  /** Whose recap it stands in. */
  conversationId: string;
  state: ActionItemState;
  snoozedUntil: Date | null;
  /** The only person who sees it, for an item of a private recap; null where everyone may who can read the channel. */
  onlyFor: string | null;
  createdAt: Date;
  /** When a person last changed it, and who; null where nobody has. */
  changed: { at: Date; by: string } | null;
}

/** One time of telling somebody of an item; `due` is the day that it is for, so that another day is another reminder. */
export interface ReminderKey {
  itemId: string;
  kind: ReminderKind;
  due: CalendarDate;
}
export const REMINDER_KINDS = ['due', 'overdue'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Metadata event type of the message that reminds of an item. */
export const REMINDER_EVENT_TYPE = 'recall_reminder';

/** Whose items are meant: those of a person, or those of a channel. */
export type Whose = { kind: 'person'; userId: string } | { kind: 'channel'; channelId: string };

/** A line of the ledger. */
export interface Decision extends RecapDecision {
  id: string;
  workspaceId: string;
  channelId: string;
  conversationId: string;
  onlyFor: string | null;
  /** When the latest of its messages was written. */
  madeAt: Date;
  /** The decision that it takes the place of, and the one that takes its place. */
  supersedes: { id: string; text: string } | null;
  supersededBy: { id: string; text: string } | null;
}
