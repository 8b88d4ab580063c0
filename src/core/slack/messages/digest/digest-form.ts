import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { LONGEST_FOCUS, RECAP_LENGTHS, type RecapLength } from '../../../domain/conversation.ts';
import { PERIOD_KINDS, type PeriodKind } from '../../../domain/digest/period.ts';
import type { Weekday } from '../../../domain/digest/zone.ts';
import {
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_QUIET,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_ZONE,
  INPUT_FOCUS,
  INPUT_LENGTH,
  VIEW_DIGEST,
} from '../../ids.ts';
import { type Refusal, refusalMessage } from '../asking/failure.ts';
import { modalFrame, pickField, textField } from '../asking/form.ts';
import { plain } from '../asking/progress.ts';
import type { Speech } from '../speech.ts';
import type { Wording } from '../wording/en/index.ts';
import { weekdayName } from './digest-outlook.ts';

export const DIGEST_DAYS = ['workdays', 'every_day', 'weekly', 'monthly'] as const;
export const DIGEST_WHERES = ['here', 'other', 'direct'] as const;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];
/** More would be read for minutes, and nobody would read it. */
const MOST_CHANNELS = 10;

/** What stands in the form, finished or not. */
export interface DigestDraft {
  days: (typeof DIGEST_DAYS)[number];
  weekdays: readonly Weekday[];
  /** `HH:MM`; null where it was cleared. */
  time: string | null;
  /** As it was typed. */
  zone: string;
  covers: PeriodKind;
  channelIds: readonly string[];
  where: (typeof DIGEST_WHERES)[number];
  /** The channel that was picked for `other`. */
  otherId: string | null;
  focus: string | null;
  length: RecapLength;
  tellsQuiet: boolean;
}

/** What is wrong with a field, by its name. */
export type DigestProblem = keyof Wording['digests']['form']['problems'];

const LONGEST_ZONE = 60;

/** The form that a digest is set up or changed in; `metadata` comes back with it, `preview` says what will happen, as mrkdwn. */
export function digestView({
  draft,
  hasHere,
  metadata,
  preview,
  speech,
}: {
  draft: DigestDraft;
  /** Whether it was opened in a channel. */
  hasHere: boolean;
  metadata: string;
  preview: string;
  speech: Speech;
}): ModalView {
  const { form } = speech.words.digests;
  return {
    ...modalFrame(form),
    callback_id: VIEW_DIGEST,
    private_metadata: metadata,
    blocks: [
      ...timeFields(draft, speech),
      ...placeFields(draft, hasHere, speech),
      ...wishFields(draft, speech),
      ...plain(form.preview(speech, { what: preview })).blocks,
    ],
  };
}

/** What it shows until it is known what is to be changed. */
export function digestLoadingView({ speech }: { speech: Speech }): ModalView {
  const { form } = speech.words.digests;
  return { ...modalFrame({ title: form.title, close: form.close }), blocks: plain(form.loading).blocks };
}

/** What it shows where there is nothing to be changed; `text` is mrkdwn. */
export function digestRefusedView(text: string, speech: Speech): ModalView {
  const { title } = speech.words.digests.form;
  return { ...modalFrame({ title, close: speech.words.settings.close }), blocks: plain(text).blocks };
}

export function refusedDigestView(refusal: Refusal): ModalView {
  return digestRefusedView(refusalMessage(refusal).text, refusal.speech);
}

