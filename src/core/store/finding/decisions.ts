import type { Decision } from '../../domain/action-item.ts';
import { RecallError } from '../../domain/errors.ts';
import type { Reach } from '../../domain/reach.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { storedSources } from '../recaps/recap-json.ts';
import { lockRecap } from '../recaps/recap-lock.ts';
import { isWithin } from './reach.ts';

/** Whose ledger, and who looks at it. */
export interface LedgerOf {
  workspaceId: string;
  channelId: string;
  /** What only one person may see is shown to that person alone. */
  userId: string;
  reach: Reach;
}

/** That `byId` takes the place of `id`; null for that nothing does. `seenId` is what the person saw in its place. */
export interface Supersession {
  id: string;
  byId: string | null;
  seenId: string | null;
}

/** What became of a wish to link two decisions. */
export type Linking =
  /** `conversationIds` are those whose recaps show it. */
  | { kind: 'done'; conversationIds: string[] }
  /** It is so already. */
  | { kind: 'unchanged' }
  /** Somebody else has linked one of them differently meanwhile. */
  | { kind: 'overtaken' }
  /** It would take the place of a decision that takes its place. */
  | { kind: 'circle' };

const withLinks = {
  recap: { select: { conversationId: true, isCurrent: true } },
  supersedes: { select: { id: true, text: true } },
  supersededBy: { select: { id: true, text: true } },
} satisfies Prisma.DecisionInclude;
type Row = Prisma.DecisionGetPayload<{ include: typeof withLinks }>;

/** A chain of decisions is followed at most so far. */
const LONGEST_CHAIN = 1000;
const MOST_TO_CHOOSE_FROM = 100;
const MOST_TRIES = 5;

/** The decisions of current recaps, and which takes the place of which. */
export function createDecisions(db: Db) {
  return {
    /** A page of a channel's ledger, newest first; with words, those in which they are found. */
    async ledger(
      of: LedgerOf,
      { words, offset, limit }: { words: string; offset: number; limit: number },
    ): Promise<{ decisions: Decision[]; total: number }> {
      const found = await idsIn(db, of, words);
      const ids = found.slice(offset, offset + limit);
      const rows = await db.decision.findMany({ where: { id: { in: ids } }, include: withLinks });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return {
        decisions: ids.flatMap((id) => {
          const row = byId.get(id);
          return row ? [toDecision(row)] : [];
        }),
        total: found.length,
      };
    },

    /** A decision as it stands today: the one that goes on with it where its recap was brought up to date. Null where it is gone. */
    async find({ id, ...viewer }: Omit<LedgerOf, 'channelId'> & { id: string }) {
      const { workspaceId, userId, reach } = viewer;
      const row = await latestOf(db, id);
      const isTheirs = row?.workspaceId === workspaceId && (row.onlyFor === null || row.onlyFor === userId);
      if (!row || !isTheirs || !row.recap.isCurrent) return null;
      if (reach === 'all') return toDecision(row);
      const within = await idsIn(db, { ...viewer, channelId: row.channelId }, '');
      return within.includes(row.id) ? toDecision(row) : null;
    },

    /**
     * What may take the place of a decision, newest first: those of its channel that do not take another's place, as far as the viewer
     * sees, and each once, as in the ledger.
     */
    async successorsFor(decision: Decision, viewer: Pick<LedgerOf, 'userId' | 'reach'>): Promise<Decision[]> {
      const { id, workspaceId, channelId, onlyFor } = decision;
      const before = await earlierThan(db, id);
      // The ledger has a private one only where no shared one has it, too.
      const isWhole = viewer.reach === 'all' && onlyFor !== null;
      const within = isWhole ? null : await idsIn(db, { ...viewer, workspaceId, channelId }, '');
      const rows = await db.decision.findMany({
        where: {
          workspaceId,
          channelId,
          onlyFor,
          id: { notIn: [id, ...before], ...(within && { in: within }) },
          OR: [{ supersedesId: null }, { supersedesId: id }],
          recap: { isCurrent: true, conversation: { deletedAt: null } },
        },
        orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
        take: MOST_TO_CHOOSE_FROM,
        include: withLinks,
      });
      return rows.map(toDecision);
    },

    /**
     * Notes which decision takes the place of another, or that none does.
     * @throws RecallError `no_longer_there` where one of them is gone, or they are not of one ledger
     */
    async supersede(wish: Supersession, now: Date): Promise<Linking> {
      return inTransaction(db, (tx) => supersede(tx, wish, now));
    },
  };
}
export type DecisionsStore = ReturnType<typeof createDecisions>;

