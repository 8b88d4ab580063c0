import type { Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';

/**
 * Before decisions go: the recaps of those that they took the place of say so, and are to be shown without that.
 * @returns the conversations of these recaps
 */
export async function touchPredecessorsOf(
  tx: Tx,
  going: Prisma.DecisionWhereInput,
  at: Date,
): Promise<string[]> {
  const touched = await tx.recap.updateManyAndReturn({
    where: { decisions: { some: { supersededBy: going } } },
    data: { version: { increment: 1 }, changedAt: at },
    select: { conversationId: true },
  });
  return touched.map(({ conversationId }) => conversationId);
}
