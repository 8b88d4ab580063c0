import { type Db, inTransaction } from './db.ts';

/** A workspace as Slack names it, and how Recall is installed in it. */
export interface InstalledWorkspace {
  id: string;
  name: string;
  /** Where links to messages start, such as `https://acme.slack.com/`. */
  url: string;
  botUserId: string;
  botId: string;
  scopes: string[];
}

export function createWorkspaces(db: Db) {
  return {
    /** Writes down a workspace whose token works. */
    async install({ id, name, url, botUserId, botId, scopes }: InstalledWorkspace): Promise<void> {
      const installation = { botUserId, botId, scopes, state: 'active' as const };
      await inTransaction(db, async (tx) => {
        await tx.workspace.upsert({ where: { id }, create: { id, name, url }, update: { name, url } });
        await tx.installation.upsert({
          where: { workspaceId: id },
          create: { workspaceId: id, ...installation },
          update: installation,
        });
      });
    },

    /** Null for a workspace that is not there, or whose token Slack no longer takes. */
    async findActive(id: string): Promise<InstalledWorkspace | null> {
      const row = await db.workspace.findUnique({ where: { id }, include: { installation: true } });
      if (row?.installation?.state !== 'active') return null;
      const { botUserId, botId, scopes } = row.installation;
      return { id, name: row.name, url: row.url, botUserId, botId, scopes };
    },

    /** Notes that Slack no longer takes the workspace's token. */
    async markRevoked(workspaceId: string): Promise<void> {
      await db.installation.updateMany({ where: { workspaceId }, data: { state: 'revoked' } });
    },

    async countByState(): Promise<{ active: number; revoked: number }> {
      const groups = await db.installation.groupBy({ by: ['state'], _count: true });
      const count = (state: string) => groups.find((group) => group.state === state)?._count ?? 0;
      return { active: count('active'), revoked: count('revoked') };
    },
  };
}
export type Workspaces = ReturnType<typeof createWorkspaces>;
