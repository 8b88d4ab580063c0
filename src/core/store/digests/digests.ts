import type { DueDecision } from '../../domain/digest/decide.ts';
import type { Digest, DigestChoice, NewDigest } from '../../domain/digest/digest.ts';
import { periodNow } from '../../domain/digest/digest.ts';
import { nextDue } from '../../domain/digest/due.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { type Db, inTransaction } from '../db.ts';
import { insertPeriod, type OpenedPeriod } from './digest-opening.ts';
import { choiceColumns, scheduleColumns, toDigest } from './digest-rows.ts';

/** Digests: what is posted of which channels, and when it is due next. */
export function createDigests(db: Db) {
  async function find(workspaceId: string, id: string): Promise<Digest | null> {
    const row = await db.digest.findFirst({ where: { id, workspaceId } });
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
     * Changes what is given; with another schedule the next is due after `now`. What it was paused for is left.
     * @returns null where it is gone
     * @throws RecallError `bad_input` for a schedule that is never due
     */
    async change(
      workspaceId: string,
      id: string,
      changes: Partial<DigestChoice>,
      now: Date,
    ): Promise<Digest | null> {
      const nextDueAt = changes.schedule ? { nextDueAt: nextDue(changes.schedule, now) } : {};
      const [row] = await db.digest.updateManyAndReturn({
        where: { id, workspaceId },
        data: { ...choiceColumns(changes), ...nextDueAt, changedAt: now },
      });
      return row ? toDigest(row) : null;
    },

    /** Those that cover the channel or are posted in it, the oldest first. */
    async ofChannel(workspaceId: string, channelId: string): Promise<Digest[]> {
      const rows = await db.digest.findMany({
        where: { workspaceId, OR: [{ channelIds: { has: channelId } }, { postTo: channelId }] },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toDigest);
    },

    /** Those that the person set up, the oldest first. */
    async byAuthor(workspaceId: string, userId: string): Promise<Digest[]> {
      const rows = await db.digest.findMany({
        where: { workspaceId, author: userId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toDigest);
    },

    /**
     * `pausedFor` is null where a person paused it.
     * @returns false where it is paused already, or gone
     */
    async pause(workspaceId: string, id: string, pausedFor: ErrorCode | null, now: Date): Promise<boolean> {
      const paused = await db.digest.updateMany({
        where: { id, workspaceId, state: 'active' },
        data: { state: 'paused', pausedFor, changedAt: now },
      });
      return paused.count > 0;
    },

    /** What fell due while it was paused does not come any more. @returns null where it is gone */
    async resume(workspaceId: string, id: string, now: Date): Promise<Digest | null> {
      const digest = await find(workspaceId, id);
      if (!digest || digest.state === 'active') return digest;
      const [row] = await db.digest.updateManyAndReturn({
        where: { id, workspaceId, state: 'paused' },
        data: {
          state: 'active',
          pausedFor: null,
          failures: 0,
          nextDueAt: nextDue(digest.schedule, now),
          changedAt: now,
        },
      });
      return row ? toDigest(row) : find(workspaceId, id);
    },

    /** What was posted of it stays. @returns false where it was gone already */
    async remove(workspaceId: string, id: string): Promise<boolean> {
      return (await db.digest.deleteMany({ where: { id, workspaceId } })).count > 0;
    },

    /** Active ones of workspaces that Recall is installed in that are due by `now`, the longest due first. */
    async due(now: Date, limit: number): Promise<Digest[]> {
      const rows = await db.digest.findMany({
        where: {
          state: 'active',
          nextDueAt: { lte: now },
          workspace: { installation: { state: 'active' } },
        },
        orderBy: [{ nextDueAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(toDigest);
    },

    /**
     * Writes down in one step what was decided: when it is due next, and for a run its period with a queued conversation for each
     * channel, which the sweep leaves alone until `startAt`.
     * @returns null where there is nothing to make: another has opened it meanwhile, or it was changed or paused
     */
    async openPeriod(
      { id, nextDueAt }: Digest,
      decision: DueDecision,
      { now, startAt }: { now: Date; startAt: Date },
    ): Promise<OpenedPeriod | null> {
      return inTransaction(db, async (tx) => {
        const [row] = await tx.digest.updateManyAndReturn({
          where: { id, state: 'active', nextDueAt },
          data: {
            nextDueAt: decision.nextDueAt,
            ...(decision.kind === 'run' ? { lastPeriodEnd: decision.period.end } : {}),
          },
        });
        if (!row || decision.kind === 'not_yet') return null;
        return insertPeriod(tx, toDigest(row), { ...decision, now, startAt });
      });
    },

    /**
     * Opens a period for somebody who does not want to wait: the time since the last digest up to now, which the next one does not
     * cover again, or its period of the calendar.
     * @returns null where it is gone, or was asked for within the same minute
     */
    async startNow(workspaceId: string, id: string, now: Date): Promise<OpenedPeriod | null> {
      return inTransaction(db, async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Digest" WHERE id = ${id}::uuid FOR UPDATE`;
        const row = await tx.digest.findFirst({ where: { id, workspaceId } });
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
