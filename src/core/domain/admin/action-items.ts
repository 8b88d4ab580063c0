import { z } from 'zod';
import { calendarDate, count, filterText, instant, listQuery, pageOf } from './paging.ts';

export const actionItemsQuery = listQuery.extend({
  state: z.enum(['open', 'done', 'dropped']).optional(),
  due: z.enum(['overdue', 'dated', 'undated']).optional().describe('Finds items of public channels'),
  assignee: filterText(40).optional().describe('Slack id; finds items of public channels'),
});

/** What is counted of action items, and where they stand; their words are shown in Slack alone. */
export const actionItemsAnswer = z.object({
  /** Of those that are done or dropped, the ones of the last thirty days. */
  totals: z.object({ open: count, overdue: count, done: count, dropped: count, unassigned: count }),
  page: pageOf(
    z.object({
      id: z.uuid(),
      workspaceId: z.string(),
      workspaceName: z.string(),
      channelId: z.string(),
      channelName: z.string().nullable(),
      conversationId: z.uuid(),
      /** False where the item is of somebody's private recap, or of a channel that the viewer may not read: whose it is and its day are null. */
      isTold: z.boolean(),
      assignee: z.string().nullable(),
      due: calendarDate.nullable(),
      state: z.enum(['open', 'done', 'dropped']),
      createdAt: instant,
      changedAt: instant.nullable(),
    }),
  ),
});
export type ActionItemsAnswer = z.infer<typeof actionItemsAnswer>;
