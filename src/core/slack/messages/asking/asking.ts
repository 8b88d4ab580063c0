import type { Button, KnownBlock } from '@slack/types';
import type { Audience } from '../../../domain/conversation.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_RETRY, ACTION_RUN_NEAREST, COMMAND } from '../../ids.ts';
import { shorten } from '../../limits.ts';
import { escapeMrkdwn, mrkdwnLink, readableText } from '../../mrkdwn.ts';
import type { Speech } from '../speech.ts';
import type { Wording } from '../wording/en/index.ts';
import { channelMention, plain } from './progress.ts';
import { type Span, spanOf } from './window.ts';

/** What says of a form of the command what it does. */
export type FormName = keyof Wording['asking']['forms'];

/** A way to use the command, as it is typed. */
export interface ShownForm {
  id: FormName;
  form: string;
}

const AFTERWARDS: ReadonlySet<FormName> = new Set(['actions', 'decisions', 'find', 'tags', 'waiting']);
const DIGESTS: ReadonlySet<FormName> = new Set(['digest', 'digest_schedule', 'digest_change']);
const SETTINGS: ReadonlySet<FormName> = new Set(['settings', 'optout', 'optin', 'admin', 'help']);
const LONGEST_TYPED = 80;
const NOW_MS = 60_000;

/** Everything that can be asked for. */
export function helpMessage({
  forms,
  speech,
}: {
  forms: readonly ShownForm[];
  speech: Speech;
}): OutgoingMessage {
  const { asking } = speech.words;
  const section = (title: string, isIn: (id: FormName) => boolean) => {
    const lines = forms
      .filter(({ id }) => isIn(id))
      .map(({ id, form }) => `• ${code(form)} ${asking.forms[id]}`);
    return plain([title, ...lines].join('\n')).blocks;
  };
  const blocks: KnownBlock[] = [
    ...section(asking.helpRecaps, (id) => !AFTERWARDS.has(id) && !DIGESTS.has(id) && !SETTINGS.has(id)),
    ...section(asking.helpAfterwards, (id) => AFTERWARDS.has(id)),
    ...section(asking.helpDigests, (id) => DIGESTS.has(id)),
    ...section(asking.helpSettings, (id) => SETTINGS.has(id)),
    ...plain(asking.helpElsewhere(speech, { zone: speech.timeZone })).blocks,
  ];
  return { text: asking.help, blocks };
}

/** What was typed is not understood: the nearest command that is, with a button that runs it. `typed` is as Slack sent it. */
export function unclearMessage({
  typed,
  nearest,
  speech,
}: {
  typed: string;
  nearest: string;
  speech: Speech;
}): OutgoingMessage {
  const { asking } = speech.words;
  const shown = escapeMrkdwn(shorten(readableText(typed, new Map()), LONGEST_TYPED));
  const question = asking.unclear(speech, { typed: shown, command: code(nearest) });
  const message = plain(`${question} ${asking.seeHelp(speech, { command: code(`${COMMAND} help`) })}`);
  return withButton(message, { id: ACTION_RUN_NEAREST, label: asking.runNearest, value: nearest });
}

/** Told where a window of a channel is asked for in the direct message with Recall. */
export function noChannelHereMessage({ speech }: { speech: Speech }): OutgoingMessage {
  const text = speech.words.asking.notInDirectMessage.replaceAll(/`[^`]*`/g, escapeMrkdwn);
  return plain(text);
}

export interface UnderstoodWindow {
  /** `to` is not included. */
  window: { from: Date; to: Date; limit: number | null };
  channel: { id: string };
  requestedAt: Date;
  placeholderUrl: string;
  speech: Speech;
}

/** Told to the person who asked in private for a window: what was understood, and where the recap will appear. */
export function understoodNotice(understood: UnderstoodWindow): OutgoingMessage {
  const { window, channel, requestedAt, placeholderUrl, speech } = understood;
  const { asking } = speech.words;
  const place = channelMention(channel, speech);
  const link = (label: string) => mrkdwnLink(placeholderUrl, label);
  if (window.limit !== null) {
    return plain(asking.understoodLast(speech, { count: window.limit, place, link }));
  }
  const span = spanOf(window, { requestedAt, timeZone: speech.timeZone });
  if (span.kind === 'days' && span.isOne) {
    return plain(asking.understoodDay(speech, { place, day: speech.day(span.first, requestedAt), link }));
  }
  return plain(asking.understood(speech, { place, ...endsOf(understood, span), link }));
}

/** Whole days are told without the time of day. */
function endsOf(
  { window, requestedAt, speech }: UnderstoodWindow,
  span: Span,
): { start: string; end: string } {
  const isFromDay = span.kind === 'days' || (span.kind === 'since' && span.isWholeDay);
  const start = (isFromDay ? speech.day : speech.moment)(window.from, requestedAt);
  if (span.kind === 'days') return { start, end: speech.day(span.last, requestedAt) };
  const endsNow = Math.abs(window.to.getTime() - requestedAt.getTime()) < NOW_MS;
  return { start, end: endsNow ? speech.words.asking.now : speech.moment(window.to, requestedAt) };
}

/** Told to whoever asks for what is being read already. `url` is where the recap will be; null where that is not known yet. */
export function joinedNotice({
  what,
  audience,
  url,
  speech,
}: {
  what: string;
  audience: Audience;
  url: string | null;
  speech: Speech;
}): OutgoingMessage {
  const { joined, whereIn, hereLink } = speech.words.asking;
  const where =
    url === null ? whereIn[audience === 'digest' ? 'channel' : audience] : mrkdwnLink(url, hereLink);
  return plain(joined(speech, { what, where }));
}

/** What takes the placeholder's place when the recap was cancelled. */
export function cancelledMessage({
  conversationId,
  speech,
}: {
  conversationId: string;
  speech: Speech;
}): OutgoingMessage {
  const { asking, failures } = speech.words;
  return withButton(plain(asking.cancelled), {
    id: ACTION_RETRY,
    label: failures.tryAgain,
    value: conversationId,
  });
}

/** Told to whoever cancelled the update of a recap that stands. */
export function cancelledNotice({ speech }: { speech: Speech }): OutgoingMessage {
  return plain(speech.words.asking.cancelledUpdate);
}

export function tooLateNotice({ speech }: { speech: Speech }): OutgoingMessage {
  return plain(speech.words.asking.tooLate);
}

function withButton(
  message: OutgoingMessage,
  { id, label, value }: { id: string; label: string; value: string },
): OutgoingMessage {
  const button: Button = { type: 'button', action_id: id, text: { type: 'plain_text', text: label }, value };
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements: [button] }] };
}

/** Nothing but a backtick ends code. */
function code(text: string): string {
  return `\`${escapeMrkdwn(text.replaceAll('`', "'"))}\``;
}
