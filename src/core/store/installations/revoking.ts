import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction } from '../db.ts';
import type { Revocation, Revoked } from './installation.ts';

/** What Slack tells of is timed in whole seconds. */
const CLOCK_GRAIN_MS = 1000;

/** What was installed at this time or later has not ended by what happened at `at`. */
export function afterGrain(at: Date): Date {
  return new Date(at.getTime() + CLOCK_GRAIN_MS);
}

/**
 * Ends an installation, and sets the day on which the data of its workspaces goes. The first to say so wins; what comes late, of a time
 * before Recall was installed anew or of a token that was replaced, ends nothing.
 * @returns null where it has ended already, or is not there
 */
export async function revokeInstallation(
  db: Db,
  id: string,
  { for: revokedFor, at, purgeAfter, refusedToken, line }: Revocation,
): Promise<Revoked | null> {
  const lastInstalled = afterGrain(at);
  return inTransaction(db, async (tx) => {
    const ended = await tx.installation.updateMany({
      where: {
        ...{ id, state: 'active' },
        // One without any token was never seen to hold at some time.
        OR: [{ token: null, environmentToken: null }, { installedAt: { lt: lastInstalled } }],
        ...(refusedToken === undefined
          ? {}
          : { AND: { OR: [{ environmentToken: null }, { environmentToken: refusedToken }] } }),
      },
      data: { state: 'revoked', revokedAt: at, revokedFor },
    });
    if (ended.count === 0) return null;
    const { organizationId, workspaces } = await tx.installation.update({
      where: { id },
      data: { workspaces: { updateMany: { where: {}, data: { purgeAfter } } } },
      select: { organizationId: true, workspaces: { select: { id: true } } },
    });
    const workspaceIds = workspaces.map((workspace) => workspace.id);
    if (line) {
      const workspaceId = workspaceIds.length === 1 ? (workspaceIds[0] ?? null) : null;
      const details = { for: revokedFor, workspaces: workspaceIds.length };
      const { action, at: told } = line;
      const event = { organizationId, workspaceId, actor: RECALL_ITSELF, action, target: id, details };
      await recordAudit(tx, event, told);
    }
    return { installationId: id, organizationId, workspaceIds };
  });
}
