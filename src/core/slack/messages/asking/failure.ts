import type { ActionsBlockElement, Button, ContextBlock } from '@slack/types';
import type { ErrorCode } from '../../../domain/errors.ts';
import type { OutgoingMessage } from '../../client.ts';
import { ACTION_EXPLAIN_INVITE, ACTION_RETRY } from '../../ids.ts';
import type { Speech } from '../speech.ts';
import { channelMention, plain } from './progress.ts';

/** The errors after which another try, of the very same, can help. */
const WORTH_RETRYING: ReadonlySet<ErrorCode> = new Set([
  'not_in_channel',
  'left_channel',
  'slack_rate_limited',
  'slack_unavailable',
  'slack_refused',
  'slack_refused_blocks',
  'engine_unavailable',
  'engine_throttled',
  'engine_denied',
  'engine_misconfigured',
  'engine_bad_answer',
  'timed_out',
  'cancelled',
  'worker_died',
  'internal',
]);

export interface Refusal {
  code: ErrorCode;
  /** What was asked for; null where that is no channel. */
  channelId: string | null;
  speech: Speech;
}

/** The sentence for an error that ended before there was anything to try again. */
export function refusalMessage(refusal: Refusal): OutgoingMessage {
  return withButtons(plain(sentenceFor(refusal)), explainInvite(refusal));
}

/**
 * What takes the placeholder's place when a conversation has failed, with a button to try again where that can help. `about` is what was
 * to be read, as mrkdwn; null where it stands under that.
 */
export function failureMessage({
  conversationId,
  about = null,
  ...refusal
}: Refusal & { conversationId: string; about?: string | null }): OutgoingMessage {
  const message = withButtons(plain(`:warning: ${sentenceFor(refusal)}`), [
    ...retryButtons({ ...refusal, conversationId }),
    ...explainInvite(refusal),
  ]);
  if (about === null) return message;
  const context: ContextBlock = {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: about, verbatim: true }],
  };
  return { ...message, blocks: [context, ...message.blocks] };
}

/** A button to try a conversation again; none where that cannot help. */
export function retryButtons({ conversationId, ...refusal }: Refusal & { conversationId: string }): Button[] {
  const label = refusal.speech.words.failures.tryAgain;
  return isWorthRetrying(refusal) ? [button({ id: ACTION_RETRY, label, value: conversationId })] : [];
}

/** How a person adds Recall to a channel. */
export function inviteExplanation({
  channelId,
  speech,
}: {
  channelId: string;
  speech: Speech;
}): OutgoingMessage {
  const place = channelMention({ id: channelId }, speech);
  return plain(speech.words.failures.invitation(speech, { place }));
}

function sentenceFor({ code, channelId, speech }: Refusal): string {
  const { says, notInDirectMessage } = speech.words.failures;
  return code === 'not_in_channel' && isDirectMessage(channelId) ? notInDirectMessage : says[code];
}

function explainInvite({ code, channelId, speech }: Refusal): Button[] {
  if (code !== 'not_in_channel' || channelId === null || isDirectMessage(channelId)) return [];
  return [button({ id: ACTION_EXPLAIN_INVITE, label: speech.words.failures.howToAddMe, value: channelId })];
}

function isWorthRetrying({ code, channelId }: Refusal): boolean {
  return WORTH_RETRYING.has(code) && !(code === 'not_in_channel' && isDirectMessage(channelId));
}

function isDirectMessage(channelId: string | null): boolean {
  return channelId?.startsWith('D') === true;
}

function button({ id, label, value }: { id: string; label: string; value: string }): Button {
  return { type: 'button', action_id: id, text: { type: 'plain_text', text: label }, value };
}

function withButtons(message: OutgoingMessage, elements: ActionsBlockElement[]): OutgoingMessage {
  if (elements.length === 0) return message;
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements }] };
}
