import { RECALL_ITSELF } from '../../domain/erasure.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { oneByOne } from './one-by-one.ts';
import { type ChannelKey, purgeChannel } from './purge-channel.ts';

/** Workspaces of the organization of one, that one included: `$` is its id. In a Grid organization they may have a channel together. */
const inSameOrganization = (workspaceId: string): Prisma.Sql => Prisma.sql`
  w."organizationId" = (SELECT "organizationId" FROM "Workspace" WHERE id = ${workspaceId})`;

/** Where anything is kept about a channel. */
const knows = (channelId: string): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT 1 FROM "Channel" AS c WHERE c."workspaceId" = w.id AND c.id = ${channelId})
  OR EXISTS (SELECT 1 FROM "ChannelMembers" AS m WHERE m."workspaceId" = w.id AND m."channelId" = ${channelId})
  OR EXISTS (
    SELECT 1 FROM "Digest" AS d
    WHERE d."workspaceId" = w.id AND (${channelId} = ANY(d."channelIds") OR d."postTo" = ${channelId})
  )
  OR EXISTS (
    SELECT 1 FROM "Delivery" AS p JOIN "Conversation" AS v ON v.id = p."conversationId"
    WHERE p."channelId" = ${channelId} AND v."workspaceId" = w.id
  )
)`;

/** @returns the workspaces of the same organization that anything is kept in about the channel */
export async function workspacesKnowing(db: Db, { workspaceId, channelId }: ChannelKey): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM "Workspace" AS w
    WHERE ${inSameOrganization(workspaceId)} AND ${knows(channelId)} ORDER BY w.id`;
  return rows.map(({ id }) => id);
}

/**
 * Writes down that Slack deleted a channel, in every workspace of the organization that anything is kept in about it; `purgeGoneChannels`
 * does the rest, however late. Safe twice. @returns those workspaces
 */
export async function noteGoneChannel(
  db: Db,
  { workspaceId, channelId }: ChannelKey,
  now: Date,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ workspaceId: string }[]>`
    INSERT INTO "Channel" AS c ("workspaceId", id, name, "goneAt")
    SELECT w.id, ${channelId}, '', ${now}::timestamptz FROM "Workspace" AS w
    WHERE ${inSameOrganization(workspaceId)} AND ${knows(channelId)} ORDER BY w.id
    ON CONFLICT ("workspaceId", id) DO UPDATE SET "goneAt" = coalesce(c."goneAt", EXCLUDED."goneAt")
    RETURNING c."workspaceId"`;
  return rows.map((row) => row.workspaceId);
}

/**
 * Deletes all about the channels that Slack deleted, where that is still to be done.
 * @returns how many conversations
 * @throws what the first of them failed with, once all were tried
 */
export async function purgeGoneChannels(
  db: Db,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<number> {
  const gone = await db.channel.findMany({
    where: { goneAt: { not: null } },
    select: { workspaceId: true, id: true },
    orderBy: { goneAt: 'asc' },
  });
  let purged = 0;
  await oneByOne(gone, signal, async ({ workspaceId, id: channelId }) => {
    purged += await purgeChannel(db, { workspaceId, channelId }, { actor: RECALL_ITSELF, now, signal });
  });
  return purged;
}
