import type { z } from 'zod';
import type { DigestsPage, digestsQuery } from '../../domain/admin/digests.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { isPublic, nameChannels } from './channel-names.ts';
import { createCursors, newestKey } from './cursor.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

type Query = z.output<typeof digestsQuery>;
type Row = DigestsPage['rows'][number];
interface Fields extends Omit<Row, 'nextDueAt' | 'lastPostedAt' | 'channels' | 'postToName'> {
  createdAt: Date;
  nextDueAt: Date;
  lastPostedAt: Date | null;
}

const cursors = createCursors('digests', newestKey);

/** Digests, those that were made last first. */
export async function digests(db: Db, scope: AdminScope, query: Query): Promise<DigestsPage> {
  const after = cursors.read(query.cursor);
  const where = [
    Prisma.sql`one."workspaceId" IN (${workspacesIn(scope, query.workspace)})`,
    Prisma.sql`one."removedAt" IS NULL`,
  ];
  if (query.channel !== undefined) where.push(Prisma.sql`${query.channel} = ANY(one."channelIds")`);
  if (query.state !== undefined) where.push(Prisma.sql`one."state" = ${query.state}::"digest_state"`);
  if (after)
    where.push(Prisma.sql`(one."createdAt", one."id") < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await db.$queryRaw<Fields[]>`
    SELECT d."id", d."workspaceId", w."name" AS "workspaceName", d."channelIds", d."postTo", d."isPersonal", d."cron", d."timeZone",
      d."covers"::text, d."author", d."state"::text, d."pausedFor", d."nextDueAt", d."failures", d."createdAt",
      (SELECT period."settledAt" FROM "DigestPeriod" AS period
        WHERE period."digestId" = d."id" AND period."settledAt" IS NOT NULL AND period."messages" <> '[]'
        ORDER BY period."settledAt" DESC LIMIT 1) AS "lastPostedAt"
    FROM (
      SELECT * FROM "Digest" AS one WHERE ${Prisma.join(where, ' AND ')}
      ORDER BY one."createdAt" DESC, one."id" DESC LIMIT ${query.limit + 1}
    ) AS d JOIN "Workspace" AS w ON w."id" = d."workspaceId"
    ORDER BY d."createdAt" DESC, d."id" DESC`;
  const page = cursors.page(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  const names = await namesOf(db, scope, page.rows);
  return { rows: page.rows.map((row) => toRow(row, names)), next: page.next };
}

/** The names that the viewer may know of channels that digests cover or are posted in, by workspace and channel. */
async function namesOf(
  db: Db,
  scope: AdminScope,
  rows: readonly Pick<Row, 'workspaceId' | 'channelIds' | 'postTo'>[],
): Promise<ReadonlyMap<string, string | null>> {
  const asked = rows.flatMap(({ workspaceId, channelIds, postTo }) =>
    [...channelIds, ...(postTo === null ? [] : [postTo])].map((id) => ({ workspaceId, id })),
  );
  const found = await db.$queryRaw<
    { workspaceId: string; channelId: string; channelName: string; isPublic: boolean }[]
  >`
    SELECT one."workspaceId", one."id" AS "channelId", one."name" AS "channelName", ${isPublic(Prisma.sql`one`)} AS "isPublic"
    FROM unnest(${asked.map((one) => one.workspaceId)}::text[], ${asked.map((one) => one.id)}::text[]) AS asked("workspaceId", "id")
    JOIN "Channel" AS one ON one."workspaceId" = asked."workspaceId" AND one."id" = asked."id"`;
  const named = await nameChannels(scope, found);
  return new Map(
    named.map(({ workspaceId, channelId, channelName }) => [keyOf(workspaceId, channelId), channelName]),
  );
}

function keyOf(workspaceId: string, channelId: string): string {
  return `${workspaceId} ${channelId}`;
}

function toRow(
  { createdAt: _, nextDueAt, lastPostedAt, ...row }: Fields,
  names: ReadonlyMap<string, string | null>,
): Row {
  const nameOf = (id: string) => names.get(keyOf(row.workspaceId, id)) ?? null;
  return {
    ...row,
    channels: row.channelIds.map((id) => ({ id, name: nameOf(id) })),
    postToName: row.postTo === null ? null : nameOf(row.postTo),
    nextDueAt: row.state === 'active' ? nextDueAt.toISOString() : null,
    lastPostedAt: lastPostedAt?.toISOString() ?? null,
  };
}
