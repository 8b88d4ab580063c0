import { z } from 'zod';
import { CHANNEL_MODES } from '../channel.ts';
import { count, filterText, instant, listQuery, pageOf } from './paging.ts';

export const channelsQuery = listQuery.extend({
  search: filterText(100).optional().describe('Part of the name of a public channel, or the id of any'),
  mode: z.enum(CHANNEL_MODES).optional(),
  channel: filterText(40).optional().describe('Slack id'),
});

export const channelRow = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  id: z.string(),
  /** Null for a private channel whose name the viewer may not know, and for direct messages. */
  name: z.string().nullable(),
  isPrivate: z.boolean().nullable().describe('Null where Recall does not know'),
  mode: z.enum(CHANNEL_MODES),
  language: z.string().nullable(),
  /** Days; null: the workspace's. */
  retentionDays: count.nullable(),
  digests: count,
  recaps: count,
  lastRecapAt: instant.nullable(),
  messagesRead: count,
});
export const channelsPage = pageOf(channelRow);
export type ChannelsPage = z.infer<typeof channelsPage>;
