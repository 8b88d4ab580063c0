import type { AdminScope, MayKnow } from '../../../core/store/admin/scope.ts';
import { inTime } from '../../in-time.ts';
import type { AdminContext } from '../resource.ts';

/** What this viewer may look at. */
export function scopeOf({ viewer, access }: AdminContext): AdminScope {
  const { organizationId, workspaceIds, userId } = viewer;
  const mayKnow: MayKnow = (workspaceId, channelIds) =>
    inTime(access.readable(workspaceId, userId, channelIds)).catch(() => new Set<string>());
  return { organizationId, workspaceIds, mayKnow };
}

/** Whether a workspace is among those that this viewer is an admin of. */
export async function sees({ viewer, store }: AdminContext, workspaceId: string): Promise<boolean> {
  if (viewer.workspaceIds !== null && !viewer.workspaceIds.includes(workspaceId)) return false;
  return (await store.workspaces.organizationOf(workspaceId)) === viewer.organizationId;
}

/** Slack ids by their workspace, as `peopleOf` gives them; what is null is left out. */
export function idsByWorkspace<Row extends { workspaceId: string | null }>(
  rows: readonly Row[],
  idsOf: (row: Row) => readonly (string | null)[],
): Map<string, string[]> {
  const byWorkspace = new Map<string, string[]>();
  for (const row of rows) {
    const ids = idsOf(row).filter((id) => id !== null);
    if (row.workspaceId === null) continue;
    byWorkspace.set(row.workspaceId, [...(byWorkspace.get(row.workspaceId) ?? []), ...ids]);
  }
  return byWorkspace;
}
