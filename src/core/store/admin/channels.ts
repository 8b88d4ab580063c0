import { z } from 'zod';
import type { ChannelsPage, channelsQuery } from '../../domain/admin/channels.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { isPublic, nameChannels, type Unnamed } from './channel-names.ts';
import { createCursors, keyText } from './cursor.ts';
import { contains } from './newest.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

type Query = z.output<typeof channelsQuery>;
type Row = Omit<ChannelsPage['rows'][number], 'id' | 'name' | 'lastRecapAt'>;
type Fields = Row & Unnamed & { sortName: string; lastRecapAt: Date | null; isDirect: boolean };

const cursors = createCursors('channels', z.tuple([keyText, keyText, keyText]));

/**
 * Channels by their names; then those whose names are not public, by their ids: neither their order nor a search gives a name away. Such a
 * one is found by its id.
 */
export async function channels(db: Db, scope: AdminScope, query: Query): Promise<ChannelsPage> {
  const rows = await db.$queryRaw<Fields[]>`
    SELECT key.*, w."name" AS "workspaceName", made."recaps", made."lastRecapAt", made."messagesRead",
      (SELECT count(*)::int FROM "Digest" WHERE "workspaceId" = key."workspaceId" AND key."channelId" = ANY("channelIds") AND "removedAt" IS NULL) AS "digests"
    FROM (${keys(scope, query)}) AS key
    JOIN "Workspace" AS w ON w."id" = key."workspaceId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "recaps", max(recap."createdAt") AS "lastRecapAt",
        coalesce(sum((recap."coverage" ->> 'read')::int), 0)::int AS "messagesRead"
      FROM "Conversation" AS c JOIN "Recap" AS recap ON recap."conversationId" = c."id"
      WHERE c."workspaceId" = key."workspaceId" AND c."channelId" = key."channelId"
    ) AS made
    ORDER BY ${ORDER}`;
  const page = cursors.page(rows, query.limit, (row) => [row.sortName, row.workspaceId, row.channelId]);
  const named = await nameChannels(scope, page.rows);
  return {
    rows: named.map(({ channelId, channelName, sortName: _, mayRead: __, lastRecapAt, ...row }) => ({
      ...row,
      id: channelId,
      name: channelName,
      lastRecapAt: lastRecapAt?.toISOString() ?? null,
    })),
    next: page.next,
  };
}

const PUBLIC = isPublic(Prisma.sql`one`);
const ORDER = Prisma.sql`key."sortName" = '', key."sortName", key."workspaceId", key."channelId"`;

function keys(scope: AdminScope, { workspace, channel, search, mode, cursor, limit }: Query): Prisma.Sql {
  const after = cursors.read(cursor);
  const where = [Prisma.sql`one."workspaceId" IN (${workspacesIn(scope, workspace)})`];
  if (channel !== undefined) where.push(Prisma.sql`one."id" = ${channel}`);
  if (mode !== undefined) where.push(Prisma.sql`one."mode" = ${mode}::"channel_mode"`);
  if (search !== undefined) {
    where.push(
      Prisma.sql`((${PUBLIC} AND ${contains(Prisma.sql`one."name"`, search)}) OR one."id" = ${search})`,
    );
  }
  const from = after
    ? Prisma.sql`WHERE (key."sortName" = '', key."sortName", key."workspaceId", key."channelId")
        > (${after[0]} = '', ${after[0]}, ${after[1]}, ${after[2]})`
    : Prisma.empty;
  return Prisma.sql`
    SELECT * FROM (
      SELECT one."workspaceId", one."id" AS "channelId", one."name" AS "channelName", one."mode"::text, one."language", one."retentionDays", one."isPrivate",
        ${PUBLIC} AS "isPublic",
        CASE WHEN ${PUBLIC} AND one."id" NOT LIKE 'D%' THEN lower(one."name") ELSE '' END AS "sortName"
      FROM "Channel" AS one WHERE ${Prisma.join(where, ' AND ')}
    ) AS key ${from} ORDER BY ${ORDER} LIMIT ${limit + 1}`;
}
