import type { Decision } from '../../domain/action-item.ts';
import type { Reach } from '../../domain/reach.ts';
import { type Db, inTransaction } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { earlierThan, latestOf, toDecision, withLinks } from './decision-rows.ts';
import { isWithin } from './reach.ts';
import { type Linking, type Supersession, supersede } from './supersede.ts';

export type { Linking, Supersession } from './supersede.ts';

/** Whose ledger, and who looks at it. */
export interface LedgerOf {
  workspaceId: string;
  channelId: string;
  /** What only one person may see is shown to that person alone. */
  userId: string;
  reach: Reach;
}

const MOST_TO_CHOOSE_FROM = 100;

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
