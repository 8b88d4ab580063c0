import { type Db, inTransaction } from '../db.ts';
import type { Revocation, Revoked } from './installation.ts';

/** What Slack tells of is timed in whole seconds. */
const CLOCK_GRAIN_MS = 1000;

/**
 * Ends an installation, and sets the day on which the data of its workspaces goes. The first to say so wins; what comes late, of a time
 * before Recall was installed anew, ends nothing.
 * @returns null where it has ended already, or is not there
 */
export async function revokeInstallation(
  db: Db,
  id: string,
  { for: revokedFor, at, purgeAfter }: Revocation,
): Promise<Revoked | null> {
  const lastInstalled = new Date(at.getTime() + CLOCK_GRAIN_MS);
  return inTransaction(db, async (tx) => {
    const ended = await tx.installation.updateMany({
      // One without a token stands for the token in the environment, which is not installed at any time.
      where: { id, state: 'active', OR: [{ token: null }, { installedAt: { lt: lastInstalled } }] },
      data: { state: 'revoked', revokedAt: at, revokedFor },
    });
    if (ended.count === 0) return null;
    const { organizationId, workspaces } = await tx.installation.update({
      where: { id },
      data: { workspaces: { updateMany: { where: {}, data: { purgeAfter } } } },
      select: { organizationId: true, workspaces: { select: { id: true } } },
    });
    return { installationId: id, organizationId, workspaceIds: workspaces.map((workspace) => workspace.id) };
  });
}
