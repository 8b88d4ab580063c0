import { type Db, inTransaction, type Tx } from '../db.ts';
import { workspacesKnowing } from './gone-channels.ts';

export interface ChannelRename {
  workspaceId: string;
  from: string;
  to: string;
}

/**
 * Slack calls a channel by another id from now on, as when it is shared with another organization: all that is kept about it goes over,
 * all or nothing, in each workspace of the organization that has it; who is in it is asked anew. Safe twice.
 * @returns whether anything was kept under the old id
 */
export async function renameChannel(db: Db, { workspaceId, from, to }: ChannelRename): Promise<boolean> {
  if (from === to) return false;
  let wasKept = false;
  for (const id of await workspacesKnowing(db, { workspaceId, channelId: from })) {
    wasKept = (await renameIn(db, { workspaceId: id, from, to })) || wasKept;
  }
  return wasKept;
}

async function renameIn(db: Db, rename: ChannelRename): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const hadRow = await moveRow(tx, rename);
    await moveRecaps(tx, rename);
    await moveFigures(tx, rename);
    const digests = await moveDigests(tx, rename);
    const { workspaceId, from } = rename;
    await tx.channelMembers.deleteMany({ where: { workspaceId, channelId: from } });
    return hadRow || digests > 0;
  });
}

/** Conversations go with the row. Where the new id is known already, what was set for the old one holds. */
async function moveRow(tx: Tx, { workspaceId, from, to }: ChannelRename): Promise<boolean> {
  await tx.$queryRaw`
    SELECT 1 FROM "Channel" WHERE "workspaceId" = ${workspaceId} AND id IN (${from}, ${to}) ORDER BY id FOR UPDATE`;
  const old = await tx.channel.findUnique({ where: { workspaceId_id: { workspaceId, id: from } } });
  if (!old) return false;
  const { id: _, ...settings } = old;
  await tx.channel.upsert({
    where: { workspaceId_id: { workspaceId, id: to } },
    create: { ...settings, id: to },
    update: settings,
  });
  await tx.conversation.updateMany({ where: { workspaceId, channelId: from }, data: { channelId: to } });
  await tx.channel.delete({ where: { workspaceId_id: { workspaceId, id: from } } });
  return true;
}

async function moveRecaps(tx: Tx, { workspaceId, from, to }: ChannelRename): Promise<void> {
  const where = { workspaceId, channelId: from };
  const data = { channelId: to };
  await tx.citation.updateMany({ where, data });
  await tx.searchEntry.updateMany({ where, data });
  await tx.actionItem.updateMany({ where, data });
  await tx.decision.updateMany({ where, data });
  await tx.delivery.updateMany({ where: { channelId: from, conversation: { workspaceId } }, data });
  await tx.conversation.updateMany({ where: { workspaceId, sharedTo: from }, data: { sharedTo: to } });
}

async function moveFigures(tx: Tx, { workspaceId, from, to }: ChannelRename): Promise<void> {
  await tx.engineCall.updateMany({ where: { workspaceId, channelId: from }, data: { channelId: to } });
  await tx.$executeRaw`
    INSERT INTO "ChannelFigures" AS f ("workspaceId", month, "channelId", calls, "inputTokens", "outputTokens",
      "cacheReadTokens", "cacheWriteTokens", "costUsd", unpriced)
    SELECT "workspaceId", month, ${to}, calls, "inputTokens", "outputTokens",
      "cacheReadTokens", "cacheWriteTokens", "costUsd", unpriced
    FROM "ChannelFigures" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${from}
    ON CONFLICT ("workspaceId", month, "channelId") DO UPDATE SET calls = f.calls + EXCLUDED.calls,
      "inputTokens" = f."inputTokens" + EXCLUDED."inputTokens",
      "outputTokens" = f."outputTokens" + EXCLUDED."outputTokens",
      "cacheReadTokens" = f."cacheReadTokens" + EXCLUDED."cacheReadTokens",
      "cacheWriteTokens" = f."cacheWriteTokens" + EXCLUDED."cacheWriteTokens",
      "costUsd" = f."costUsd" + EXCLUDED."costUsd", unpriced = f.unpriced + EXCLUDED.unpriced`;
  await tx.channelFigures.deleteMany({ where: { workspaceId, channelId: from } });
  // A trigger has counted them over; what is left of the old one is nothing.
  await tx.channelQuarterFigures.deleteMany({ where: { workspaceId, channelId: from } });
}

/** @returns how many digests cover it, or are posted in it */
async function moveDigests(tx: Tx, { workspaceId, from, to }: ChannelRename): Promise<number> {
  const covering = await tx.$executeRaw`
    UPDATE "Digest" SET "channelIds" = CASE WHEN ${to} = ANY("channelIds")
      THEN array_remove("channelIds", ${from}) ELSE array_replace("channelIds", ${from}, ${to}) END
    WHERE "workspaceId" = ${workspaceId} AND ${from} = ANY("channelIds")`;
  const posting = await tx.digest.updateMany({ where: { workspaceId, postTo: from }, data: { postTo: to } });
  await tx.digest.updateMany({ where: { workspaceId, pausedIn: from }, data: { pausedIn: to } });
  await tx.digestPeriod.updateMany({
    where: { postTo: from, digest: { workspaceId } },
    data: { postTo: to },
  });
  await tx.$executeRaw`
    UPDATE "DigestPeriod" AS p SET messages = (
      SELECT jsonb_agg(CASE WHEN m ->> 'channelId' = ${from} THEN jsonb_set(m, '{channelId}', to_jsonb(${to}::text)) ELSE m END ORDER BY n)
      FROM jsonb_array_elements(p.messages) WITH ORDINALITY AS all_of(m, n)
    )
    FROM "Digest" AS d
    WHERE p."digestId" = d.id AND d."workspaceId" = ${workspaceId}
      AND p.messages @> jsonb_build_array(jsonb_build_object('channelId', ${from}::text))`;
  return covering + posting.count;
}
