import { type Db, inTransaction } from './db.ts';
import { conversationsInPlaceOf } from './in-place.ts';
import { touchPredecessorsOf } from './predecessors.ts';

/** Deleting recaps on purpose. */
export function createRemoval(db: Db) {
  return {
    /**
     * Deletes a recap with all that came of it, and those that it took the place of; what is being made in its place ends. That it was
     * deleted stays noted, so that nothing brings it back. All or nothing.
     * @returns the conversations whose Slack messages are to be taken down, or shown anew
     */
    async remove(conversationId: string, by: string, at: Date): Promise<string[]> {
      return inTransaction(db, async (tx) => {
        const ids = await conversationsInPlaceOf(tx, conversationId);
        const where = { id: { in: ids } };
        await tx.conversation.updateMany({
          where: { ...where, state: { in: ['queued', 'running'] }, recap: null },
          data: { state: 'cancelled', finishedAt: at },
        });
        await tx.conversation.updateMany({
          where: { ...where, deletedAt: null },
          data: { deletedAt: at, deletedBy: by },
        });
        const going = { conversationId: { in: ids } };
        const touched = await touchPredecessorsOf(tx, { recap: going }, at);
        await tx.recap.deleteMany({ where: going });
        return [...new Set([...ids, ...touched])];
      });
    },
  };
}
export type Removal = ReturnType<typeof createRemoval>;
