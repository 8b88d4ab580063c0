import { ERASED } from '../../domain/erasure.ts';
import type { Tx } from '../db.ts';
import { ownKey } from '../scope-owners.ts';
import type { Named } from './erasures.ts';

/**
 * Takes a person out of what is beside recaps: what they thought of some, their ways into the admin view, who is in which channel. What
 * they thought is still counted; their words about it go. API tokens that they made end.
 */
export async function eraseAccess(
  tx: Tx,
  { workspaceId, userId, organizationId }: Named & { organizationId: string },
  now: Date,
): Promise<void> {
  await eraseFeedback(tx, { workspaceId, userId });
  await tx.inboundEvent.deleteMany({ where: { workspaceId, key: { contains: userId } } });
  await tx.$executeRaw`
    UPDATE "ChannelMembers" SET "userIds" = array_remove("userIds", ${userId}), "checkedAt" = NULL
    WHERE "workspaceId" = ${workspaceId} AND ${userId} = ANY("userIds")`;
  await tx.$executeRaw`
    DELETE FROM "EnginePart"
    WHERE starts_with(key, ${ownKey(workspaceId, '')}) AND strpos(answer::text, ${userId}) > 0`;
  await tx.adminSession.deleteMany({ where: { workspaceId, userId } });
  await tx.signInLink.deleteMany({ where: { workspaceId, userId } });
  await tx.apiToken.updateMany({
    where: { workspaceId, createdBy: userId, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.apiToken.updateMany({ where: { workspaceId, createdBy: userId }, data: { createdBy: ERASED } });
  await tx.installation.updateMany({
    where: { organizationId, installedBy: userId },
    data: { installedBy: null },
  });
  await tx.engineProbe.updateMany({
    where: { organizationId, askedBy: userId },
    data: { askedBy: ERASED },
  });
}

/** One verdict without a name is enough for each recap; the words behind the fault are theirs. */
async function eraseFeedback(tx: Tx, { workspaceId, userId }: Named): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Feedback" AS own USING "Feedback" AS other
    WHERE own."workspaceId" = ${workspaceId} AND own."userId" = ${userId}
      AND other."conversationId" = own."conversationId" AND other."userId" = ${ERASED}`;
  await tx.$executeRaw`
    UPDATE "Feedback" SET "userId" = ${ERASED}, reason = split_part(reason, ' ', 1)
    WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId}`;
  await tx.$executeRaw`
    UPDATE "Feedback" SET reason = split_part(reason, ' ', 1)
    WHERE "workspaceId" = ${workspaceId} AND strpos(reason, ${userId}) > 0`;
}
