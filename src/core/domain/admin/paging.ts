import { z } from 'zod';

/** A moment, as in `2026-11-23T09:00:00.000Z`. */
export const instant = z.iso.datetime().describe('ISO 8601, UTC');
export const calendarDate = z.iso
  .date()
  .refine((day) => day >= '0001', 'there is no year 0')
  .describe('YYYY-MM-DD');
export const count = z.number().int().nonnegative();
/** What a list is narrowed by: text that a database takes. */
export function filterText(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/, 'must not hold a NUL');
}
export const usd = z.number().nonnegative().describe('US dollars');

/** What every list takes: a workspace of the organization, and where the page before it ended. */
export const listQuery = z.object({
  workspace: filterText(40)
    .optional()
    .describe('Id of one workspace of the organization; all of them without it'),
  cursor: z.string().max(2000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Over how many days figures are told. */
export const daysQuery = z.object({
  workspace: listQuery.shape.workspace,
  days: z.coerce.number().int().min(1).max(366).default(30).describe('Today and the days before it, in UTC'),
});

/** A page of rows; `next` is null on the last. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}
