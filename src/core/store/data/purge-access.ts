import { createAuth } from '../auth/index.ts';
import type { Db } from '../db.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What is over is kept for so long, so that a late question about it is answered by “over”, not by “unknown”. */
const KEPT_FOR_MS = 7 * DAY_MS;
const PROBES_KEPT_FOR_MS = 30 * DAY_MS;

/** Deletes what signing in and testing the engine left behind. Who signed in when stands in the audit log. */
export async function purgeAccess(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_FOR_MS);
  const { sessions, links, attempts } = createAuth(db);
  await sessions.purge(before);
  await links.purge(before);
  await attempts.purge(before);
  await db.engineProbe.deleteMany({
    where: { askedAt: { lt: new Date(now.getTime() - PROBES_KEPT_FOR_MS) } },
  });
}
