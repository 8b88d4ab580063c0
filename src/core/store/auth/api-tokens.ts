import { type ApiTokenRow, TOKEN_SCOPES, type TokenScope } from '../../domain/admin/api-token.ts';
import type { AdminReach } from '../../domain/admin/reach.ts';
import type { Db } from '../db.ts';
import type { ApiToken as Row } from '../generated/client.ts';

export interface NewApiToken {
  organizationId: string;
  name: string;
  /** Of the token, which is kept nowhere. */
  hash: string;
  /** Its last four characters. */
  ending: string;
  scopes: readonly TokenScope[];
  /** The admin who made it, and in which workspace they are one. */
  workspaceId: string;
  createdBy: string;
  reach: AdminReach;
  expiresAt: Date;
}

/** A token that somebody shows, as far as it says what they may do. */
export interface ApiTokenHolder {
  id: string;
  state: 'holds' | 'ended' | 'expired';
  organizationId: string;
  workspaceId: string;
  createdBy: string;
  reach: AdminReach;
  scopes: TokenScope[];
  lastUsedAt: Date | null;
}

/** The tokens of an organization, or those of it that one person made. */
export interface TokensOf {
  organizationId: string;
  createdBy?: string;
}

const MOST_LISTED = 500;

export function createApiTokens(db: Db) {
  return {
    async create({ scopes, ...token }: NewApiToken, now: Date): Promise<ApiTokenRow> {
      const row = await db.apiToken.create({ data: { ...token, scopes: [...scopes], createdAt: now } });
      return toRow(row);
    },

    /** Also one that does not hold any more, so that it can be said whose it was. Null where there is none. */
    async findByHash(hash: string, now: Date): Promise<ApiTokenHolder | null> {
      const row = await db.apiToken.findUnique({ where: { hash } });
      if (!row) return null;
      const { id, organizationId, workspaceId, createdBy, reach, lastUsedAt, revokedAt, expiresAt } = row;
      const state = revokedAt !== null ? 'ended' : expiresAt > now ? 'holds' : 'expired';
      const who = { organizationId, workspaceId, createdBy, reach };
      return { id, state, ...who, scopes: scopesOf(row), lastUsedAt };
    },

    /** At most 500: those that were not revoked first, expired ones among them; of each the latest first. */
    async list(of: TokensOf): Promise<ApiTokenRow[]> {
      const rows = await db.apiToken.findMany({
        where: { ...of },
        orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_LISTED,
      });
      return rows.map(toRow);
    },

    /** @returns the token's name; null where it was revoked already, or is none of those */
    async revoke(of: TokensOf, id: string, now: Date): Promise<string | null> {
      const [revoked] = await db.apiToken.updateManyAndReturn({
        where: { ...of, id, revokedAt: null },
        data: { revokedAt: now },
        select: { name: true },
      });
      return revoked?.name ?? null;
    },

    async touchUsed(id: string, now: Date): Promise<void> {
      await db.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
    },
  };
}
export type ApiTokens = ReturnType<typeof createApiTokens>;

function toRow(row: Row): ApiTokenRow {
  const { id, name, ending, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  return {
    id,
    name,
    ending,
    scopes: scopesOf(row),
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function scopesOf({ scopes }: Pick<Row, 'scopes'>): TokenScope[] {
  return TOKEN_SCOPES.filter((scope) => scopes.includes(scope));
}
