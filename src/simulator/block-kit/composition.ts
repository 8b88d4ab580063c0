import { z } from 'zod';
import { LIMITS } from './limits.ts';

export const id = z.string().min(1).max(LIMITS.id);
export const url = z.string().min(1).max(LIMITS.url);

export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

/** A text object of either type. */
export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

export const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitle),
  text: anyText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton),
  deny: plainText(LIMITS.confirmButton),
  style: z.enum(['primary', 'danger']).optional(),
});

/** An option of a select menu, whose text is plain. */
export const option = z.strictObject({
  text: plainText(LIMITS.optionText),
  value: z.string().min(1).max(LIMITS.optionValue),
  description: plainText(LIMITS.optionText).optional(),
});

/** An option of checkboxes and radio buttons, whose text may be mrkdwn. */
export const choice = z.strictObject({
  text: anyText(LIMITS.optionText),
  value: z.string().min(1).max(LIMITS.optionValue),
  description: anyText(LIMITS.optionText).optional(),
});

export const overflowOption = option.extend({ url: url.optional() });

export const slackFile = z.union([
  z.strictObject({ id: z.string().min(1) }),
  z.strictObject({ url: z.string().min(1) }),
]);

/** Refuses a picture that is named by none or by both of its two ways. */
export function namesOnePicture({ image_url, slack_file }: { image_url?: unknown; slack_file?: unknown }) {
  return (image_url === undefined) !== (slack_file === undefined);
}

export const ONE_PICTURE = { error: 'must define either `image_url` or `slack_file`' };
