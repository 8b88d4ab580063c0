import type { Reach } from '../../domain/reach.ts';
import { Prisma } from '../generated/client.ts';

/** Whether what was read is within the reach of a person; `conversation` is the name that the query gives its table. */
export function isWithin(
  { reach, userId }: { reach: Reach; userId: string },
  conversation: Prisma.Sql,
): Prisma.Sql {
  if (reach === 'all') return Prisma.sql`true`;
  return Prisma.sql`(
    (${conversation}."source" = 'note' AND ${conversation}."askedBy" = ${userId})
    OR (${conversation}."source" = 'thread' AND EXISTS (
      SELECT 1 FROM "Conversation" AS own
      WHERE own."workspaceId" = ${conversation}."workspaceId" AND own."channelId" = ${conversation}."channelId"
        AND own."threadTs" = ${conversation}."threadTs" AND own."source" = 'thread'
        AND own."askedBy" = ${userId} AND own."state" = 'done'
    ))
  )`;
}
