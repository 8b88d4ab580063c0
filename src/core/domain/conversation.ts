import type { MessageTs } from './transcript.ts';

export type Trigger = 'shortcut' | 'command' | 'mention';

/** Who sees the recap: everyone in the thread, or only the person who asked, in their direct message with Recall. */
export type Audience = 'thread' | 'private';

export type ConversationState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** What is read: a thread, or a window of a channel from `from` up to but not including `to`. */
export type Source = { kind: 'thread'; threadTs: MessageTs } | { kind: 'channel'; from: Date; to: Date };

/** What a person asked for, before it is a row. */
export interface Ask {
  workspaceId: string;
  channel: { id: string; name: string };
  source: Source;
  trigger: Trigger;
  audience: Audience;
  askedBy: string;
  /** What Slack calls this ask each time it delivers it. */
  eventKey: string;
}

/** One thing picked up, and its life. */
export interface Conversation extends Omit<Ask, 'eventKey' | 'channel'> {
  id: string;
  channel: { id: string; name: string; language: string | null };
  /** The conversation whose recap this one brings up to date; null for a first recap. */
  followsId: string | null;
  state: ConversationState;
  /** How often a worker took it up; what a worker saves is only taken from the latest run. */
  run: number;
  requestedAt: Date;
}

/** Metadata event type of every message that carries a recap; its payload holds the conversation's id and the part. */
export const RECAP_EVENT_TYPE = 'recall_recap';

/** Which part of a recap's delivery a Slack message is: 0 is the placeholder that becomes the recap. */
export interface DeliveryPart {
  part: number;
  channelId: string;
  ts: MessageTs;
}

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
