import type { Digest } from '../../domain/digest/digest.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';
import { toDigest } from './digest-rows.ts';

const OF_WORKSPACE = Prisma.sql`d."workspaceId"`;

/** A digest that Recall has paused, whose author has not been told. */
export interface StoppedDigest {
  digest: Digest;
  code: ErrorCode;
  /** The channel that it is for; null where it is for none. */
  channelId: string | null;
}

/** One whose author is to be told. */
export interface UntoldDigest extends StoppedDigest {
  pausedAt: Date;
  /** Whether somebody tried to tell before, who may have done so without writing it down. */
  isTriedAgain: boolean;
}

const isUntold = (now: Date) => ({
  tellPausedAt: { lte: now },
  removedAt: null,
  workspace: { installation: { state: 'active' as const } },
});

/** What Recall pauses by itself, which its author is told of. */
export function createStopping(db: Db) {
  return {
    /**
     * Recall pauses it, and owes it to its author to say so.
     * @returns false where it is paused already, or gone
     */
    async stop({ digest, code, channelId }: StoppedDigest, now: Date): Promise<boolean> {
      const { id, workspaceId } = digest;
      const stopped = await db.digest.updateMany({
        where: { id, workspaceId, state: 'active' },
        data: { state: 'paused', pausedFor: code, pausedIn: channelId, tellPausedAt: now, changedAt: now },
      });
      return stopped.count > 0;
    },

    /** Whether there is an author to tell by `now`. */
    async hasUntold(now: Date): Promise<boolean> {
      return (await db.digest.findFirst({ where: isUntold(now), select: { id: true } })) !== null;
    },

    /**
     * Takes it on to tell the author of one that was stopped and is to be told of by `now`; whoever does so and fails, or is gone, leaves it
     * to the next after `againAt`.
     * @returns null where there is none
     */
    async takeUntold({ now, againAt }: { now: Date; againAt: Date }): Promise<UntoldDigest | null> {
      const [taken] = await db.$queryRaw<{ id: string; isTriedAgain: boolean }[]>`
        WITH before AS (
          SELECT d.id, d."tellPausedAt" <> d."changedAt" AS "isTriedAgain" FROM "Digest" d
          JOIN "Workspace" w ON w.id = d."workspaceId"
          JOIN "Installation" i ON i.id = w."installationId" AND i.state = 'active'
          WHERE d."tellPausedAt" <= ${now} AND d."removedAt" IS NULL AND ${inScope(db, OF_WORKSPACE)}
          ORDER BY d."tellPausedAt" LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
        UPDATE "Digest" SET "tellPausedAt" = ${againAt} FROM before WHERE "Digest".id = before.id
        RETURNING "Digest".id, "isTriedAgain"`;
      const row = taken && (await db.digest.findUnique({ where: { id: taken.id } }));
      if (!row) return null;
      const digest = toDigest(row);
      const { pausedIn: channelId, changedAt: pausedAt } = row;
      return {
        digest,
        code: digest.pausedFor ?? 'internal',
        channelId,
        pausedAt,
        isTriedAgain: taken.isTriedAgain,
      };
    },

    /** Its author was told, or cannot be. */
    async markTold(id: string): Promise<void> {
      await db.digest.updateMany({ where: { id }, data: { tellPausedAt: null } });
    },
  };
}
