import type { MessageTs } from './transcript.ts';

export type Trigger = 'shortcut' | 'command' | 'mention' | 'reaction' | 'schedule';

/**
 * Who sees the recap: everyone in the thread, everyone in the channel, or only the person who asked, in their direct message
 * with Recall. One for a digest is not shown by itself, but as a part of it.
 */
export type Audience = 'thread' | 'channel' | 'private' | 'digest';

export const RECAP_LENGTHS = ['brief', 'standard', 'detailed'] as const;
export type RecapLength = (typeof RECAP_LENGTHS)[number];

export type ConversationState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/**
 * What is read: a thread; a window of a channel from `from` up to but not including `to`, or the latest `limit` messages of it; or
 * notes that a person pasted, which stand in their direct message with Recall below `threadTs`.
 */
export type Source =
  | { kind: 'thread'; threadTs: MessageTs }
  | { kind: 'channel'; from: Date; to: Date; limit: number | null }
  | { kind: 'note'; threadTs: MessageTs };

/** How the person who asked wants the recap. */
export interface Wishes {
  /** What it is to dwell on, in their words; null for everything alike. */
  focus: string | null;
  length: RecapLength;
  /** BCP 47 tag; null for the channel's language. */
  language: string | null;
}

export const NO_WISHES: Wishes = { focus: null, length: 'standard', language: null };

/** The longest focus that is taken, in characters. */
export const LONGEST_FOCUS = 300;

/** What a person asked for, before it is a row. */
export interface Ask {
  workspaceId: string;
  channel: { id: string; name: string };
  source: Source;
  trigger: Trigger;
  audience: Audience;
  askedBy: string;
  /** Who wants a recap that stands to be brought up to date, where that is not the person who asked for it. */
  updatedBy?: string | null;
  wishes: Wishes;
  /**
   * The conversation whose recap this one takes the place of, in the very same messages; null where the latest recap of the same is
   * brought up to date, if there is one.
   */
  follows: { conversationId: string; isReread: boolean } | null;
  /** What Slack calls this ask each time it delivers it. */
  eventKey: string;
}

/** One thing picked up, and its life. */
export interface Conversation extends Omit<Ask, 'eventKey' | 'channel' | 'follows'> {
  id: string;
  channel: { id: string; name: string; language: string | null };
  /** The conversation whose recap this one brings up to date; null for a first recap. */
  followsId: string | null;
  /** Whether everything is read anew instead of what came since the one before. */
  isReread: boolean;
  /** Whether it is shown in the messages of the recap before it, which already stand. */
  isInPlace: boolean;
  /** The period of a digest that it is a part of; null for one that a person asked for by itself. */
  digestPeriodId: string | null;
  state: ConversationState;
  /** How often a worker took it up; what a worker saves is only taken from the latest run. */
  run: number;
  requestedAt: Date;
}

/** Metadata event type of every message that carries a recap; its payload holds the conversation's id and the part. */
export const RECAP_EVENT_TYPE = 'recall_recap';
/** That of every message in which Recall keeps a person's notes for them; its payload holds the part, from 0. */
export const NOTE_EVENT_TYPE = 'recall_note';

/** That of every message that carries a digest; its payload holds the id of the period and the part. */
export const DIGEST_EVENT_TYPE = 'recall_digest';
/** That of the message that tells an author of a digest's pause; its payload holds the digest's id and when it was paused. */
export const DIGEST_PAUSED_EVENT_TYPE = 'recall_digest_paused';

/** Which part of a recap's delivery a Slack message is: 0 is the placeholder that becomes the recap. */
export interface DeliveryPart {
  part: number;
  channelId: string;
  ts: MessageTs;
}

/** Which of the copies of a recap: the one that was asked for; those that were shared from it count on from 1. */
export const ORIGINAL = 0;

/** After so many runs a conversation is given up: something about it ends the worker. */
export const MAX_RUNS = 12;

export type SweepDecision = 'leave' | 'enqueue' | 'fail';

/**
 * What the sweep does with a conversation that has been queued or running for a while, by the state of its job. A job that is
 * waiting or active is left to the queue, which itself hands on the jobs of dead workers. A failed job of a queued conversation
 * is that of an earlier try.
 */
export function decideSweep(
  { run, state }: Pick<Conversation, 'run' | 'state'>,
  jobState: string,
): SweepDecision {
  if (jobState === 'waiting' || jobState === 'active' || jobState === 'delayed') return 'leave';
  if (run >= MAX_RUNS || (jobState === 'failed' && state === 'running')) return 'fail';
  return 'enqueue';
}
