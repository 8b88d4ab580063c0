import type { ActionsBlock, Button, KnownBlock, PlainTextOption } from '@slack/types';
import type { RecapLength } from '../../../domain/conversation.ts';
import {
  ACTION_RECAP_DOWN,
  ACTION_RECAP_KEEP,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_SHARE_TO,
  ACTION_RECAP_UP,
  ACTION_RECAP_UPDATE,
} from '../../ids.ts';
import type { Speech } from '../speech.ts';

/** What can be done with a recap. */
export interface RecapControls {
  conversationId: string;
  length: RecapLength;
  /** False for notes, which stay as they are. */
  canUpdate: boolean;
  /** Where a private recap may be shared to: where it was read, or a channel to be chosen; null where that is settled. */
  share: 'here' | 'choose' | null;
}

/** What the menu offers; each is the start of an option's value. */
export const RECAP_CHOICES = ['more', 'less', 'up', 'down', 'delete'] as const;
export type RecapChoice = (typeof RECAP_CHOICES)[number];

/** How much all labels and sentences of this file take of a message's block budget, in characters, in any language. */
export const CONTROLS_RESERVE = 500;

/** One row: what is done most often as buttons, the rest in a menu. */
export function controlsBlock(controls: RecapControls, speech: Speech): ActionsBlock {
  const { conversationId: value, canUpdate, share } = controls;
  const { result } = speech.words;
  const update = canUpdate ? [button(ACTION_RECAP_UPDATE, result.update, value)] : [];
  const rate = [button(ACTION_RECAP_UP, '👍', value), button(ACTION_RECAP_DOWN, '👎', value)];
  const settle = [...shareButtons(controls, speech), button(ACTION_RECAP_KEEP, result.keep, value)];
  const options = menuOf(controls, share === null ? ['more', 'less', 'delete'] : RECAP_CHOICES, speech);
  return {
    type: 'actions',
    elements: [
      ...(share === null ? [...update, ...rate] : [...settle, ...update]),
      { type: 'overflow', action_id: ACTION_RECAP_MENU, options },
    ],
  };
}

/** How much of the recap is gone with its messages, with a button to read them again where that makes sense. */
export function struckBlock(count: number, controls: RecapControls | undefined, speech: Speech): KnownBlock {
  const { result } = speech.words;
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: result.struck(speech, { count }), verbatim: true },
    ...(controls?.canUpdate
      ? { accessory: button(ACTION_RECAP_UPDATE, result.update, controls.conversationId) }
      : {}),
  };
}

/** What an option of the menu stands for; null for what the menu does not offer. */
export function readRecapChoice(value: string): { choice: RecapChoice; conversationId: string } | null {
  const [name, conversationId = ''] = value.split(':');
  const choice = RECAP_CHOICES.find((one) => one === name);
  return choice ? { choice, conversationId } : null;
}

function shareButtons(
  { conversationId: value, share }: RecapControls,
  { words: { result } }: Speech,
): Button[] {
  if (share === 'here') return [button(ACTION_RECAP_SHARE, result.shareHere, value)];
  return share === 'choose' ? [button(ACTION_RECAP_SHARE_TO, result.shareTo, value)] : [];
}

function menuOf(
  { conversationId, length }: RecapControls,
  choices: readonly RecapChoice[],
  { words: { result } }: Speech,
): PlainTextOption[] {
  const labels: Record<RecapChoice, string> = {
    more: result.more,
    less: result.less,
    up: result.good,
    down: result.bad,
    delete: result.remove,
  };
  const pointless: Record<RecapLength, RecapChoice | null> = {
    brief: 'less',
    standard: null,
    detailed: 'more',
  };
  return choices
    .filter((choice) => choice !== pointless[length])
    .map((choice) => ({
      text: { type: 'plain_text', text: labels[choice] },
      value: `${choice}:${conversationId}`,
    }));
}

function button(action_id: string, label: string, value: string): Button {
  return { type: 'button', action_id, text: { type: 'plain_text', text: label }, value };
}
