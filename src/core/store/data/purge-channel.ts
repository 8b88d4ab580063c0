import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { createSharing } from '../recaps/sharing.ts';
import { ownKey } from '../scope-owners.ts';
import { retire } from './retire.ts';
import { removeEmptyChannel } from './tombstones.ts';

export interface ChannelKey {
  workspaceId: string;
  channelId: string;
}
export interface Purging {
  /** Who wants it, as the audit log says it. */
  actor: string;
  now: Date;
  signal?: AbortSignal;
}

/** As many as one transaction retires in about a second. */
const BATCH = 200;

/**
 * Deletes all that is kept about a channel that Slack has no more: its conversations with their recaps, who was in it, what was set
 * for it. Digests lose it; those of it alone go. What was shared to it from elsewhere is private again. Safe twice, and to stop
 * anywhere: each batch is stored with its line in the audit log. @returns how many conversations went
 */
export async function purgeChannel(
  db: Db,
  key: ChannelKey,
  { actor, now, signal }: Purging,
): Promise<number> {
  const { workspaceId, channelId } = key;
  const workspace = await db.workspace.findUnique({
    where: { id: workspaceId },
    select: { organizationId: true },
  });
  if (!workspace) return 0;
  await unshareFrom(db, key, now);
  const common = { organizationId: workspace.organizationId, workspaceId, actor, target: channelId };
  for (let purged = 0; ; ) {
    signal?.throwIfAborted();
    const batch = await inTransaction(db, async (tx) => {
      await hold(tx, key);
      const conversations = await retireSome(tx, key, now);
      const isLast = conversations < BATCH;
      const rest = isLast ? await purgeRest(tx, key, now) : { digests: 0, channel: false };
      if (conversations + rest.digests > 0 || rest.channel) {
        const details = { conversations, digests: rest.digests, isLast };
        await recordAudit(tx, { ...common, action: 'channel_purged', details }, now);
      }
      return { conversations, isLast };
    });
    purged += batch.conversations;
    if (batch.isLast) return purged;
  }
}

/** So that two processes do not do, and count, the same. */
async function hold(tx: Tx, { workspaceId, channelId }: ChannelKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Channel" WHERE "workspaceId" = ${workspaceId} AND id = ${channelId} FOR UPDATE`;
}

async function unshareFrom(db: Db, { workspaceId, channelId }: ChannelKey, now: Date): Promise<void> {
  const shared = await db.conversation.findMany({
    where: { workspaceId, sharedTo: channelId, channelId: { not: channelId } },
    select: { id: true },
  });
  const sharing = createSharing(db);
  for (const { id } of shared) await sharing.unshare(id, channelId, now);
}

/** What stood in the channel is gone from Slack with it. @returns how many conversations */
async function retireSome(tx: Tx, { workspaceId, channelId }: ChannelKey, now: Date): Promise<number> {
  const going = await tx.conversation.findMany({
    where: { workspaceId, channelId, OR: [{ deletedBy: null }, { deletedBy: { not: RECALL_ITSELF } }] },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: BATCH,
  });
  const ids = going.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.delivery.deleteMany({ where: { conversationId: { in: ids }, channelId } });
  await retire(tx, ids, now);
  return ids.length;
}

async function purgeRest(tx: Tx, key: ChannelKey, now: Date): Promise<{ digests: number; channel: boolean }> {
  const { workspaceId, channelId } = key;
  await tx.delivery.deleteMany({ where: { channelId, conversation: { workspaceId } } });
  await tx.channelMembers.deleteMany({ where: { workspaceId, channelId } });
  // They do not tell their channel. What is lost of others is only asked again.
  await tx.enginePart.deleteMany({ where: { key: { startsWith: ownKey(workspaceId, '') } } });
  const digests = await tx.digest.deleteMany({
    where: { workspaceId, channelIds: { equals: [channelId] }, isPersonal: false },
  });
  const others = await tx.$executeRaw`
    UPDATE "Digest" SET "channelIds" = array_remove("channelIds", ${channelId}), "changedAt" = ${now}
    WHERE "workspaceId" = ${workspaceId} AND ${channelId} = ANY("channelIds")`;
  await tx.digest.updateMany({ where: { workspaceId, pausedIn: channelId }, data: { pausedIn: null } });
  const row = await tx.channel.findUnique({
    where: { workspaceId_id: { workspaceId, id: channelId } },
    select: { name: true, mode: true },
  });
  const isGone = await removeEmptyChannel(tx, { ...key, onlyBlank: false });
  if (row && !isGone) {
    const data = { name: '', mode: 'ask' as const, language: null, retentionDays: null };
    await tx.channel.updateMany({
      where: { workspaceId, id: channelId },
      data: { ...data, welcomedAt: null, goneAt: null },
    });
  }
  const isBlank = row?.name === '' && row.mode === 'ask';
  return { digests: digests.count + others, channel: row !== null && !isBlank };
}
