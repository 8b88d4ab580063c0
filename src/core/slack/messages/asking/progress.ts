import type { Button } from '@slack/types';
import { countChanges, type RecapChanges } from '../../../domain/compare-recaps.ts';
import type { Source } from '../../../domain/conversation.ts';
import type { ProgressStep } from '../../../domain/progress.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_CANCEL } from '../../ids.ts';
import { escapeMrkdwn, mrkdwnLink } from '../../mrkdwn.ts';
import type { Speech } from '../speech.ts';
import { spanOf } from './window.ts';

export interface DescribedSource {
  source: Source;
  channel: { id: string };
  /** Where the thread opens; null where the sentence stands in the thread itself. */
  threadUrl: string | null;
  requestedAt: Date;
  speech: Speech;
}

/** What is being read, as mrkdwn: “this thread”, “the last 24 hours of #general”. */
export function describeSource({ source, channel, threadUrl, requestedAt, speech }: DescribedSource): string {
  const { progress } = speech.words;
  const place = channelMention(channel, speech);
  switch (source.kind) {
    case 'note':
      return progress.notes;
    case 'thread':
      if (threadUrl === null) return progress.thisThread;
      return progress.threadIn(speech, { thread: mrkdwnLink(threadUrl, progress.aThread), place });
    case 'channel':
      if (source.limit !== null) return progress.lastMessages(speech, { count: source.limit, place });
      return describeWindow(source, { requestedAt, place, speech });
  }
}

function describeWindow(
  window: { from: Date; to: Date },
  { requestedAt, place, speech }: { requestedAt: Date; place: string; speech: Speech },
): string {
  const { progress } = speech.words;
  const day = (at: Date) => speech.day(at, requestedAt);
  const moment = (at: Date) => speech.moment(at, requestedAt);
  const span = spanOf(window, { requestedAt, timeZone: speech.timeZone });
  switch (span.kind) {
    case 'last_hours':
      return progress.lastHours(speech, { hours: span.hours, place });
    case 'last_days':
      return progress.lastDays(speech, { days: span.days, place });
    case 'since':
      return progress.since(speech, { start: (span.isWholeDay ? day : moment)(span.start), place });
    case 'days':
      if (span.isOne) return progress.oneDay(speech, { day: day(span.first), place });
      return progress.between(speech, { start: day(span.first), end: day(span.last), place });
    case 'between':
      return progress.between(speech, { start: moment(span.start), end: moment(span.end), place });
  }
}

const READING = ':hourglass_flowing_sand:';

/** Whether a message's text is that of a placeholder, in whose place a recap is still to come. */
export function isReadingText(text: string): boolean {
  return text.startsWith(READING);
}

/** The message that stands where the recap will be. `found` is the number of messages where it is known. */
export function readingMessage({
  what,
  found,
  speech,
}: {
  what: string;
  found: number | null;
  speech: Speech;
}): OutgoingMessage {
  const { reading, readingMessages } = speech.words.progress;
  const says = found === null ? reading(speech, { what }) : readingMessages(speech, { count: found, what });
  return plain(`${READING} ${says}`);
}

/** The same later on: where the recap is by now, with a button to cancel it. */
export function progressMessage({ step, what, conversationId, speech }: RecapOnItsWay): OutgoingMessage {
  return withCancel(plain(`${READING} ${sayStep(step, what, speech)}`), conversationId, speech);
}

export interface RecapOnItsWay {
  step: ProgressStep;
  what: string;
  conversationId: string;
  speech: Speech;
}

function sayStep(step: ProgressStep, what: string, speech: Speech): string {
  const { readingMessages, asking, askingPart, joining } = speech.words.progress;
  switch (step.kind) {
    case 'reading':
      return readingMessages(speech, { count: step.found, what });
    case 'asking':
      return asking(speech, { count: step.messages });
    case 'asking_part':
      return askingPart(speech, { count: step.messages, part: step.part, of: step.of });
    case 'joining':
      return joining(speech, { of: step.of });
  }
}

/** A placeholder with a button that cancels its recap. */
export function withCancel(
  message: OutgoingMessage,
  conversationId: string,
  speech: Speech,
): OutgoingMessage {
  const label = speech.words.progress.cancel;
  const cancel: Button = {
    type: 'button',
    action_id: ACTION_CANCEL,
    text: { type: 'plain_text', text: label },
    value: conversationId,
  };
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements: [cancel] }] };
}

/** The same while the queue cannot be reached. */
export function queuedMessage({ what, speech }: { what: string; speech: Speech }): OutgoingMessage {
  return plain(`:inbox_tray: ${speech.words.progress.queued(speech, { what })}`);
}

/** Told to the person who asked in private: where the recap will appear. */
export function privateNotice({
  what,
  placeholderUrl,
  speech,
}: {
  what: string;
  placeholderUrl: string;
  speech: Speech;
}): OutgoingMessage {
  return plain(speech.words.progress.private(speech, { what, link: linkTo(placeholderUrl) }));
}

/** Told to the person who asked for a recap of what has one; of all of it once more where it `isReread`. */
export function followUpNotice({
  recapUrl,
  source = 'thread',
  isReread = false,
  speech,
}: AboutRecap & { source?: Source['kind']; isReread?: boolean }): OutgoingMessage {
  const { following, followingElsewhere, rereading } = speech.words.progress;
  const inThread = source === 'thread' ? following : followingElsewhere;
  return plain((isReread ? rereading : inThread)(speech, { link: linkTo(recapUrl) }));
}

/** Told when that recap has been brought up to date. */
export function updatedNotice({
  recapUrl,
  changes,
  speech,
}: AboutRecap & { changes: RecapChanges }): OutgoingMessage {
  const { updated, updatedWithoutChange } = speech.words.progress;
  const link = linkTo(recapUrl);
  const counts = countChanges(changes);
  const hasChanged = Object.values(counts).some((count) => count > 0);
  return plain(
    hasChanged ? updated(speech, { link, changes: counts }) : updatedWithoutChange(speech, { link }),
  );
}

/** Told when nothing was said, edited or deleted since. */
export function unchangedNotice({ recapUrl, speech }: AboutRecap): OutgoingMessage {
  return plain(speech.words.progress.unchanged(speech, { link: linkTo(recapUrl) }));
}

interface AboutRecap {
  recapUrl: string;
  speech: Speech;
}

/** A channel as mrkdwn, or “our direct messages” where it is those. */
export function channelMention({ id }: { id: string }, speech: Speech): string {
  return id.startsWith('D') ? speech.words.progress.thisConversation : `<#${escapeMrkdwn(id)}>`;
}

function linkTo(url: string): (label: string) => string {
  return (label) => mrkdwnLink(url, label);
}

/** A message of one paragraph; `text` is mrkdwn. */
export function plain(text: string): OutgoingMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] };
}
