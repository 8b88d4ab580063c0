import type { Db } from '../db.ts';

/** A link that signs one admin in, once. */
export interface SignInLink {
  /** A hash of what the link holds. */
  id: string;
  workspaceId: string;
  userId: string;
  expiresAt: Date;
}

export interface FoundLink extends Pick<SignInLink, 'workspaceId' | 'userId'> {
  holds: boolean;
}

export function createSignInLinks(db: Db) {
  return {
    async create({ id, workspaceId, userId, expiresAt }: SignInLink): Promise<void> {
      await db.signInLink.create({ data: { id, workspaceId, userId, expiresAt } });
    },

    /** Whose it is, and whether it holds: it does not once it was used or has expired. Null where it is not there. */
    async find(id: string, now: Date): Promise<FoundLink | null> {
      const row = await db.signInLink.findUnique({ where: { id } });
      if (!row) return null;
      const { workspaceId, userId, usedAt, expiresAt } = row;
      return { workspaceId, userId, holds: usedAt === null && expiresAt > now };
    },

    /** Uses it up. @returns false where it does not hold; of two at the same time, one gets true */
    async use(id: string, now: Date): Promise<boolean> {
      const used = await db.signInLink.updateMany({
        where: { id, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      return used.count > 0;
    },

    /** Deletes those that expired before. @returns how many */
    async purge(before: Date): Promise<number> {
      return (await db.signInLink.deleteMany({ where: { expiresAt: { lt: before } } })).count;
    },
  };
}
export type SignInLinks = ReturnType<typeof createSignInLinks>;
