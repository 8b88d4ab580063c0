import { z } from 'zod';
import { calendarDate, count, daysQuery, usd } from './paging.ts';

export const TRIGGERS = ['shortcut', 'command', 'mention', 'reaction', 'schedule'] as const;
export const STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

export const overviewQuery = daysQuery;

/** What Recall did in a stretch of days, in figures; no names, no texts. */
export const overview = z.object({
  days: z.array(
    z.object({
      day: calendarDate,
      /** Recaps made, by what they were asked by. */
      byTrigger: z.record(z.enum(TRIGGERS), count),
      failed: count,
      costUsd: usd,
    }),
  ),
  asked: count,
  done: count,
  failed: count,
  cancelled: count,
  /** From request to post, in milliseconds, of recaps that people asked for; null where there was none. */
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** The same for each day, for the chart. */
  durations: z.array(
    z.object({ day: calendarDate, medianMs: z.number().nullable(), p95Ms: z.number().nullable() }),
  ),
  tokens: z.object({ input: count, output: count }),
  costUsd: usd,
  /** Of this month, over all workspaces that it covers. */
  budget: z.object({
    spentUsd: usd,
    monthlyUsd: usd.nullable().describe('US dollars, of those that have a limit; null where none has'),
    unlimited: count.describe('How many workspaces have no limit'),
  }),
  /** People who asked for a recap that was made; figures of a day are of what was asked on it. */
  peopleHelped: count,
  openActionItems: count,
  /** What failed recaps ended in, the most frequent first. */
  failures: z.array(z.object({ errorCode: z.string(), count })),
});
export type Overview = z.infer<typeof overview>;
