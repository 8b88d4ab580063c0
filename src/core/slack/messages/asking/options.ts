import type { ModalView } from '@slack/types';
import { LONGEST_FOCUS, RECAP_LENGTHS } from '../../../domain/conversation.ts';
import {
  INPUT_FOCUS,
  INPUT_FROM,
  INPUT_LENGTH,
  INPUT_RECAP_LANGUAGE,
  INPUT_TO,
  INPUT_WHERE,
  INPUT_WINDOW,
  VIEW_OPTIONS,
} from '../../ids.ts';
import type { Speech } from '../speech.ts';
import type { Wording } from '../wording/en/index.ts';
import { dayField, languageField, modalFrame, pickField, textField } from './form.ts';
import { channelMention, plain } from './progress.ts';

export const WINDOW_CHOICES = ['since_last', 'today', 'yesterday', 'week', 'custom'] as const;
export type WindowChoice = (typeof WINDOW_CHOICES)[number];

/** What is wrong with the days that were picked. */
export type OptionsProblem = keyof Wording['asking']['options']['problems'];

/** The form for a recap of a channel; `metadata` comes back with it. */
export function optionsView({
  channelId,
  metadata,
  speech,
}: {
  channelId: string;
  metadata: string;
  speech: Speech;
}): ModalView {
  const { options } = speech.words.asking;
  const place = channelMention({ id: channelId }, speech);
  return {
    ...modalFrame(options),
    callback_id: VIEW_OPTIONS,
    private_metadata: metadata,
    blocks: [
      ...plain(options.about(speech, { place })).blocks,
      pickField(INPUT_WINDOW, {
        label: options.window,
        choices: WINDOW_CHOICES.map((value) => ({ value, name: options.windows[value] })),
        chosen: 'since_last',
      }),
      dayField(INPUT_FROM, options.from),
      dayField(INPUT_TO, options.to),
      textField(INPUT_FOCUS, {
        label: options.focus,
        hint: options.focusHint,
        maxLength: LONGEST_FOCUS,
      }),
      pickField(INPUT_LENGTH, {
        label: options.length,
        choices: RECAP_LENGTHS.map((value) => ({ value, name: options.lengths[value] })),
        chosen: 'standard',
        isMenu: true,
      }),
      languageField(INPUT_RECAP_LANGUAGE, {
        label: options.language,
        any: options.channelLanguage,
        chosen: null,
        speech,
      }),
      pickField(INPUT_WHERE, {
        label: options.where,
        choices: (['private', 'channel'] as const).map((value) => ({ value, name: options.wheres[value] })),
        chosen: 'private',
      }),
    ],
  };
}

/** The sentences to show at the fields, by block id. */
export function problemsAt(
  problems: Partial<Record<'from' | 'to', OptionsProblem>>,
  speech: Speech,
): Record<string, string> {
  const says = speech.words.asking.options.problems;
  return {
    ...(problems.from ? { [INPUT_FROM]: says[problems.from] } : {}),
    ...(problems.to ? { [INPUT_TO]: says[problems.to] } : {}),
  };
}
