import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';

/** So long the sweep tries to take a message down in Slack. */
const TRIED_FOR_MS = 7 * 24 * 60 * 60_000;
const BATCH = 500;

/**
 * Deletes what `retire` left behind, once nothing of it stands in Slack any more, or Slack did not let it go for a week; and the channels
 * that held nothing else. @returns how many conversations
 */
export async function removeTombstones(db: Db, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  for (;;) {
    signal.throwIfAborted();
    const batch = await inTransaction(db, (tx) => removeBatch(tx, now));
    removed += batch;
    if (batch < BATCH) return removed;
  }
}

async function removeBatch(tx: Tx, now: Date): Promise<number> {
  const going = await tx.conversation.findMany({
    where: {
      deletedBy: RECALL_ITSELF,
      deletedAt: { not: null },
      OR: [{ deliveries: { none: {} } }, { deletedAt: { lt: new Date(now.getTime() - TRIED_FOR_MS) } }],
    },
    select: { id: true, workspaceId: true, channelId: true },
    take: BATCH,
  });
  await tx.conversation.deleteMany({ where: { id: { in: going.map(({ id }) => id) } } });
  const channels = new Map(going.map((one) => [`${one.workspaceId} ${one.channelId}`, one]));
  for (const { workspaceId, channelId } of channels.values()) {
    await removeEmptyChannel(tx, { workspaceId, channelId, onlyBlank: true });
  }
  return going.length;
}

/**
 * Deletes a channel's row where no conversation hangs on it; with `onlyBlank`, only where nothing is set for it either. It is held
 * first, so that no conversation comes to it in between. @returns whether it is gone
 */
export async function removeEmptyChannel(
  tx: Tx,
  { workspaceId, channelId, onlyBlank }: { workspaceId: string; channelId: string; onlyBlank: boolean },
): Promise<boolean> {
  await tx.$queryRaw`
    SELECT 1 FROM "Channel" WHERE "workspaceId" = ${workspaceId} AND id = ${channelId} FOR UPDATE`;
  const blank = { name: '', mode: 'ask' as const, language: null, retentionDays: null, goneAt: null };
  const { count } = await tx.channel.deleteMany({
    where: { workspaceId, id: channelId, conversations: { none: {} }, ...(onlyBlank ? blank : {}) },
  });
  return count > 0;
}
