import { RECALL_ITSELF } from '../../domain/erasure.ts';
import type { Tx } from '../db.ts';
import { touchPredecessorsOf } from '../recaps/predecessors.ts';

/**
 * Takes conversations away with all that came of them, and has what Slack shows of them taken down: those that messages in Slack are known
 * of stay behind as deleted ones, without words and without a recap, until the sweep has come to them (see `removeTombstones`). The
 * digests that they were parts of, and recaps that named their decisions, are shown anew.
 */
export async function retire(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await touchPredecessorsOf(tx, { recap: { conversationId: { in: [...ids] } } }, now);
  await touchOtherPartsOf(tx, ids, now);
  await tx.recap.deleteMany({ where: { conversationId: { in: [...ids] } } });
  const isShown = { id: { in: [...ids] }, deliveries: { some: {} } };
  await tx.inboundEvent.deleteMany({ where: { conversation: isShown } });
  await tx.feedback.deleteMany({ where: { conversation: isShown } });
  await tx.conversation.updateMany({
    where: { ...isShown, state: { in: ['queued', 'running'] } },
    data: { state: 'cancelled', finishedAt: now },
  });
  await tx.conversation.updateMany({
    where: isShown,
    data: {
      deletedAt: now,
      deletedBy: RECALL_ITSELF,
      focus: null,
      sharedTo: null,
      updatedBy: null,
      changes: [],
      followsId: null,
      digestPeriodId: null,
    },
  });
  await tx.conversation.deleteMany({ where: { id: { in: [...ids] }, deliveries: { none: {} } } });
}

async function touchOtherPartsOf(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Recap" AS r SET version = r.version + 1, "changedAt" = ${now}
    FROM "Conversation" AS part
    WHERE r."conversationId" = part.id AND part."digestPeriodId" IN (
      SELECT gone."digestPeriodId" FROM "Conversation" AS gone
      WHERE gone.id = ANY(${[...ids]}::uuid[]) AND gone."digestPeriodId" IS NOT NULL
    )`;
}
