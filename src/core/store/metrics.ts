import { startOfMonth } from '../domain/budget.ts';
import type { Db } from './db.ts';

/** How all workspaces of this Recall stand together, for a monitor: numbers alone. */
export interface StoreFigures {
  conversations: { queued: number; running: number };
  digests: DigestCounts;
  installations: { active: number; revoked: number };
  /** What was asked of models in this month, in UTC. */
  month: MonthFigures;
  databaseBytes: number;
}

export interface DigestCounts {
  active: number;
  pausedByPeople: number;
  pausedByRecall: number;
  /** Active ones whose time has come. */
  due: number;
  /** Those whose time came ten minutes ago or more, and which are not posted. */
  late: number;
}

export interface MonthFigures {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  costUsd: number;
  /** Calls of which the price is not known. */
  unpriced: number;
}

/** A conversation that came to its end. */
export interface Finished {
  id: string;
  finishedAt: Date;
  trigger: string;
  state: string;
  errorCode: string | null;
  /** From the request on. */
  seconds: number;
}

/** Where a list of finished conversations goes on. */
export type FinishedCursor = Pick<Finished, 'finishedAt' | 'id'>;

const LATE_MS = 10 * 60_000;
/** What was not posted a day after its time is told by its own state. */
const LATE_UP_TO_MS = 24 * 60 * 60_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Figures that are asked for every few seconds. They stay cheap however many conversations are kept: each is read from an index of the few
 * rows that it counts, or from sums that are kept.
 */
export function createMetricsReads(db: Db) {
  return {
    async figures(now: Date): Promise<StoreFigures> {
      const [conversations, digests, installations, month, databaseBytes] = await Promise.all([
        openConversations(db),
        digestCounts(db, now),
        installationCounts(db),
        monthFigures(db, now),
        databaseSize(db),
      ]);
      return { conversations, digests, installations, month, databaseBytes };
    },

    /** Those that ended after a moment, the first to end first; at most so many. */
    async finishedAfter(after: Date | FinishedCursor, { limit }: { limit: number }): Promise<Finished[]> {
      const { finishedAt, id } = after instanceof Date ? { finishedAt: after, id: NO_ID } : after;
      return db.$queryRaw<Finished[]>`
        SELECT "id", "finishedAt", "trigger"::text, "state"::text, "errorCode",
          greatest(extract(epoch FROM "finishedAt" - "requestedAt"), 0)::float8 AS "seconds"
        FROM "Conversation"
        WHERE "finishedAt" >= ${finishedAt}::timestamptz
          AND ("finishedAt", "id") > (${finishedAt}::timestamptz, ${id}::uuid) AND "state" IN ('done', 'failed', 'cancelled')
        ORDER BY "finishedAt", "id" LIMIT ${limit}`;
    },
  };
}
export type MetricsReads = ReturnType<typeof createMetricsReads>;

/** What is of a workspace that Recall was taken out of rests: nobody waits for it. */
async function openConversations(db: Db): Promise<StoreFigures['conversations']> {
  const workspace = { installation: { state: 'active' as const } };
  const count = (state: 'queued' | 'running') =>
    db.conversation.count({ where: { state, channel: { workspace } } });
  const [queued, running] = await Promise.all([count('queued'), count('running')]);
  return { queued, running };
}

async function digestCounts(db: Db, now: Date): Promise<DigestCounts> {
  const late = new Date(now.getTime() - LATE_MS);
  const lateUpTo = new Date(now.getTime() - LATE_UP_TO_MS);
  const [row] = await db.$queryRaw<DigestCounts[]>`
    SELECT count(*) FILTER (WHERE d."state" = 'active')::int AS "active",
      count(*) FILTER (WHERE d."state" = 'paused' AND d."pausedFor" IS NULL)::int AS "pausedByPeople",
      count(*) FILTER (WHERE d."state" = 'paused' AND d."pausedFor" IS NOT NULL)::int AS "pausedByRecall",
      count(*) FILTER (WHERE d."state" = 'active' AND d."nextDueAt" <= ${now}::timestamptz)::int AS "due",
      (count(*) FILTER (WHERE d."state" = 'active' AND d."nextDueAt" <= ${late}::timestamptz) + (
        SELECT count(DISTINCT p."digestId") FROM "DigestPeriod" p
        JOIN "Digest" own ON own.id = p."digestId"
        JOIN "Workspace" w ON w.id = own."workspaceId" JOIN "Installation" i ON i.id = w."installationId"
        WHERE p."settledAt" IS NULL AND p."due" <= ${late}::timestamptz AND p."due" > ${lateUpTo}::timestamptz
          AND i."state" = 'active'
      ))::int AS "late"
    FROM "Digest" d JOIN "Workspace" dw ON dw.id = d."workspaceId"
      JOIN "Installation" di ON di.id = dw."installationId" AND di."state" = 'active'
    WHERE d."removedAt" IS NULL`;
  return row ?? { active: 0, pausedByPeople: 0, pausedByRecall: 0, due: 0, late: 0 };
}

async function installationCounts(db: Db): Promise<StoreFigures['installations']> {
  const groups = await db.installation.groupBy({ by: ['state'], _count: { _all: true } });
  const of = (state: string) => groups.find((group) => group.state === state)?._count._all ?? 0;
  return { active: of('active'), revoked: of('revoked') };
}

async function monthFigures(db: Db, now: Date): Promise<MonthFigures> {
  const { _sum: sum } = await db.organizationModelFigures.aggregate({
    where: { day: { gte: startOfMonth(now) } },
    _sum: {
      calls: true,
      inputTokens: true,
      outputTokens: true,
      cacheReadTokens: true,
      cacheWriteTokens: true,
      costUsd: true,
      unpriced: true,
    },
  });
  return {
    calls: sum.calls ?? 0,
    inputTokens: Number(sum.inputTokens ?? 0),
    outputTokens: Number(sum.outputTokens ?? 0),
    cacheReadTokens: Number(sum.cacheReadTokens ?? 0),
    cacheWriteTokens: Number(sum.cacheWriteTokens ?? 0),
    costUsd: sum.costUsd ?? 0,
    unpriced: sum.unpriced ?? 0,
  };
}

async function databaseSize(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: number }[]>`
    SELECT pg_database_size(current_database())::float8 AS "bytes"`;
  return row?.bytes ?? 0;
}
