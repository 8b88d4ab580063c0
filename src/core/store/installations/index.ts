import { RecallError } from '../../domain/errors.ts';
import type { KeyId, Vault } from '../../domain/vault.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import type { InstalledToken, NewInstallation, Revocation, Revoked, WorkspaceName } from './installation.ts';
import { type Resealing, type ResealOptions, resealAll } from './resealing.ts';
import { revokeInstallation } from './revoking.ts';

export type { InstalledToken, NewInstallation, Revocation, Revoked, WorkspaceName } from './installation.ts';
export type { Resealing, ResealOptions } from './resealing.ts';

/** How Recall is installed, by Slack's OAuth, and the tokens of that, sealed. */
export function createInstallations(db: Db, vault: Vault | null) {
  return {
    /**
     * Writes down an installation that Slack granted, new or anew: its token and scopes take the place of those before, and nothing
     * of its workspaces is to be deleted any more. One of a whole organization leaves a workspace alone that has its own.
     * @throws RecallError `key_missing` where tokens cannot be sealed
     */
    async save(installation: NewInstallation, now: Date): Promise<void> {
      const { id, organizationId, organizationName: name, workspaces } = installation;
      const row = toRow(installation, sealing(vault), now);
      await inTransaction(db, async (tx) => {
        await tx.organization.upsert({
          where: { id: organizationId },
          create: { id: organizationId, name },
          update: { name },
        });
        await tx.installation.upsert({ where: { id }, create: { id, ...row }, update: row });
        for (const workspace of workspaces) await putWorkspace(tx, { id, organizationId }, workspace);
        await tx.workspace.updateMany({ where: { installationId: id }, data: { purgeAfter: null } });
      });
    },

    /**
     * How Recall acts in a workspace; null where it is not installed there, not any more, or by the token in the environment.
     * @throws RecallError `key_missing`, `internal` where what is stored was tampered with
     */
    async tokenFor(workspaceId: string): Promise<InstalledToken | null> {
      const row = await db.workspace.findUnique({
        where: { id: workspaceId },
        select: { installation: true },
      });
      const installation = row?.installation;
      if (installation?.state !== 'active') return null;
      const { id, botUserId, botId, token: sealed, keyId } = installation;
      if (sealed === null || keyId === null) return null;
      const token = sealing(vault).open({ sealed, keyId }, id);
      return { token, botUserId, botId, installationId: id, isOrgWide: isOrgWide(id) };
    },

    /**
     * The token of an installation, whichever workspaces it serves; null where it is not there, or has ended.
     * @throws RecallError as `tokenFor`
     */
    async tokenOf(id: string): Promise<string | null> {
      const row = await db.installation.findUnique({
        where: { id, state: 'active' },
        select: { token: true, keyId: true },
      });
      if (!row || row.token === null || row.keyId === null) return null;
      return sealing(vault).open({ sealed: row.token, keyId: row.keyId }, id);
    },

    /**
     * Recall may work in one more workspace of an organization. One that has an installation of its own that holds keeps it.
     * @returns false where the installation is not there, or has ended
     */
    async addWorkspace(installationId: string, workspace: WorkspaceName): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        const row = await tx.installation.findUnique({
          where: { id: installationId, state: 'active' },
          select: { id: true, organizationId: true },
        });
        if (!row) return false;
        await putWorkspace(tx, row, workspace);
        return true;
      });
    },

    /**
     * Recall was taken out of some workspaces of an organization, and stays in the others.
     * @returns those of them that it was in by this installation
     */
    async removeWorkspaces(
      installationId: string,
      ids: readonly string[],
      { purgeAfter }: Pick<Revocation, 'purgeAfter'>,
    ): Promise<string[]> {
      const removed = await db.workspace.updateManyAndReturn({
        where: { id: { in: [...ids] }, installationId },
        data: { installationId: null, purgeAfter },
        select: { id: true },
      });
      return removed.map(({ id }) => id);
    },

    /** Ends an installation for all its workspaces. @returns null where it had ended before, or is not there */
    revoke: (installationId: string, revocation: Revocation): Promise<Revoked | null> =>
      revokeInstallation(db, installationId, revocation),

    /** Seals every token with the key of today; see `resealAll`. */
    resealAll: (options: ResealOptions): Promise<Resealing> => resealAll(db, sealing(vault), options),

    /** How many installations that hold lack one of these scopes. */
    countLacking: (scopes: readonly string[]): Promise<number> =>
      db.installation.count({ where: { state: 'active', NOT: { scopes: { hasEvery: [...scopes] } } } }),

    /** How many tokens are sealed with which key. */
    async keyUse(): Promise<{ keyId: KeyId; tokens: number }[]> {
      const groups = await db.installation.groupBy({
        by: ['keyId'],
        where: { keyId: { not: null } },
        _count: { _all: true },
        orderBy: { keyId: 'asc' },
      });
      return groups.flatMap(({ keyId, _count }) => (keyId === null ? [] : [{ keyId, tokens: _count._all }]));
    },
  };
}
export type InstallationsStore = ReturnType<typeof createInstallations>;

/** Slack's ids of organizations start with E, those of workspaces with T. */
function isOrgWide(installationId: string): boolean {
  return installationId.startsWith('E');
}

function sealing(vault: Vault | null): Vault {
  if (!vault) throw new RecallError('key_missing', 'ENCRYPTION_KEY is not set, by which tokens are sealed');
  return vault;
}

function toRow({ id, organizationId, ...installation }: NewInstallation, vault: Vault, now: Date) {
  const { botUserId, botId, scopes, token, installedBy } = installation;
  const { sealed, keyId } = vault.seal(token, id);
  return {
    organizationId,
    botUserId,
    botId,
    scopes: [...scopes],
    token: sealed,
    keyId,
    installedBy,
    installedAt: now,
    state: 'active' as const,
    revokedAt: null,
    revokedFor: null,
  };
}

async function putWorkspace(
  tx: Tx,
  { id: installationId, organizationId }: { id: string; organizationId: string },
  { id, name, url }: WorkspaceName,
): Promise<void> {
  const own = await tx.workspace.count({
    where: { id, installation: { id, state: 'active' }, NOT: { installationId } },
  });
  const served = own > 0 ? {} : { installationId, purgeAfter: null };
  await tx.workspace.upsert({
    where: { id },
    create: { id, name, url, organizationId, installationId },
    update: { name, url, organizationId, ...served },
  });
}
