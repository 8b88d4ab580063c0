import type { Db } from '../db.ts';

/** A link that signs one admin in, once. */
export interface SignInLink {
  /** A hash of what the link holds. */
  id: string;
  workspaceId: string;
  userId: string;
  expiresAt: Date;
}

export function createSignInLinks(db: Db) {
  return {
    async create({ id, workspaceId, userId, expiresAt }: SignInLink): Promise<void> {
      await db.signInLink.create({ data: { id, workspaceId, userId, expiresAt } });
    },

    /** Uses it up: of two at the same time, one gets it. @returns null where it is not there, was used or has expired */
    async use(id: string, now: Date): Promise<Pick<SignInLink, 'workspaceId' | 'userId'> | null> {
      const [used] = await db.signInLink.updateManyAndReturn({
        where: { id, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
        select: { workspaceId: true, userId: true },
      });
      return used ?? null;
    },

    /** Deletes those that expired before. @returns how many */
    async purge(before: Date): Promise<number> {
      return (await db.signInLink.deleteMany({ where: { expiresAt: { lt: before } } })).count;
    },
  };
}
export type SignInLinks = ReturnType<typeof createSignInLinks>;
