import type { ErrorCode } from '../domain/errors.ts';
import type { Db } from './db.ts';

/** That an admin had the engine asked whether it answers. */
export interface EngineProbe {
  id: string;
  organizationId: string;
  askedBy: string;
  askedAt: Date;
  /** Null while the worker has not asked it. */
  answeredAt: Date | null;
  /** An ErrorCode; null where it answered well, or not yet. */
  errorCode: string | null;
}

export function createEngineProbes(db: Db) {
  return {
    async ask({ organizationId, askedBy }: { organizationId: string; askedBy: string }, now: Date) {
      return db.engineProbe.create({ data: { organizationId, askedBy, askedAt: now } });
    },

    /** Writes down how it went; the first answer stays. @returns false where there is one already */
    async answer(id: string, errorCode: ErrorCode | null, now: Date): Promise<boolean> {
      const answered = await db.engineProbe.updateMany({
        where: { id, answeredAt: null },
        data: { answeredAt: now, errorCode },
      });
      return answered.count > 0;
    },

    async find(id: string): Promise<EngineProbe | null> {
      return db.engineProbe.findUnique({ where: { id } });
    },

    /** The last one of an organization; null where it never asked. */
    async latest(organizationId: string): Promise<EngineProbe | null> {
      return db.engineProbe.findFirst({
        where: { organizationId },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      });
    },
  };
}
export type EngineProbes = ReturnType<typeof createEngineProbes>;
