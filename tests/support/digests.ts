import { NO_WISHES } from '../../src/core/domain/conversation.ts';
import type { Digest, NewDigest } from '../../src/core/domain/digest/digest.ts';
import type { Message } from '../../src/simulator/index.ts';
import { GENERAL, MARA } from './meeting-workspace.ts';
import type { RecallUnderTest } from './recall.ts';
import { until } from './until.ts';

/** Every day at nine in New York, of #general and in it, by Mara. */
export const DAILY: Omit<NewDigest, 'workspaceId'> = {
  author: MARA,
  channelIds: [GENERAL],
  postTo: GENERAL,
  isPersonal: false,
  schedule: {
    days: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    time: '09:00',
    timeZone: 'America/New_York',
  },
  covers: 'since_last',
  wishes: NO_WISHES,
  tellsQuiet: false,
};

export function setUp(
  recall: RecallUnderTest,
  changes: Partial<NewDigest> = {},
  now = new Date(),
): Promise<Digest> {
  return recall.store.digests.create(
    { ...DAILY, workspaceId: recall.simulator.world.team.id, ...changes },
    now,
  );
}

/** A moment so long after it. */
export function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

export const MINUTE_MS = 60_000;

/** The digests that Recall posted to a channel, oldest first, without what hangs below them. */
export function digestsIn({ simulator }: RecallUnderTest, channelId = GENERAL): readonly Message[] {
  const { app, world } = simulator;
  return world
    .timeline(channelId)
    .filter(({ user, metadata }) => user === app.botUserId && metadata?.event_type === 'recall_digest');
}

const looksOf = ({ logLines }: RecallUnderTest) =>
  logLines.filter((line) => line.includes('looked for digests')).length;

/** Takes all jobs away, once those of the periods that are open are queued. */
export async function wipeQueue(recall: RecallUnderTest): Promise<void> {
  const before = looksOf(recall);
  await until(() => looksOf(recall) > before);
  if (recall.redis) await recall.redis.wipe();
  else await recall.database.query('DELETE FROM recall_queue.job');
}

/** Waits until the workers have looked for due digests and come to nothing more to do. */
export async function allSettled(recall: RecallUnderTest): Promise<void> {
  const before = looksOf(recall);
  await until(() => looksOf(recall) >= before + 3);
  await until(async () => {
    const [row] = await recall.database.query<{ count: string }>(
      'SELECT count(*) FROM "DigestPeriod" WHERE "settledAt" IS NULL',
    );
    return row?.count === '0';
  });
}

export async function periodsOf(recall: RecallUnderTest) {
  return recall.database.query<{
    key: string;
    start: Date;
    end: Date;
    isLate: boolean;
    folded: number;
    settledAt: Date | null;
  }>('SELECT key, start, "end", "isLate", folded, "settledAt" FROM "DigestPeriod" ORDER BY due');
}