/** Newest first. What several recaps have is there once: as it stands in a shared one rather than a private one, and in the latest. */
async function idsIn(
  db: Db,
  { workspaceId, channelId, userId, reach }: LedgerOf,
  words: string,
): Promise<string[]> {
  const vector = Prisma.sql`(to_tsvector('simple', decision."text") || to_tsvector('english', decision."text"))`;
  const query = Prisma.sql`(websearch_to_tsquery('simple', ${words}) || websearch_to_tsquery('english', ${words}))`;
  const isFound = words === '' ? Prisma.empty : Prisma.sql`AND ${vector} @@ ${query}`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (
      SELECT decision."id", decision."madeAt", dense_rank() OVER (
        PARTITION BY coalesce(decision."sources" -> 0 ->> 'ts', decision."id"::text)
        ORDER BY decision."onlyFor" IS NULL DESC, recap."createdAt" DESC, recap."id" DESC
      ) AS "choice"
      FROM "Decision" AS decision
      JOIN "Recap" AS recap ON recap."id" = decision."recapId" AND recap."isCurrent"
      JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
      WHERE decision."workspaceId" = ${workspaceId} AND decision."channelId" = ${channelId}
        AND (decision."onlyFor" IS NULL OR decision."onlyFor" = ${userId})
        AND conversation."deletedAt" IS NULL AND ${isWithin({ reach, userId }, Prisma.sql`conversation`)} ${isFound}
    ) AS decision
    WHERE "choice" = 1
    ORDER BY "madeAt" DESC, "id" DESC`;
  return rows.map(({ id }) => id);
}

async function supersede(tx: Tx, { id, byId, seenId }: Supersession, now: Date): Promise<Linking> {
  await lockLedger(tx, id);
  const superseded = await held(tx, id);
  const successor = byId === null ? null : await successorOf(tx, superseded, byId);
  const standing = superseded.supersededBy;
  if ((standing?.id ?? null) === (successor?.id ?? null)) return { kind: 'unchanged' };
  if ((standing?.id ?? null) !== seenId || (successor && successor.supersedesId !== null)) {
    return { kind: 'overtaken' };
  }
  if (successor && (await earlierThan(tx, superseded.id)).includes(successor.id)) return { kind: 'circle' };
  const touched = [superseded.recapId];
  if (standing) touched.push(await point(tx, (await held(tx, standing.id)).id, null));
  if (successor) touched.push(await point(tx, successor.id, superseded.id));
  return { kind: 'done', conversationIds: await bump(tx, touched, now) };
}

async function latestOf(db: Db | Tx, id: string): Promise<Row | null> {
  let latest = await db.decision.findUnique({ where: { id } });
  for (let steps = 0; latest && steps < LONGEST_CHAIN; steps += 1) {
    const later = await db.decision.findUnique({ where: { continuesId: latest.id } });
    if (!later) break;
    latest = later;
  }
  return latest && linked(db, latest);
}

/** What `withLinks` reads, one after another: a transaction has one connection, which takes one query at a time. */
async function linked(db: Db | Tx, row: Prisma.DecisionGetPayload<object>): Promise<Row> {
  const { recapId, supersedesId } = row;
  const recap = await db.recap.findUniqueOrThrow({
    where: { id: recapId },
    select: withLinks.recap.select,
  });
  const { select } = withLinks.supersedes;
  const supersedes =
    supersedesId === null ? null : await db.decision.findUnique({ where: { id: supersedesId }, select });
  const supersededBy = await db.decision.findUnique({ where: { supersedesId: row.id }, select });
  return { ...row, recap, supersedes, supersededBy };
}

/** The ids of those that a decision takes the place of, and so on back. */
async function earlierThan(db: Db | Tx, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE earlier AS (
      SELECT "supersedesId" AS "id" FROM "Decision" WHERE "id" = ${id}::uuid
      UNION
      SELECT decision."supersedesId" FROM "Decision" AS decision JOIN earlier ON decision."id" = earlier."id"
    ) SELECT "id"::text FROM earlier WHERE "id" IS NOT NULL`;
  return rows.map((row) => row.id);
}

/** Holds a channel's ledger until the transaction ends, so that two people who link at the same time do so one after the other. */
async function lockLedger(tx: Tx, id: string): Promise<void> {
  const row = await latestOf(tx, id);
  if (!row) throw gone();
  const ledger = `decisions ${row.workspaceId} ${row.channelId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${ledger}, 0))`;
}

/** A decision as it stands today, with its recap held, so that none takes that recap's place until the transaction ends. */
async function held(tx: Tx, id: string): Promise<Row> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const row = await latestOf(tx, id);
    if (!row?.recap.isCurrent) break;
    await lockRecap(tx, row.recap.conversationId);
    const latest = await latestOf(tx, id);
    if (latest?.id === row.id && latest.recap.isCurrent) return latest;
  }
  throw gone();
}

async function successorOf(tx: Tx, superseded: Row, id: string): Promise<Row> {
  const row = await held(tx, id);
  const isOfLedger =
    row.workspaceId === superseded.workspaceId &&
    row.channelId === superseded.channelId &&
    row.onlyFor === superseded.onlyFor;
  if (!isOfLedger || row.id === superseded.id) throw gone();
  return row;
}

/** @returns the recap that the decision stands in */
async function point(tx: Tx, id: string, supersedesId: string | null): Promise<string> {
  const { recapId } = await tx.decision.update({
    where: { id },
    data: { supersedesId },
    select: { recapId: true },
  });
  return recapId;
}

/** What Slack shows of these recaps is to be brought up to date. @returns their conversations */
async function bump(tx: Tx, recapIds: readonly string[], now: Date): Promise<string[]> {
  const changed = await tx.recap.updateManyAndReturn({
    where: { id: { in: [...recapIds] } },
    data: { version: { increment: 1 }, changedAt: now },
    select: { conversationId: true },
  });
  return changed.map(({ conversationId }) => conversationId);
}

function gone(): RecallError {
  return new RecallError('no_longer_there', 'the decision is not in a current recap any more');
}

function toDecision(row: Row): Decision {
  const { id, workspaceId, channelId, text, by, onlyFor, madeAt, supersedes, supersededBy } = row;
  return {
    id,
    workspaceId,
    channelId,
    conversationId: row.recap.conversationId,
    text,
    by,
    sources: storedSources.parse(row.sources),
    onlyFor,
    madeAt,
    supersedes,
    supersededBy,
  };
}
