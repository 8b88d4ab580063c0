import type { Db } from '../db.ts';

/** A browser that was sent to Slack and is to come back. */
export interface SignInAttempt {
  /** A hash of the state. */
  id: string;
  purpose: 'install' | 'sign_in';
  nonce: string | null;
  codeVerifier: string | null;
  /** Where the person wanted to go: a path of Recall's own. */
  returnTo: string | null;
  expiresAt: Date;
}

const fields = {
  id: true,
  purpose: true,
  nonce: true,
  codeVerifier: true,
  returnTo: true,
  expiresAt: true,
} as const;

export function createSignInAttempts(db: Db) {
  return {
    async create({ id, purpose, nonce, codeVerifier, returnTo, expiresAt }: SignInAttempt): Promise<void> {
      await db.authAttempt.create({ data: { id, purpose, nonce, codeVerifier, returnTo, expiresAt } });
    },

    /** Uses it up: of two at the same time, one gets it. @returns null where it is not there, is for something else, was used or has expired */
    async use(id: string, purpose: SignInAttempt['purpose'], now: Date): Promise<SignInAttempt | null> {
      const [used] = await db.authAttempt.updateManyAndReturn({
        where: { id, purpose, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
        select: fields,
      });
      return used ?? null;
    },

    /** Deletes those that expired before. @returns how many */
    async purge(before: Date): Promise<number> {
      return (await db.authAttempt.deleteMany({ where: { expiresAt: { lt: before } } })).count;
    },
  };
}
export type SignInAttempts = ReturnType<typeof createSignInAttempts>;
