import { z } from 'zod';
import { count, filterText, instant, listQuery, pageOf } from './paging.ts';

export const digestsQuery = listQuery.extend({
  state: z.enum(['active', 'paused']).optional(),
  channel: filterText(40).optional().describe('Slack id of a channel that they cover'),
});

const digestRow = z.object({
  id: z.uuid(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  channelIds: z.array(z.string()),
  /** The same; a name is null where the viewer may not know it. */
  channels: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  /** Null: the direct message with its author. */
  postTo: z.string().nullable(),
  postToName: z.string().nullable(),
  isPersonal: z.boolean(),
  cron: z.string(),
  timeZone: z.string(),
  covers: z.enum(['since_last', 'previous_day', 'previous_week', 'previous_month']),
  author: z.string(),
  state: z.enum(['active', 'paused']),
  /** An error code; null where a person paused it, or it is active. */
  pausedFor: z.string().nullable(),
  nextDueAt: instant.nullable(),
  lastPostedAt: instant.nullable(),
  failures: count,
});
export const digestsPage = pageOf(digestRow);
export type DigestsPage = z.infer<typeof digestsPage>;
