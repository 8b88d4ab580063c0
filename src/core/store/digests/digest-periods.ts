import type { Conversation } from '../../domain/conversation.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { toConversation, withChannel } from '../conversations/conversation-rows.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { toJson } from '../recaps/recap-json.ts';
import { toStoredRecap, withParts } from '../recaps/recap-read.ts';
import type { StoredRecap } from '../recaps/saved-recap.ts';
import { inScope } from '../scope.ts';
import { type StoredMessages, storedMessages } from './digest-json.ts';
import { toDigest, toErrorCode } from './digest-rows.ts';

/** One time that a digest was due, with what it is made of. */
export interface DigestPeriod {
  id: string;
  /** As it is now; where the period goes and for whom is its own, since a digest may be changed once it is opened. */
  digest: Digest;
  /** Whether a person removed the digest since. */
  isRemoved: boolean;
  /** The channel that it goes to; null: the direct message with its author. */
  postTo: string | null;
  /** Whether it adds what is open for its author and what waits for them. */
  isPersonal: boolean;
  start: Date;
  end: Date;
  due: Date;
  isLate: boolean;
  folded: number;
  isCut: boolean;
  openedAt: Date;
  /** When it was posted, or passed in silence; null until then. */
  settledAt: Date | null;
  messages: StoredMessages;
  /** In the order of the digest's channels. */
  parts: PeriodPart[];
}

/** One channel of a digest. */
export interface PeriodPart {
  conversation: Conversation;
  /** Why it failed; null where it did not. */
  errorCode: ErrorCode | null;
  /** Null where there is none, or it was deleted. */
  recap: StoredRecap | null;
}

/** How a period ended: what there was is told, or it could not be, or not yet, which does not count among the failures. */
export type PeriodEnd = 'told' | 'failed' | 'put_off';

/** A worker's right to post a period, which ends when another takes it over. */
export interface PeriodClaim {
  readonly periodId: string;
  /** Moves on with each `record`. */
  claimedAt: Date;
  /** Whether one before it may have posted without writing it down. */
  isTakenOver: boolean;
}

const withContent = {
  digest: true,
  conversations: { include: { ...withChannel, recap: { include: withParts } } },
} satisfies Prisma.DigestPeriodInclude;
type Row = Prisma.DigestPeriodGetPayload<{ include: typeof withContent }>;

const OF_DIGEST = Prisma.sql`digest."workspaceId"`;
const UNFINISHED = ['queued', 'running'] as const;
/** The claim of nobody on what was claimed before. */
const RELEASED = new Date(0);

