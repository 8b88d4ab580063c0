import { z } from 'zod';
import {
  anyText,
  confirm,
  id,
  namesOnePicture,
  ONE_PICTURE,
  plainText,
  slackFile,
  url,
} from './composition.ts';
import { datePicker, dateTimePicker, fields, timePicker } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { choices, multiSelects, overflow, singleSelects } from './menus.ts';

const style = z.enum(['primary', 'danger']);
const accessibilityLabel = z.string().min(1).max(LIMITS.buttonText);

const image = z
  .strictObject({
    type: z.literal('image'),
    image_url: z.string().min(1).max(LIMITS.imageUrl).optional(),
    slack_file: slackFile.optional(),
    alt_text: z.string().max(LIMITS.altText),
  })
  .refine(namesOnePicture, ONE_PICTURE);

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id.optional(),
  text: plainText(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue).optional(),
  url: url.optional(),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: accessibilityLabel.optional(),
});

const feedbackButton = z.strictObject({
  text: plainText(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue),
  accessibility_label: accessibilityLabel.optional(),
});
const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: id.optional(),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  action_id: id.optional(),
  icon: z.enum(['trash']),
  text: plainText(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue).optional(),
  confirm: confirm.optional(),
  accessibility_label: accessibilityLabel.optional(),
  visible_to_user_ids: z.array(z.string()).max(10).optional(),
});

export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  ...singleSelects,
  ...choices,
  datePicker,
  timePicker,
  dateTimePicker,
]);

export const accessory = z.discriminatedUnion('type', [
  image,
  button,
  overflow,
  ...singleSelects,
  ...multiSelects,
  ...choices,
  datePicker,
  timePicker,
]);

export const inputElement = z.discriminatedUnion('type', [
  ...fields,
  ...singleSelects,
  ...multiSelects,
  ...choices,
  datePicker,
  timePicker,
  dateTimePicker,
]);

export const contextElement = z.union([image, anyText(LIMITS.text)]);

export const contextActionsElement = z.discriminatedUnion('type', [feedbackButtons, iconButton]);
