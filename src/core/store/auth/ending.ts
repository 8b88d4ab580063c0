import { recordAudit } from '../audit.ts';
import { type Db, inTransaction } from '../db.ts';

/** What somebody comes in to the admin view with: all over an organization, or in one workspace of it. */
export interface AccessOf {
  organizationId: string;
  /** Left out: all of the organization's. */
  workspaceId?: string;
  userId: string;
}

export interface AccessEnding {
  /** Whether the API tokens that they made end as well. */
  withTokens: boolean;
  /** As the audit log names who did it. */
  actor: string;
  /** A code, such as `no_admin_any_more`; left out where somebody wanted it so. */
  why?: string;
  now: Date;
}

export interface EndedAccess {
  sessions: number;
  tokens: number;
}

/** Ends a person's sessions, and API tokens where asked for, with one line in the audit log where there were any. @returns how many */
export async function endAccess(
  db: Db,
  { organizationId, workspaceId, userId }: AccessOf,
  { withTokens, actor, why, now }: AccessEnding,
): Promise<EndedAccess> {
  const place = { organizationId, ...(workspaceId === undefined ? {} : { workspaceId }) };
  const revoked = { data: { revokedAt: now } };
  return inTransaction(db, async (tx) => {
    const sessions = await tx.adminSession.updateMany({
      where: { ...place, userId, revokedAt: null, expiresAt: { gt: now } },
      ...revoked,
    });
    const tokens = withTokens
      ? await tx.apiToken.updateMany({
          where: { ...place, createdBy: userId, revokedAt: null, expiresAt: { gt: now } },
          ...revoked,
        })
      : { count: 0 };
    const ended = { sessions: sessions.count, tokens: tokens.count };
    if (ended.sessions + ended.tokens > 0)
      await recordAudit(
        tx,
        {
          ...{ organizationId, workspaceId: workspaceId ?? null, actor, action: 'session_ended' },
          ...{ target: userId, details: { ...(why === undefined ? {} : { why }), ...ended } },
        },
        now,
      );
    return ended;
  });
}
