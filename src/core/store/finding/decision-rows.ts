import type { Decision } from '../../domain/action-item.ts';
import type { Db, Tx } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { storedSources } from '../recaps/recap-json.ts';
import { inScope } from '../scope.ts';

export const withLinks = {
  recap: { select: { conversationId: true, isCurrent: true } },
  supersedes: { select: { id: true, text: true } },
  supersededBy: { select: { id: true, text: true } },
} satisfies Prisma.DecisionInclude;
export type Row = Prisma.DecisionGetPayload<{ include: typeof withLinks }>;

/** A chain of decisions is followed at most so far. */
const LONGEST_CHAIN = 1000;

/** A decision, or the last of those that go on with it. */
export async function latestOf(db: Db | Tx, id: string): Promise<Row | null> {
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
export async function earlierThan(db: Db | Tx, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE earlier AS (
      SELECT "supersedesId" AS "id" FROM "Decision" 
      WHERE "id" = ${id}::uuid AND ${inScope(db, Prisma.sql`"workspaceId"`)}
      UNION
      SELECT decision."supersedesId" FROM "Decision" AS decision JOIN earlier ON decision."id" = earlier."id"
    ) SELECT "id"::text FROM earlier WHERE "id" IS NOT NULL`;
  return rows.map((row) => row.id);
}

export function toDecision(row: Row): Decision {
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
