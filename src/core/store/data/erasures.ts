import type { Tx } from '../db.ts';

/** A person of a workspace. */
export interface Named {
  workspaceId: string;
  /** Slack's id, letters and digits alone. */
  userId: string;
}

/** How much of a person's was deleted or changed. */
export interface Erasure {
  /** Private recaps and notes of theirs that were deleted. */
  deleted: number;
  /** Recaps that no longer name them. */
  renamed: number;
  digestsDeleted: number;
  /** Of channels; somebody else has to set them going. */
  digestsPaused: number;
}

/** Writes down that it is to be done; where it is under way, who asked first keeps standing for it. */
export async function openErasure(
  tx: Tx,
  { workspaceId, userId }: Named,
  { actor, now }: { actor: string; now: Date },
): Promise<void> {
  await tx.erasure.createMany({
    data: [{ workspaceId, userId, requestedBy: actor, requestedAt: now }],
    skipDuplicates: true,
  });
}

/**
 * Holds it to the end of the transaction, so that two processes do not do, and count, the same.
 * @returns false where it is not there, or has come to its end
 */
export async function holdErasure(tx: Tx, { workspaceId, userId }: Named): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Erasure" WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId} FOR UPDATE`;
  return held.length > 0;
}

/** Counts what was done, in the transaction that does it. */
export async function addToErasure(
  tx: Tx,
  { workspaceId, userId }: Named,
  done: Partial<Erasure>,
): Promise<void> {
  const { deleted = 0, renamed = 0, digestsDeleted = 0, digestsPaused = 0 } = done;
  await tx.erasure.updateMany({
    where: { workspaceId, userId },
    data: {
      deleted: { increment: deleted },
      renamed: { increment: renamed },
      digestsDeleted: { increment: digestsDeleted },
      digestsPaused: { increment: digestsPaused },
    },
  });
}

/** @returns what was done in all, and who wanted it; null where another one ended it */
export async function endErasure(
  tx: Tx,
  { workspaceId, userId }: Named,
): Promise<(Erasure & { requestedBy: string }) | null> {
  const [ended] = await tx.$queryRaw<(Erasure & { requestedBy: string })[]>`
    DELETE FROM "Erasure" WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId}
    RETURNING deleted, renamed, "digestsDeleted", "digestsPaused", "requestedBy"`;
  return ended ?? null;
}
