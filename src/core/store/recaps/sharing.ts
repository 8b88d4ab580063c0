import { conversationsInPlaceOf } from '../conversations/in-place.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { indexRecap } from '../finding/search-entries.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';
import { visibilityOf } from './recap-rows.ts';

/** What the person who asked does with a private recap. */
export function createSharing(db: Db) {
  return {
    /**
     * Notes that a private recap is shared to a channel, and lets everyone who can read that see its items, all or nothing.
     * @returns false where it is shared already, deleted, or not private
     */
    async share(conversationId: string, channelId: string, at: Date): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        const shared = await tx.conversation.updateMany({
          where: { id: conversationId, audience: 'private', sharedTo: null, deletedAt: null },
          data: { sharedTo: channelId },
        });
        if (shared.count === 0) return false;
        await applyVisibility(tx, conversationId, at);
        return true;
      });
    },

    /** Takes it back where Slack does not let the recap be posted there. */
    async unshare(conversationId: string, channelId: string, at: Date): Promise<void> {
      await inTransaction(db, async (tx) => {
        const taken = await tx.conversation.updateMany({
          where: { id: conversationId, sharedTo: channelId },
          data: { sharedTo: null },
        });
        if (taken.count > 0) await applyVisibility(tx, conversationId, at);
      });
    },

    /** Notes that a private recap is to stay private. @returns false where that was noted before, or it is shared or deleted */
    async keep(conversationId: string, at: Date): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        const kept = await tx.conversation.updateMany({
          where: { id: conversationId, audience: 'private', sharedTo: null, keptAt: null, deletedAt: null },
          data: { keptAt: at },
        });
        if (kept.count === 0) return false;
        await tx.recap.updateMany({
          where: { conversationId },
          data: { version: { increment: 1 }, changedAt: at },
        });
        return true;
      });
    },
  };
}
export type Sharing = ReturnType<typeof createSharing>;

/** What is being made in the recap's place meanwhile is shared with it. */
async function applyVisibility(tx: Tx, conversationId: string, at: Date): Promise<void> {
  const { sharedTo } = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const inPlace = await conversationsInPlaceOf(tx, conversationId);
  await tx.conversation.updateMany({ where: { id: { in: inPlace } }, data: { sharedTo } });
  for (const id of inPlace) {
    const recap = await tx.recap.findUnique({ where: { conversationId: id } });
    if (!recap) continue;
    const visibility = visibilityOf(await tx.conversation.findUniqueOrThrow({ where: { id } }));
    await tx.actionItem.updateMany({ where: { recapId: recap.id }, data: visibility });
    await tx.decision.updateMany({ where: { recapId: recap.id }, data: visibility });
    await cutLinksAcrossLedgers(tx, recap.id);
    await tx.recap.update({
      where: { id: recap.id },
      data: { version: { increment: 1 }, changedAt: at },
    });
    if (recap.isCurrent) await indexRecap(tx, { id });
  }
}

/** What stays private does not say by whom a decision for everyone is superseded, nor does another channel's. */
async function cutLinksAcrossLedgers(tx: Tx, recapId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Decision" AS later SET "supersedesId" = NULL
    FROM "Decision" AS earlier
    WHERE later."supersedesId" = earlier."id" AND ${recapId}::uuid IN (later."recapId", earlier."recapId")
      AND (later."channelId" <> earlier."channelId" OR (later."onlyFor" IS NOT NULL AND earlier."onlyFor" IS NULL))
      AND ${inScope(tx, Prisma.sql`later."workspaceId"`)}`;
}