function timeFields(draft: DigestDraft, speech: Speech): InputBlock[] {
  const { form } = speech.words.digests;
  const weekdays = WEEKDAYS.map((day) => option(String(day), weekdayName(day, speech)));
  const initial = weekdays.filter(({ value }) => draft.weekdays.some((day) => String(day) === value));
  return [
    dispatching(
      pickField(INPUT_DIGEST_DAYS, {
        label: form.days,
        choices: DIGEST_DAYS.map((value) => ({ value, name: form.dayChoices[value] })),
        chosen: draft.days,
      }),
    ),
    dispatching({
      type: 'input',
      block_id: INPUT_DIGEST_WEEKDAYS,
      optional: true,
      label: plainText(form.weekdays),
      hint: plainText(form.weekdaysHint),
      element: {
        type: 'multi_static_select',
        action_id: INPUT_DIGEST_WEEKDAYS,
        options: weekdays,
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      },
    }),
    dispatching({
      type: 'input',
      block_id: INPUT_DIGEST_TIME,
      label: plainText(form.time),
      element: {
        type: 'timepicker',
        action_id: INPUT_DIGEST_TIME,
        ...(draft.time === null ? {} : { initial_time: draft.time }),
      },
    }),
    dispatching(
      textField(INPUT_DIGEST_ZONE, {
        label: form.zone,
        hint: form.zoneHint,
        maxLength: LONGEST_ZONE,
        isOptional: false,
        isFollowed: true,
        value: draft.zone,
      }),
    ),
    dispatching(
      pickField(INPUT_DIGEST_COVERS, {
        label: form.covers,
        choices: PERIOD_KINDS.map((value) => ({ value, name: form.coverChoices[value] })),
        chosen: draft.covers,
        isMenu: true,
      }),
    ),
  ];
}

function placeFields(draft: DigestDraft, hasHere: boolean, speech: Speech): InputBlock[] {
  const { form } = speech.words.digests;
  const filter: { include: ['public', 'private']; exclude_bot_users: true } = {
    include: ['public', 'private'],
    exclude_bot_users: true,
  };
  return [
    dispatching({
      type: 'input',
      block_id: INPUT_DIGEST_CHANNELS,
      label: plainText(form.channels),
      element: {
        type: 'multi_conversations_select',
        action_id: INPUT_DIGEST_CHANNELS,
        max_selected_items: MOST_CHANNELS,
        filter,
        ...(draft.channelIds.length > 0 ? { initial_conversations: [...draft.channelIds] } : {}),
      },
    }),
    dispatching(
      pickField(INPUT_DIGEST_WHERE, {
        label: form.where,
        choices: DIGEST_WHERES.filter((value) => hasHere || value !== 'here').map((value) => ({
          value,
          name: form.whereChoices[value],
        })),
        chosen: draft.where,
      }),
    ),
    dispatching({
      type: 'input',
      block_id: INPUT_DIGEST_OTHER,
      optional: true,
      label: plainText(form.other),
      element: {
        type: 'conversations_select',
        action_id: INPUT_DIGEST_OTHER,
        filter,
        ...(draft.otherId === null ? {} : { initial_conversation: draft.otherId }),
      },
    }),
  ];
}

function wishFields(draft: DigestDraft, speech: Speech): KnownBlock[] {
  const { form } = speech.words.digests;
  const { lengths } = speech.words.asking.options;
  return [
    textField(INPUT_FOCUS, {
      label: form.focus,
      hint: form.focusHint,
      maxLength: LONGEST_FOCUS,
      value: draft.focus,
    }),
    pickField(INPUT_LENGTH, {
      label: form.length,
      choices: RECAP_LENGTHS.map((value) => ({ value, name: lengths[value] })),
      chosen: draft.length,
      isMenu: true,
    }),
    dispatching(
      pickField(INPUT_DIGEST_QUIET, {
        label: form.quiet,
        choices: (['silent', 'line'] as const).map((value) => ({ value, name: form.quietChoices[value] })),
        chosen: draft.tellsQuiet ? 'line' : 'silent',
      }),
    ),
  ];
}

/** What is picked in it is told at once, so that the preview follows. */
function dispatching(block: InputBlock): InputBlock {
  return { ...block, dispatch_action: true };
}

function option(value: string, name: string) {
  return { value, text: plainText(name) };
}

function plainText(text: string) {
  return { type: 'plain_text', text } as const;
}
