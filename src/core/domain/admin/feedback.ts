import { z } from 'zod';
import { count, instant, listQuery, pageOf } from './paging.ts';

export const feedbackQuery = listQuery.extend({ verdict: z.enum(['up', 'down']).optional() });

export const feedbackAnswer = z.object({
  totals: z.object({ up: count, down: count, byFault: z.record(z.string(), count) }),
  page: pageOf(
    z.object({
      conversationId: z.uuid(),
      workspaceId: z.string(),
      userId: z.string(),
      verdict: z.enum(['up', 'down']),
      fault: z.string().nullable(),
      /** What the person wrote to the makers of Recall; null where they wrote nothing, the recap is private, or of a channel that the viewer cannot read. */
      words: z.string().nullable(),
      model: z.string().nullable(),
      givenAt: instant,
    }),
  ),
});
export type FeedbackAnswer = z.infer<typeof feedbackAnswer>;
