import { z } from 'zod';
import { filterText } from '../../../core/domain/admin/paging.ts';

/** A figure as a form or a program gives it: nothing else is made one, such as `true` or blanks. */
const figure = z.union([z.number(), z.string().trim().min(1)]);
const empty = z.union([z.null(), z.literal('')]).transform(() => null);

/** Days; empty or null for what applies to all. */
export const daysField = z
  .union([empty, figure.pipe(z.coerce.number<string | number>().int().min(0).max(36_500))])
  .describe('Days; 0 keeps for ever, null or empty is as set for all');

/** US dollars; empty or null for what applies to all. */
export const usdField = z
  .union([empty, figure.pipe(z.coerce.number<string | number>().min(0).max(1_000_000))])
  .describe('US dollars; 0 is no limit, null or empty is as set for all');

/** Whether to do what takes something away for good; without it, how much is told first. */
export const sureField = z
  .union([z.boolean(), z.literal('yes').transform(() => true)])
  .optional()
  .describe(
    'Whether to do it although conversations are deleted by it; without it the answer is 409 and `goes`, their number',
  );

/** Slack's id of a person. */
export const personField = z
  .string()
  .trim()
  .regex(/^[UW][A-Z0-9]{1,20}$/, 'Slack’s id of a person, such as U024BE7LH');

/** Slack's id of a workspace. */
export const workspaceField = filterText(40).trim().min(1).describe('Slack id of the workspace');
