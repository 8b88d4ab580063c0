import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { purgeAfter } from '../../domain/retention.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import type { Revocation, WorkspaceName } from './installation.ts';
import { afterGrain } from './revoking.ts';

/** Takes workspaces out of an organization's installation, each with its line. @returns those that it served */
export async function leaveWorkspaces(
  db: Db,
  installationId: string,
  ids: readonly string[],
  { for: reason, at, purgeAfter: after, line }: Revocation,
): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const removed = await tx.workspace.updateManyAndReturn({
      where: {
        id: { in: [...ids] },
        installation: { id: installationId, installedAt: { lt: afterGrain(at) } },
      },
      data: { installationId: null, purgeAfter: after },
      select: { id: true, organizationId: true },
    });
    if (line) {
      const told = { actor: RECALL_ITSELF, action: line.action, details: { for: reason } };
      for (const { id, organizationId } of removed)
        await recordAudit(tx, { ...told, organizationId, workspaceId: id, target: id }, line.at);
    }
    return removed.map(({ id }) => id);
  });
}

/** Slack does not count them among those of the installation any more. */
export async function leaveOthers(
  tx: Tx,
  installationId: string,
  workspaces: readonly WorkspaceName[],
  now: Date,
): Promise<string[]> {
  const others = { installationId, id: { notIn: workspaces.map(({ id }) => id) } };
  const data = { purgeAfter: purgeAfter(now) };
  await tx.workspace.updateMany({ where: { ...others, purgeAfter: null }, data });
  const left = await tx.workspace.updateManyAndReturn({
    where: others,
    data: { installationId: null },
    select: { id: true },
  });
  return left.map(({ id }) => id);
}
