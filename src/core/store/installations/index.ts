import { RecallError } from '../../domain/errors.ts';
import type { KeyId, Vault } from '../../domain/vault.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { type EndedList, listEnded } from './ended.ts';
import type {
  HeardOfWorkspace,
  InstalledToken,
  NewInstallation,
  Revocation,
  Revoked,
  WorkspaceName,
} from './installation.ts';
import { leaveOthers, leaveWorkspaces } from './leaving.ts';
import { type EndedPurging, purgeEnded } from './purging.ts';
import { type Resealing, type ResealOptions, resealAll } from './resealing.ts';
import { revokeInstallation } from './revoking.ts';

export type {
  HeardOfWorkspace,
  InstalledToken,
  NewInstallation,
  Revocation,
  Revoked,
} from './installation.ts';
export type { Resealing, ResealOptions } from './resealing.ts';

/** How Recall is installed, by Slack's OAuth, and the tokens of that, sealed. */
export function createInstallations(db: Db, vault: Vault | null) {
  return {
    /**
     * Writes down an installation that Slack granted, new or anew: its token and scopes take the place of those before, and nothing
     * of its workspaces is to be deleted any more. One of a whole organization leaves a workspace alone that has its own.
     * @returns the workspaces that it served before and does not serve any more; their data goes after the grace period
     * @throws RecallError `key_missing` where tokens cannot be sealed
     */
    async save(installation: NewInstallation, now: Date): Promise<string[]> {
      const { id, organizationId, organizationName: name, workspaces } = installation;
      const row = toRow(installation, sealing(vault), now);
      return inTransaction(db, async (tx) => {
        await tx.organization.upsert({
          where: { id: organizationId },
          create: { id: organizationId, name },
          update: { name },
        });
        await tx.installation.upsert({ where: { id }, create: { id, ...row }, update: row });
        for (const workspace of workspaces) await putWorkspace(tx, { id, organizationId }, workspace);
        const left = installation.hasAllWorkspaces ? await leaveOthers(tx, id, workspaces, now) : [];
        await tx.workspace.updateMany({ where: { installationId: id }, data: { purgeAfter: null } });
        return left;
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
    async addWorkspace(installationId: string, { id, name, url }: HeardOfWorkspace): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        const row = await tx.installation.findUnique({
          where: { id: installationId, state: 'active' },
          select: { id: true, organizationId: true, url: true },
        });
        if (!row) return false;
        const known = await tx.workspace.findUnique({ where: { id }, select: { name: true, url: true } });
        const named = { name: name ?? known?.name ?? id, url: url || known?.url || row.url || '' };
        await putWorkspace(tx, row, { id, ...named });
        return true;
      });
    },

    /**
     * Recall was taken out of some workspaces of an organization, and stays in the others. What comes late, of a time before it was
     * installed anew, takes it out of none.
     * @returns those of them that it was in by this installation
     */
    async removeWorkspaces(
      installationId: string,
      ids: readonly string[],
      revocation: Revocation,
    ): Promise<string[]> {
      return leaveWorkspaces(db, installationId, ids, revocation);
    },

    /** Ends an installation for all its workspaces. @returns null where it had ended before, or is not there */
    revoke: (installationId: string, revocation: Revocation): Promise<Revoked | null> =>
      revokeInstallation(db, installationId, revocation),

    /** Seals every token with the key of today; see `resealAll`. */
    resealAll: (options: ResealOptions): Promise<Resealing> => resealAll(db, sealing(vault), options),

    /**
     * The installations that hold and lack some of these scopes.
     * @returns their ids, in order, and which scopes each lacks
     */
    async lacking(scopes: readonly string[]): Promise<{ id: string; missing: string[] }[]> {
      const rows = await db.installation.findMany({
        where: { state: 'active', NOT: { scopes: { hasEvery: [...scopes] } } },
        select: { id: true, scopes: true },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => ({
        id: row.id,
        missing: scopes.filter((scope) => !row.scopes.includes(scope)),
      }));
    },

    /** Where Recall was taken out, why, and when all about it is deleted; at most so many. */
    listEnded: (limit: number): Promise<EndedList> => listEnded(db, limit),

    /** Deletes what is left of organizations and of their installations once the grace period is over. @returns how many rows of both */
    purgeEnded: (purging: EndedPurging): Promise<number> => purgeEnded(db, purging),

    /** Installations other than this one that hold by a token of their own, and not by the one in the environment. */
    async sealedBeside(id: string): Promise<string[]> {
      const rows = await db.installation.findMany({
        where: { id: { not: id }, state: 'active', token: { not: null }, environmentToken: null },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => row.id);
    },

    /** Whether Recall acts in the workspace by the token in the environment, as the bot found out whose that is. */
    async isOfEnvironment(workspaceId: string): Promise<boolean> {
      const rows = await db.installation.count({
        where: {
          ...{ id: workspaceId, state: 'active' },
          OR: [{ token: null }, { environmentToken: { not: null } }],
        },
      });
      return rows > 0;
    },

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
  const { botUserId, botId, scopes, token, installedBy, url } = installation;
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
    url,
    environmentToken: null,
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
