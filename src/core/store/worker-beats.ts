import type { Db } from './db.ts';

/** Signs of life of worker processes, so that other processes can tell how many there are. */
export function createWorkerBeats(db: Db) {
  return {
    async beat(id: string, now: Date): Promise<void> {
      await db.workerBeat.upsert({ where: { id }, create: { id, seenAt: now }, update: { seenAt: now } });
    },

    async remove(id: string): Promise<void> {
      await db.workerBeat.deleteMany({ where: { id } });
    },

    async removeBefore(before: Date): Promise<void> {
      await db.workerBeat.deleteMany({ where: { seenAt: { lt: before } } });
    },

    /** How many workers gave a sign since `since`, and when any of them last did. */
    async summary(since: Date): Promise<{ alive: number; lastSeenAt: Date | null }> {
      const [alive, last] = await Promise.all([
        db.workerBeat.count({ where: { seenAt: { gte: since } } }),
        db.workerBeat.aggregate({ _max: { seenAt: true } }),
      ]);
      return { alive, lastSeenAt: last._max.seenAt };
    },
  };
}
export type WorkerBeats = ReturnType<typeof createWorkerBeats>;
