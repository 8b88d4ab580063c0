import { conversationsInPlaceOf } from '../conversations/in-place.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
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
        const gone = new Set<string>();
        for (;;) {
          const ids = await conversationsInPlaceOf(tx, conversationId);
          const going = ids.filter((id) => !gone.has(id));
          // Once the recaps are gone nothing can follow them; what came to do so before that is seen in the next round.
          if (going.length === 0) return [...gone];
          for (const id of [...going, ...(await removeAll(tx, going, { by, at }))]) gone.add(id);
        }
      });
    },
  };
}
export type Removal = ReturnType<typeof createRemoval>;

/** @returns the conversations whose recaps stand, and say something else now */
async function removeAll(
  tx: Tx,
  ids: readonly string[],
  { by, at }: { by: string; at: Date },
): Promise<string[]> {
  const where = { id: { in: [...ids] } };
  await tx.conversation.updateMany({
    where: { ...where, state: { in: ['queued', 'running'] }, recap: null },
    data: { state: 'cancelled', finishedAt: at },
  });
  await tx.conversation.updateMany({
    where: { ...where, deletedAt: null },
    data: { deletedAt: at, deletedBy: by },
  });
  const going = { conversationId: { in: [...ids] } };
  const touched = await touchPredecessorsOf(tx, { recap: going }, at);
  await tx.recap.deleteMany({ where: going });
  return touched;
}
