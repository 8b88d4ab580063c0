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
  digest: Digest;
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
  return {
    async find(id: string): Promise<DigestPeriod | null> {
      const row = await db.digestPeriod.findUnique({ where: { id }, include: withContent });
      return row && toPeriod(row);
    },

    /** The channel that its digest goes to; null for a direct message. */
    async postsTo(id: string): Promise<string | null> {
      const row = await db.digestPeriod.findUnique({
        where: { id },
        select: { digest: { select: { postTo: true } } },
      });
      return row?.digest.postTo ?? null;
    },

    /** Whether it is to be posted: none of its conversations is being made any more, and it is not settled. */
    async isReady(id: string): Promise<boolean> {
      const ready = await db.digestPeriod.count({
        where: { id, settledAt: null, conversations: { none: { state: { in: [...UNFINISHED] } } } },
      });
      return ready > 0;
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
     * Ends a period, counts whether it failed, and gives the claim back.
     * @returns how many periods of the digest have failed in a row; null where it was settled already
     */
    async settle(claim: PeriodClaim, hasFailed: boolean, now: Date): Promise<number | null> {
      const { periodId: id, claimedAt } = claim;
      const [settled] = await db.$queryRaw<{ failures: number }[]>`
        WITH settled AS (
          UPDATE "DigestPeriod" SET "settledAt" = ${now}, "claimedAt" = ${RELEASED}
          WHERE id = ${id}::uuid AND "claimedAt" = ${claimedAt} AND "settledAt" IS NULL
            AND EXISTS (SELECT 1 FROM "Digest" AS digest WHERE digest.id = "digestId" AND ${inScope(db, OF_DIGEST)})
          RETURNING "digestId")
        UPDATE "Digest" AS digest SET failures = CASE WHEN ${hasFailed} THEN failures + 1 ELSE 0 END
        FROM settled WHERE digest.id = settled."digestId" RETURNING failures`;
      if (!settled) return null;
      claim.claimedAt = RELEASED;
      return settled.failures;
    },
  };
}
export type DigestPeriods = ReturnType<typeof createDigestPeriods>;

function toPeriod({ conversations, messages, ...row }: Row): DigestPeriod {
  const { id, start, end, due, isLate, folded, isCut, openedAt, settledAt } = row;
  const digest = toDigest(row.digest);
  const place = (channelId: string) => digest.channelIds.indexOf(channelId);
  return {
    ...{ id, digest, start, end, due, isLate, folded, isCut, openedAt, settledAt },
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
