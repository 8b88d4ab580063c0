import type { AdminReach } from '../../domain/admin/reach.ts';
import type { Db } from '../db.ts';

/** Somebody signed in. */
export interface AdminSession {
  /** A hash of what the cookie holds. */
  id: string;
  organizationId: string;
  /** Where they are an admin or owner. */
  workspaceId: string;
  userId: string;
  reach: AdminReach;
  csrfToken: string;
  createdAt: Date;
  expiresAt: Date;
  /** When Slack last said that they are an admin. */
  checkedAt: Date;
}
export type NewSession = Omit<AdminSession, 'createdAt' | 'checkedAt'>;

const fields = {
  id: true,
  organizationId: true,
  workspaceId: true,
  userId: true,
  reach: true,
  csrfToken: true,
  createdAt: true,
  expiresAt: true,
  checkedAt: true,
} as const;

export function createSessions(db: Db) {
  return {
    async create(session: NewSession, now: Date): Promise<AdminSession> {
      return db.adminSession.create({
        data: { ...session, createdAt: now, checkedAt: now },
        select: fields,
      });
    },

    /** Null where it is not there, has expired or was revoked. */
    async find(id: string, now: Date): Promise<AdminSession | null> {
      return db.adminSession.findUnique({
        where: { id, revokedAt: null, expiresAt: { gt: now } },
        select: fields,
      });
    },

    /** Notes that Slack says so still. */
    async touchChecked(id: string, now: Date): Promise<void> {
      await db.adminSession.updateMany({ where: { id, revokedAt: null }, data: { checkedAt: now } });
    },

    /** @returns false where it was revoked already, or is not there */
    async revoke(id: string, now: Date): Promise<boolean> {
      const revoked = await db.adminSession.updateMany({
        where: { id, revokedAt: null },
        data: { revokedAt: now },
      });
      return revoked.count > 0;
    },

    /** Ends every session of a person in an organization. @returns how many */
    async revokeAllOf(
      { organizationId, userId }: Pick<AdminSession, 'organizationId' | 'userId'>,
      now: Date,
    ): Promise<number> {
      const revoked = await db.adminSession.updateMany({
        where: { organizationId, userId, revokedAt: null },
        data: { revokedAt: now },
      });
      return revoked.count;
    },

    /** Deletes those that expired before. @returns how many */
    async purge(before: Date): Promise<number> {
      return (await db.adminSession.deleteMany({ where: { expiresAt: { lt: before } } })).count;
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
