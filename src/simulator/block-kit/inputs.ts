import { z } from 'zod';
import { confirm, id, plainText } from './composition.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

const focus = { focus_on_load: z.boolean().optional() };
const placeholder = plainText(LIMITS.placeholder).optional();
const picker = { action_id: id.optional(), confirm: confirm.optional(), ...focus };

export const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  ...picker,
  placeholder,
  initial_date: z.iso.date().optional(),
});
export const timePicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picker,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});
export const dateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...picker,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const dispatchActionConfig = z
  .strictObject({
    trigger_actions_on: z
      .array(z.enum(['on_enter_pressed', 'on_character_entered']))
      .min(1)
      .max(2)
      .optional(),
  })
  .optional();
const field = {
  action_id: id.optional(),
  placeholder,
  ...focus,
  dispatch_action_config: dispatchActionConfig,
};

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...field,
    initial_value: z.string().max(LIMITS.inputText).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(LIMITS.inputText).optional(),
    max_length: z.number().int().min(1).max(LIMITS.inputText).optional(),
  })
  .refine(
    ({ initial_value, max_length }) => (initial_value?.length ?? 0) <= (max_length ?? LIMITS.inputText),
    { error: 'initial_value must not be longer than max_length' },
  );
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...field,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...field,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...field,
  initial_value: z.string().optional(),
});
const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...field,
  initial_value: richText.optional(),
});

export const fields = [plainTextInput, numberInput, emailInput, urlInput, richTextInput] as const;
