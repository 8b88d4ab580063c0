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

    /**
     * Takes it on to tell the authors of what was stopped and is to be told by `now`; whoever does so and fails, or is gone, leaves it
     * to the next after `againAt`.
     */
    async takeUntold({
      now,
      againAt,
      limit,
    }: {
      now: Date;
      againAt: Date;
      limit: number;
    }): Promise<StoppedDigest[]> {
      const ids = await db.$queryRaw<{ id: string }[]>`
        UPDATE "Digest" SET "tellPausedAt" = ${againAt}
        WHERE id IN (
          SELECT d.id FROM "Digest" d
          JOIN "Workspace" w ON w.id = d."workspaceId"
          JOIN "Installation" i ON i.id = w."installationId" AND i.state = 'active'
          WHERE d."tellPausedAt" <= ${now} AND ${inScope(db, OF_WORKSPACE)} LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED)
        RETURNING id`;
      if (ids.length === 0) return [];
      const rows = await db.digest.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
      return rows.map((row) => {
        const digest = toDigest(row);
        return { digest, code: digest.pausedFor ?? 'internal', channelId: row.pausedIn };
      });
    },

    /** Its author was told, or cannot be. */
    async markTold(id: string): Promise<void> {
      await db.digest.updateMany({ where: { id }, data: { tellPausedAt: null } });
    },
  };
}
