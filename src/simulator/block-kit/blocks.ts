import { z } from 'zod';
import { anyText, id, namesOnePicture, ONE_PICTURE, plainText, slackFile } from './composition.ts';
import {
  accessory,
  actionsElement,
  contextActionsElement,
  contextElement,
  inputElement,
} from './elements.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

const block_id = id.optional();

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(LIMITS.text).optional(),
    fields: z.array(anyText(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });

const header = z.strictObject({ type: z.literal('header'), block_id, text: plainText(LIMITS.header) });
const divider = z.strictObject({ type: z.literal('divider'), block_id });

const image = z
  .strictObject({
    type: z.literal('image'),
    block_id,
    image_url: z.string().min(1).max(LIMITS.imageUrl).optional(),
    slack_file: slackFile.optional(),
    alt_text: z.string().max(LIMITS.altText),
    title: plainText(LIMITS.altText).optional(),
  })
  .refine(namesOnePicture, ONE_PICTURE);

const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z.array(contextElement).min(1).max(LIMITS.contextElements),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z.array(actionsElement).min(1).max(LIMITS.actionsElements),
});

const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id,
  elements: z.array(contextActionsElement).min(1).max(LIMITS.contextActionsElements),
});

const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(LIMITS.inputLabel),
  element: inputElement,
  hint: plainText(LIMITS.inputLabel).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: z.string().min(1).max(LIMITS.markdown),
});

const tableCell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  block_id,
  rows: z.array(z.array(tableCell).min(1).max(LIMITS.tableColumns)).min(1).max(LIMITS.tableRows),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(LIMITS.tableColumns)
    .optional(),
});

const everywhere = [section, header, divider, image, context, actions, input, richText] as const;
const messageBlock = z.discriminatedUnion('type', [...everywhere, markdown, contextActions, table]);
const viewBlock = z.discriminatedUnion('type', [...everywhere]);

/**
 * The blocks of a message. The newer kinds that Recall has no use for (card, carousel, container, data_table, plan,
 * task_card, alert, video, file) are refused as if Slack did not know them.
 */
export const messageBlocks = z.array(messageBlock).max(LIMITS.blocksInMessage);
const viewBlocks = z.array(viewBlock).max(LIMITS.blocksInView);

const viewFields = {
  callback_id: z.string().max(LIMITS.id).optional(),
  external_id: z.string().max(LIMITS.id).optional(),
  private_metadata: z.string().max(LIMITS.privateMetadata).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(LIMITS.viewTitle),
    blocks: viewBlocks.min(1),
    submit: plainText(LIMITS.viewTitle).optional(),
    close: plainText(LIMITS.viewTitle).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...viewFields,
  })
  .refine(({ blocks, submit }) => submit !== undefined || !blocks.some(({ type }) => type === 'input'), {
    error: 'missing required field: submit',
  });

const home = z.strictObject({ type: z.literal('home'), blocks: viewBlocks, ...viewFields });

export const view = z.discriminatedUnion('type', [modal, home]);
