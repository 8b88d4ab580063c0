import type { NewInstallation } from '../../src/core/store/installations/index.ts';

/** A workspace as Slack names it. */
export const named = (id: string) => ({ id, name: `Workspace ${id}`, url: `https://${id}.slack.com/` });

/** One of a workspace. */
export function own(id: string, changes: Partial<NewInstallation> = {}): NewInstallation {
  return {
    ...{ id, organizationId: id, organizationName: named(id).name, isOrgWide: false },
    ...{
      botUserId: 'U0RECALL',
      botId: 'B0RECALL',
      scopes: ['chat:write'],
      token: `xoxb-${id}`,
      installedBy: 'U0MARA',
    },
    url: named(id).url,
    workspaces: [named(id)],
    hasAllWorkspaces: true,
    ...changes,
  };
}

/** One of a whole organization. */
export function orgWide(id: string, workspaceIds: string[]): NewInstallation {
  return own(id, { isOrgWide: true, workspaces: workspaceIds.map(named) });
}
