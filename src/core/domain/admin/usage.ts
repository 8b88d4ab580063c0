import { z } from 'zod';
import { calendarDate, count, daysQuery, usd } from './paging.ts';

export const USAGE_BY = ['model', 'channel', 'day'] as const;
export const usageQuery = daysQuery.extend({ by: z.enum(USAGE_BY).default('model') });

const figures = z.object({
  calls: count,
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  costUsd: usd,
  /** Calls whose model has no known price. */
  unpriced: count,
});

export const usageAnswer = z.object({
  by: z.enum(USAGE_BY),
  /** By channel over more than 31 days, whole months are told, and over more than 100 whole quarters: from then on. */
  from: calendarDate,
  to: calendarDate,
  totals: figures.describe('Of all that was asked in these days, also of what is left out of the rows'),
  rows: z.array(
    figures.extend({
      /** A model, a channel's id (empty where the conversation is deleted) or a day; days come in order, the others by cost. */
      key: z.string(),
      /** What it is called where that differs and the viewer may know it. */
      label: z.string().nullable(),
    }),
  ),
  /** Rows that were left out, beyond the 500 that cost most. */
  more: count,
});
export type UsageAnswer = z.infer<typeof usageAnswer>;
