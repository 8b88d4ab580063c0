import type { InputBlock, ModalView, PlainTextInput, PlainTextOption } from '@slack/types';
import { languageOptions } from '../languages.ts';
import type { Speech } from '../speech.ts';

/** Stands for no language in particular, where a BCP 47 tag would stand. */
export const ANY_LANGUAGE = 'any';

export interface Choice {
  value: string;
  name: string;
}

/** The frame of a modal; titles and buttons have 24 characters at most. */
export function modalFrame({ title, close, submit }: { title: string; close: string; submit?: string }) {
  return {
    type: 'modal',
    title: plainText(title),
    close: plainText(close),
    ...(submit === undefined ? {} : { submit: plainText(submit) }),
  } as const satisfies Partial<ModalView>;
}

/** A field of which one choice is picked, by the same id for the block and its element. */
export function pickField(
  id: string,
  field: { label: string; choices: readonly Choice[]; chosen: string; isMenu?: boolean },
): InputBlock {
  const options = field.choices.map(toOption);
  const initial = options.find(({ value }) => value === field.chosen);
  const type = field.isMenu ? 'static_select' : 'radio_buttons';
  return {
    type: 'input',
    block_id: id,
    label: plainText(field.label),
    element: { type, action_id: id, options, ...(initial ? { initial_option: initial } : {}) },
  };
}

export function dayField(id: string, label: string, day: string | null = null): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plainText(label),
    element: { type: 'datepicker', action_id: id, ...(day === null ? {} : { initial_date: day }) },
  };
}

export interface TextField {
  label: string;
  maxLength: number;
  isOptional?: boolean;
  isLong?: boolean;
  /** Whether what is typed is told while it is typed; else at Enter. */
  isFollowed?: boolean;
  placeholder?: string;
  hint?: string;
  value?: string | null;
}

export function textField(id: string, field: TextField): InputBlock {
  const {
    label,
    maxLength,
    isOptional = true,
    isLong = false,
    isFollowed = false,
    placeholder,
    hint,
    value,
  } = field;
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: id,
    max_length: maxLength,
    ...(isLong ? { multiline: true } : {}),
    ...(placeholder === undefined ? {} : { placeholder: plainText(placeholder) }),
    ...(isFollowed ? { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } } : {}),
    ...(value ? { initial_value: value } : {}),
  };
  return {
    type: 'input',
    block_id: id,
    ...(isOptional ? { optional: true } : {}),
    label: plainText(label),
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element,
  };
}

/** A menu of languages, with `any` for none in particular. */
export function languageField(
  id: string,
  { label, any, chosen, speech }: { label: string; any: string; chosen: string | null; speech: Speech },
): InputBlock {
  const languages = languageOptions(speech, chosen).map(({ tag, name }) => ({ value: tag, name }));
  const choices = [{ value: ANY_LANGUAGE, name: any }, ...languages];
  return pickField(id, { label, choices, chosen: chosen ?? ANY_LANGUAGE, isMenu: true });
}

function toOption({ value, name }: Choice): PlainTextOption {
  return { value, text: plainText(name) };
}

function plainText(text: string) {
  return { type: 'plain_text', text } as const;
}
