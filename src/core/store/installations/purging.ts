import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { PURGE_AFTER_DAYS } from '../../domain/retention.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';

export interface EndedPurging {
  now: Date;
  signal: AbortSignal;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Deletes installations that ended longer ago than the grace period and serve no workspace, with the tokens that they hold, and organizations
 * that have neither a workspace nor an installation left, with their API tokens and figures. What is of a workspace goes with that:
 * see src/core/store/data/purge-workspace.ts. Safe twice, and to stop anywhere. @returns how many installations and organizations
 */
export async function purgeEnded(db: Db, { now, signal }: EndedPurging): Promise<number> {
  const before = new Date(now.getTime() - PURGE_AFTER_DAYS * DAY_MS);
  const isOver = { state: 'revoked' as const, revokedAt: { lte: before }, workspaces: { none: {} } };
  const candidates = await db.organization.findMany({
    where: {
      OR: [{ installations: { some: isOver } }, { workspaces: { none: {} }, installations: { none: {} } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let purged = 0;
  for (const { id } of candidates) {
    signal.throwIfAborted();
    purged += await inTransaction(db, (tx) => purgeOne(tx, id, { isOver, now }));
  }
  return purged;
}

async function purgeOne(
  tx: Tx,
  organizationId: string,
  { isOver, now }: { isOver: object; now: Date },
): Promise<number> {
  // Held, so that nothing is installed in it meanwhile: what follows looks anew.
  const held = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM "Organization" WHERE id = ${organizationId} FOR UPDATE`;
  if (held.length === 0) return 0;
  const { count: installations } = await tx.installation.deleteMany({ where: { organizationId, ...isOver } });
  const gone = await tx.organization.deleteMany({
    where: { id: organizationId, workspaces: { none: {} }, installations: { none: {} } },
  });
  if (gone.count > 0) await tx.engineProbe.deleteMany({ where: { organizationId } });
  if (installations + gone.count > 0) {
    const about = { organizationId, workspaceId: null, actor: RECALL_ITSELF, target: organizationId };
    const details = { installations, organization: gone.count > 0 };
    await recordAudit(tx, { ...about, action: 'organization_purged', details }, now);
  }
  return installations + gone.count;
}
