import type { WorkspaceSettings, WorkspaceSettingsChange } from '../domain/admin/settings.ts';
import { type Db, inTransaction, type Tx } from './db.ts';
import type { Revocation, Revoked } from './installations/installation.ts';
import { revokeInstallation } from './installations/revoking.ts';

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

/** The token in the environment, which Slack took at that time. */
export interface HeldToken {
  /** Its fingerprint. */
  token: string;
  at: Date;
}

export function createWorkspaces(db: Db) {
  return {
    /**
     * Writes down a workspace whose token works; it stands for itself, and the token is not kept. What Slack tells of a time before
     * `held.at` does not end it, and neither does its refusal of another token than `held.token`.
     */
    async install(
      { id, name, url, botUserId, botId, scopes }: InstalledWorkspace,
      held?: HeldToken,
    ): Promise<void> {
      const active = {
        botUserId,
        botId,
        scopes,
        state: 'active' as const,
        revokedAt: null,
        revokedFor: null,
      };
      const installed = { name, url, installationId: id, purgeAfter: null };
      await inTransaction(db, async (tx) => {
        await tx.organization.upsert({ where: { id }, create: { id, name }, update: { name } });
        if (held) await hold(tx, id, held);
        await tx.installation.upsert({
          where: { id },
          create: { id, organizationId: id, ...active, ...(held ? heldBy(held) : {}) },
          update: active,
        });
        await tx.workspace.upsert({
          where: { id },
          create: { id, organizationId: id, ...installed },
          update: installed,
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

    /**
     * Ends the installation by which Recall is in the workspace; with that of a whole organization, it ends for all its workspaces. The
     * first to say so wins.
     * @returns null where it had ended before, or Recall is not in the workspace
     */
    async markRevoked(workspaceId: string, revocation: Revocation): Promise<Revoked | null> {
      const row = await db.workspace.findUnique({
        where: { id: workspaceId },
        select: { installationId: true },
      });
      return row?.installationId ? revokeInstallation(db, row.installationId, revocation) : null;
    },

    /** Workspaces that Recall works in, and those that it does not any more. */
    async countByState(): Promise<{ active: number; revoked: number }> {
      const active = await db.workspace.count({ where: { installation: { state: 'active' } } });
      return { active, revoked: (await db.workspace.count()) - active };
    },

    /** How many organizations there are of which Recall keeps anything. */
    async countOrganizations(): Promise<number> {
      const rows = await db.workspace.groupBy({ by: ['organizationId'] });
      return rows.length;
    },

    /** Null where the workspace is not there. */
    async organizationOf(workspaceId: string): Promise<string | null> {
      const row = await db.workspace.findUnique({
        where: { id: workspaceId },
        select: { organizationId: true },
      });
      return row?.organizationId ?? null;
    },

    /** The ids of an organization's workspaces, those too that Recall was taken out of. */
    async idsOf(organizationId: string): Promise<string[]> {
      const rows = await db.workspace.findMany({
        where: { organizationId },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ id }) => id);
    },

    /** What was set for the workspace alone; null where it is not there. */
    async settings(workspaceId: string): Promise<WorkspaceSettings | null> {
      return db.workspace.findUnique({ where: { id: workspaceId }, select: settings });
    },

    /** @returns the settings that were there before; null where the workspace is not there */
    async changeSettings(
      workspaceId: string,
      change: WorkspaceSettingsChange,
    ): Promise<WorkspaceSettings | null> {
      return inTransaction(db, async (tx) => {
        const where = { id: workspaceId };
        const before = await tx.workspace.findUnique({ where, select: settings });
        if (!before) return null;
        const {
          monthlyBudgetUsd = before.monthlyBudgetUsd,
          retentionDays = before.retentionDays,
          language = before.language,
        } = change;
        await tx.workspace.update({ where, data: { monthlyBudgetUsd, retentionDays, language } });
        return before;
      });
    },
  };
}
export type Workspaces = ReturnType<typeof createWorkspaces>;

const heldBy = ({ token: environmentToken, at: installedAt }: HeldToken) => ({
  environmentToken,
  installedAt,
});

/** Since when it holds is known from the first time on that Slack took this token, or took it again. */
async function hold(tx: Tx, id: string, held: HeldToken): Promise<void> {
  const isNews = {
    OR: [
      { state: 'revoked' as const },
      { environmentToken: null },
      { NOT: { environmentToken: held.token } },
    ],
  };
  await tx.installation.updateMany({ where: { id, ...isNews }, data: heldBy(held) });
}

const settings = { monthlyBudgetUsd: true, retentionDays: true, language: true } as const;
