import type { Digest, DigestChoice, NewDigest } from '../../domain/digest/digest.ts';
import { periodNow } from '../../domain/digest/digest.ts';
import { nextDue } from '../../domain/digest/due.ts';
import { ERASED } from '../../domain/erasure.ts';

import { type Db, inTransaction, type Tx } from '../db.ts';
import {
  type DueDigest,
  insertPeriod,
  type OpenedMany,
  type OpenedPeriod,
  openMany,
  type Verdict,
} from './digest-opening.ts';
import { choiceColumns, scheduleColumns, toDigest } from './digest-rows.ts';
import { createStopping } from './digest-stopping.ts';

const UNFINISHED = ['queued', 'running'] as const;
/** Those that nobody has removed. */
const STANDING = { removedAt: null };
/** What a digest is like that comes no more: the words that somebody typed for it are of no use. */
const REMOVED = {
  state: 'paused',
  pausedFor: null,
  pausedIn: null,
  tellPausedAt: null,
  focus: null,
} as const;

/** Digests: what is posted of which channels, and when it is due next. */
export function createDigests(db: Db) {
  async function find(workspaceId: string, id: string): Promise<Digest | null> {
    const row = await db.digest.findFirst({ where: { id, workspaceId, ...STANDING } });
    return row && toDigest(row);
  }

  return {
    find,

    /** @throws RecallError `bad_input` for a schedule that is never due */
    async create({ schedule, wishes, ...digest }: NewDigest, now: Date): Promise<Digest> {
      const row = await db.digest.create({
        data: {
          ...digest,
          ...wishes,
          ...scheduleColumns(schedule),
          nextDueAt: nextDue(schedule, now),
          createdAt: now,
          changedAt: now,
        },
      });
      return toDigest(row);
    },

    /**
     * Sets up the first digest of one channel that is posted in it. Of two people who do so at the same moment the second finds the
     * digest of the first.
     * @returns whether it is new
     * @throws RecallError `bad_input` for a schedule that is never due
     */
    async createFirst(
      { schedule, wishes, ...digest }: NewDigest & { postTo: string },
      now: Date,
    ): Promise<{ digest: Digest; isNew: boolean }> {
      const { workspaceId, postTo, channelIds } = digest;
      const data = { ...digest, ...wishes, ...scheduleColumns(schedule), createdAt: now, changedAt: now };
      return inTransaction(db, async (tx) => {
        const key = `digest ${workspaceId} ${postTo}`;
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
        const there = await tx.digest.findFirst({
          where: { workspaceId, postTo, channelIds: { equals: channelIds }, ...STANDING },
        });
        if (there) return { digest: toDigest(there), isNew: false };
        const row = await tx.digest.create({ data: { ...data, nextDueAt: nextDue(schedule, now) } });
        return { digest: toDigest(row), isNew: true };
      });
    },

    /**
     * Changes what is given of a choice; with another schedule than it has, the next is due after `now`, and else what is due stays so.
     * What it was paused for is left.
     * @returns null where it is gone
     * @throws RecallError `bad_input` for a schedule that is never due
     */
    async change(
      workspaceId: string,
      id: string,
      changes: Partial<DigestChoice>,
      now: Date,
    ): Promise<Digest | null> {
      const columns = choiceColumns(changes);
      return inTransaction(db, async (tx) => {
        const before = await hold(tx, workspaceId, id);
        if (!before) return null;
        const { cron = before.cron, timeZone = before.timeZone } = columns;
        const isOther = cron !== before.cron || timeZone !== before.timeZone;
        const nextDueAt = changes.schedule && isOther ? { nextDueAt: nextDue(changes.schedule, now) } : {};
        const data = { ...columns, ...nextDueAt, changedAt: now };
        return toDigest(await tx.digest.update({ where: { id, workspaceId }, data }));
      });
    },

    /** Those that cover the channel or are posted in it, the oldest first. */
    async ofChannel(workspaceId: string, channelId: string): Promise<Digest[]> {
      const rows = await db.digest.findMany({
        where: { workspaceId, OR: [{ channelIds: { has: channelId } }, { postTo: channelId }], ...STANDING },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toDigest);
    },

    /** Those that the person set up, the oldest first. */
    async byAuthor(workspaceId: string, userId: string): Promise<Digest[]> {
      const rows = await db.digest.findMany({
        where: { workspaceId, author: userId, ...STANDING },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toDigest);
    },

    /** A person pauses it. @returns false where it is paused already, or gone */
    async pause(workspaceId: string, id: string, now: Date): Promise<boolean> {
      const paused = await db.digest.updateMany({
        where: { id, workspaceId, state: 'active' },
        data: { state: 'paused', pausedFor: null, pausedIn: null, tellPausedAt: null, changedAt: now },
      });
      return paused.count > 0;
    },

    ...createStopping(db),

    /**
     * What fell due while it was paused does not come any more. One whose author's data was deleted is from then on that of `by`, the
     * Slack id of the person who has it go on.
     * @returns null where it is gone
     */
    async resume(workspaceId: string, id: string, now: Date, by: string): Promise<Digest | null> {
      const digest = await find(workspaceId, id);
      if (!digest || digest.state === 'active') return digest;
      const [row] = await db.digest.updateManyAndReturn({
        where: { id, workspaceId, state: 'paused', ...STANDING },
        data: {
          ...(digest.author === ERASED ? { author: by } : {}),
          state: 'active',
          pausedFor: null,
          pausedIn: null,
          tellPausedAt: null,
          failures: 0,
          nextDueAt: nextDue(digest.schedule, now),
          changedAt: now,
        },
      });
      return row ? toDigest(row) : find(workspaceId, id);
    },

    /**
     * It is in no list any more, and what of it is not posted yet is not made. What was posted of it stays, and is kept up to date, for
     * which its row stays until its periods are gone.
     * @returns false where it was gone already
     */
    async remove(workspaceId: string, id: string, now: Date): Promise<boolean> {
      return inTransaction(db, async (tx) => {
        // In the order in which whoever settles one holds them.
        await tx.$queryRaw`
          SELECT 1 FROM "DigestPeriod" AS period JOIN "Digest" AS digest ON digest.id = period."digestId"
          WHERE digest.id = ${id}::uuid AND digest."workspaceId" = ${workspaceId} AND period."settledAt" IS NULL FOR UPDATE OF period`;
        const removed = await tx.digest.updateMany({
          where: { id, workspaceId, ...STANDING },
          data: { ...REMOVED, removedAt: now, changedAt: now },
        });
        if (removed.count === 0) return false;
        await tx.conversation.updateMany({
          where: { workspaceId, digestPeriod: { digestId: id }, state: { in: [...UNFINISHED] } },
          data: { state: 'cancelled', errorCode: null, finishedAt: now },
        });
        await tx.digestPeriod.updateMany({
          where: { digestId: id, settledAt: null },
          data: { settledAt: now },
        });
        await tx.digest.deleteMany({ where: { id, workspaceId, periods: { none: {} } } });
        return true;
      });
    },

    /** The ids of active ones of workspaces that Recall is installed in that are due by `now`, the longest due first. */
    async due(now: Date, limit: number): Promise<string[]> {
      const rows = await db.digest.findMany({
        where: {
          state: 'active',
          nextDueAt: { lte: now },
          workspace: { installation: { state: 'active' } },
        },
        orderBy: [{ nextDueAt: 'asc' }, { id: 'asc' }],
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    /** Decides on those of some that are due, and writes down what was decided: all of it or nothing. See `openMany`. */
    openMany: (
      which: { ids: readonly string[]; now: Date },
      decide: (due: DueDigest) => Verdict,
    ): Promise<OpenedMany> => openMany(db, which, decide),

    /**
     * Opens a period for somebody who does not want to wait: the time since the last digest up to now, which the next one does not
     * cover again, or its period of the calendar.
     * @returns null where it is gone, or was asked for within the same minute
     */
    async startNow(workspaceId: string, id: string, now: Date): Promise<OpenedPeriod | null> {
      return inTransaction(db, async (tx) => {
        const row = await hold(tx, workspaceId, id);
        if (!row) return null;
        const digest = toDigest(row);
        const period = periodNow(digest, now);
        const due = { due: now, isLate: false, folded: 0, isCut: false, now, startAt: now };
        const opened = await insertPeriod(tx, digest, { period, ...due });
        if (opened && digest.covers === 'since_last')
          await tx.digest.update({ where: { id }, data: { lastPeriodEnd: period.end } });
        return opened;
      });
    },
  };
}
export type Digests = ReturnType<typeof createDigests>;

/** Nobody changes it meanwhile. @returns null where it is gone */
async function hold(tx: Tx, workspaceId: string, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Digest" WHERE id = ${id}::uuid AND "workspaceId" = ${workspaceId} FOR UPDATE`;
  return tx.digest.findFirst({ where: { id, workspaceId, ...STANDING } });
}
