import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { ownKey } from '../scope-owners.ts';
import { oneByOne } from './one-by-one.ts';

export interface WorkspacePurging {
  now: Date;
  signal: AbortSignal;
}

const CONVERSATIONS = 500;
const CALLS = 5000;

/**
 * Deletes everything about the workspaces whose grace period is over.
 * @returns how many workspaces
 * @throws what the first of them failed with, once all were tried
 */
export async function purgeDueWorkspaces(db: Db, purging: WorkspacePurging): Promise<number> {
  const due = await db.workspace.findMany({
    where: { purgeAfter: { lte: purging.now } },
    select: { id: true },
    orderBy: { purgeAfter: 'asc' },
  });
  await oneByOne(due, purging.signal, ({ id }) => purgeWorkspace(db, id, purging));
  return due.length;
}

/**
 * Deletes everything about a workspace, where its grace period is over; and its organization, where nothing is left in that. Its lines in
 * the audit log stay. Safe twice, and to stop anywhere: each batch is stored with its line in the audit log, and an installation
 * that comes back in between keeps what is left.
 */
async function purgeWorkspace(db: Db, workspaceId: string, { now, signal }: WorkspacePurging): Promise<void> {
  for (let isOver = false; !isOver; ) {
    signal.throwIfAborted();
    isOver = await inTransaction(db, async (tx) => {
      const organizationId = await heldDue(tx, workspaceId, now);
      return organizationId === null || purgeSome(tx, { workspaceId, organizationId }, now);
    });
  }
}

interface Owned {
  workspaceId: string;
  organizationId: string;
}

/** Holds the workspace, so that it is not installed again meanwhile. @returns its organization; null where it is not due, or gone */
async function heldDue(tx: Tx, workspaceId: string, now: Date): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ organizationId: string }[]>`
    SELECT "organizationId" FROM "Workspace" WHERE id = ${workspaceId} AND "purgeAfter" <= ${now} FOR UPDATE`;
  return row?.organizationId ?? null;
}

/** @returns whether nothing is left */
async function purgeSome(tx: Tx, owned: Owned, now: Date): Promise<boolean> {
  const { workspaceId } = owned;
  const conversations = await tx.$executeRaw`
    DELETE FROM "Conversation" WHERE id IN (
      SELECT id FROM "Conversation" WHERE "workspaceId" = ${workspaceId} LIMIT ${CONVERSATIONS}
    )`;
  const engineCalls = await tx.$executeRaw`
    DELETE FROM "EngineCall" WHERE id IN (
      SELECT id FROM "EngineCall" WHERE "workspaceId" = ${workspaceId} LIMIT ${CALLS}
    )`;
  const isLast = conversations < CONVERSATIONS && engineCalls < CALLS;
  const organization = isLast && (await purgeRest(tx, owned));
  const details = { conversations, engineCalls, organization, isLast };
  await recordAudit(
    tx,
    { ...owned, actor: RECALL_ITSELF, action: 'workspace_purged', target: workspaceId, details },
    now,
  );
  return isLast;
}

/** What hangs on the workspace goes with its row. @returns whether its organization went, too */
async function purgeRest(tx: Tx, { workspaceId, organizationId }: Owned): Promise<boolean> {
  await tx.signInLink.deleteMany({ where: { workspaceId } });
  await tx.adminSession.deleteMany({ where: { workspaceId } });
  await tx.apiToken.deleteMany({ where: { workspaceId } });
  await tx.enginePart.deleteMany({ where: { key: { startsWith: ownKey(workspaceId, '') } } });
  await tx.workspace.deleteMany({ where: { id: workspaceId } });
  await tx.installation.deleteMany({ where: { id: workspaceId, workspaces: { none: {} } } });
  const gone = await tx.organization.deleteMany({
    where: { id: organizationId, workspaces: { none: {} }, installations: { none: { state: 'active' } } },
  });
  if (gone.count > 0) await tx.engineProbe.deleteMany({ where: { organizationId } });
  return gone.count > 0;
}