/** The periods of digests: made, claimed by the worker that posts them, settled. */
export function createDigestPeriods(db: Db) {
  /** Whether its digest is there, and has not come to the time after it. */
  async function isLatest(id: string): Promise<boolean> {
    const [found] = await db.$queryRaw<object[]>`
      SELECT 1 AS found FROM "DigestPeriod" AS period JOIN "Digest" AS digest ON digest.id = period."digestId"
      WHERE period.id = ${id}::uuid AND digest."removedAt" IS NULL AND ${inScope(db, OF_DIGEST)}
        AND (covers <> 'since_last' OR "lastPeriodEnd" IS NULL OR "lastPeriodEnd" <= period."end")`;
    return found !== undefined;
  }

  return {
    async find(id: string): Promise<DigestPeriod | null> {
      const row = await db.digestPeriod.findUnique({ where: { id }, include: withContent });
      return row && toPeriod(row);
    },

    /** The channel that it goes to; null for a direct message. */
    async postsTo(id: string): Promise<string | null> {
      const row = await db.digestPeriod.findUnique({ where: { id }, select: { postTo: true } });
      return row?.postTo ?? null;
    },

    /** Whether it is to be posted: none of its conversations is being made any more, and it is not settled. */
    async isReady(id: string): Promise<boolean> {
      const ready = await db.digestPeriod.count({
        where: { id, settledAt: null, conversations: { none: { state: { in: [...UNFINISHED] } } } },
      });
      return ready > 0;
    },

    /** Whether it was posted, or passed in silence. */
    async isSettled(id: string): Promise<boolean> {
      return (await db.digestPeriod.count({ where: { id, settledAt: { not: null } } })) > 0;
    },

    /** Of those that are to be posted, the ones that were opened before `before` and not claimed since, the oldest first. */
    async ready(before: Date, limit: number): Promise<string[]> {
      const rows = await db.digestPeriod.findMany({
        where: {
          settledAt: null,
          openedAt: { lt: before },
          OR: [{ claimedAt: null }, { claimedAt: { lt: before } }],
          conversations: { none: { state: { in: [...UNFINISHED] } } },
          digest: { workspace: { installation: { state: 'active' } } },
        },
        select: { id: true },
        orderBy: { openedAt: 'asc' },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    /**
     * Takes it on to post a period, or to bring what was posted up to date. A claim from before `staleBefore` is that of a worker
     * that is gone.
     * @returns null where another worker has it, or it is gone
     */
    async claim(
      id: string,
      { now, staleBefore }: { now: Date; staleBefore: Date },
    ): Promise<PeriodClaim | null> {
      const [claimed] = await db.$queryRaw<{ isTakenOver: boolean }[]>`
        UPDATE "DigestPeriod" AS period SET "claimedAt" = ${now}
        FROM (SELECT id, "claimedAt" FROM "DigestPeriod" WHERE id = ${id}::uuid FOR UPDATE) AS before, "Digest" AS digest
        WHERE period.id = before.id AND digest.id = period."digestId" AND ${inScope(db, OF_DIGEST)}
          AND (before."claimedAt" IS NULL OR before."claimedAt" < ${staleBefore} OR before."claimedAt" > ${now})
        RETURNING before."claimedAt" IS NOT NULL AS "isTakenOver"`;
      return claimed ? { periodId: id, claimedAt: now, isTakenOver: claimed.isTakenOver } : null;
    },

    /** Writes down the messages that carry it, and holds on to the claim. @returns false where another has taken it over */
    async record(claim: PeriodClaim, messages: StoredMessages, now: Date): Promise<boolean> {
      const { periodId: id, claimedAt } = claim;
      const data = { messages: toJson(messages), claimedAt: now };
      const recorded = await db.digestPeriod.updateMany({ where: { id, claimedAt }, data });
      if (recorded.count > 0) claim.claimedAt = now;
      return recorded.count > 0;
    },

    /** Gives the claim back; what was posted is looked for by whoever has it next. */
    async release({ periodId: id, claimedAt }: PeriodClaim): Promise<void> {
      if (claimedAt > RELEASED)
        await db.digestPeriod.updateMany({ where: { id, claimedAt }, data: { claimedAt: RELEASED } });
    },

    /**
     * Ends a period, counts whether it failed, and gives the claim back. The time of one that was not told is in the next of a digest
     * that covers the time since the last.
     * @returns how many periods of the digest have failed in a row; null where it was settled already
     */
    async settle(claim: PeriodClaim, end: PeriodEnd, now: Date): Promise<number | null> {
      const { periodId: id, claimedAt } = claim;
      const isTold = end === 'told';
      const failures = { told: 0, failed: 1, put_off: 0 }[end];
      const [settled] = await db.$queryRaw<{ failures: number }[]>`
        WITH settled AS (
          UPDATE "DigestPeriod" SET "settledAt" = ${now}, "claimedAt" = ${RELEASED}
          WHERE id = ${id}::uuid AND "claimedAt" = ${claimedAt} AND "settledAt" IS NULL
            AND EXISTS (SELECT 1 FROM "Digest" AS digest WHERE digest.id = "digestId" AND ${inScope(db, OF_DIGEST)})
          RETURNING "digestId", start, "end")
        UPDATE "Digest" AS digest SET failures = CASE WHEN ${isTold} THEN 0 ELSE failures + ${failures}::int END,
          "lastPeriodEnd" = CASE
            WHEN NOT ${isTold} AND covers = 'since_last' AND "lastPeriodEnd" = settled."end" THEN settled.start
            ELSE "lastPeriodEnd" END
        FROM settled WHERE digest.id = settled."digestId" RETURNING failures`;
      if (!settled) return null;
      claim.claimedAt = RELEASED;
      return settled.failures;
    },

    /** Says of a period that failed that it is told after all, so that the next one does not tell of its time again. Safe to repeat. */
    async makeUp(id: string): Promise<void> {
      await db.$executeRaw`
        UPDATE "Digest" AS digest SET "lastPeriodEnd" = period."end"
        FROM "DigestPeriod" AS period
        WHERE period.id = ${id}::uuid AND digest.id = period."digestId" AND ${inScope(db, OF_DIGEST)}
          AND digest."removedAt" IS NULL AND covers = 'since_last' AND "lastPeriodEnd" = period.start`;
    },

    /**
     * Whether what is made of it from now on is shown to anybody. Where nothing of it was posted, it is not once its digest is
     * removed, or has come to the time after it.
     */
    async isStillShown(id: string): Promise<boolean> {
      const row = await db.digestPeriod.findUnique({
        where: { id },
        select: { settledAt: true, messages: true },
      });
      if (!row) return false;
      return row.settledAt === null || storedMessages.parse(row.messages).length > 0 || isLatest(id);
    },
  };
}
export type DigestPeriods = ReturnType<typeof createDigestPeriods>;

function toPeriod({ conversations, messages, ...row }: Row): DigestPeriod {
  const { id, postTo, isPersonal, start, end, due, isLate, folded, isCut, openedAt, settledAt } = row;
  const digest = toDigest(row.digest);
  const place = (channelId: string) => digest.channelIds.indexOf(channelId);
  return {
    ...{ id, digest, postTo, isPersonal, start, end, due, isLate, folded, isCut, openedAt, settledAt },
    isRemoved: row.digest.removedAt !== null,
    messages: storedMessages.parse(messages),
    parts: conversations
      .toSorted((a, b) => place(a.channelId) - place(b.channelId))
      .map((conversation) => ({
        conversation: toConversation(conversation),
        errorCode: toErrorCode(conversation.errorCode),
        recap: conversation.recap && !conversation.deletedAt ? toStoredRecap(conversation.recap) : null,
      })),
  };
}
