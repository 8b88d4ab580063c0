import type { z } from 'zod';
import type { ActionItemsAnswer, actionItemsQuery } from '../../domain/admin/action-items.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { isOfPublicChannel, isPublic, nameChannels, type Unnamed } from './channel-names.ts';
import { createCursors, newestKey } from './cursor.ts';
import { newest } from './newest.ts';
import { type AdminScope, isWhole, workspacesIn } from './scope.ts';

type Query = z.output<typeof actionItemsQuery>;
type Row = ActionItemsAnswer['page']['rows'][number];
type Fields = Omit<Row, 'isTold' | 'createdAt' | 'changedAt' | 'channelName'> &
  Unnamed & { createdAt: Date; changedAt: Date | null; isPrivateRecap: boolean };

/** Ended items are counted of today and the thirty days before, in UTC. */
const ENDED_WITHIN_MS = 30 * 86_400_000;

const cursors = createCursors('action_items', newestKey);

/**
 * Items of recaps that stand, the newest first, with how many there are in all; not what they say. Whose they are and when they are due is
 * told only of what the viewer may read, and found only in public channels: a filter would give away the rest.
 */
export async function actionItems(
  db: Db,
  scope: AdminScope,
  { query, now }: { query: Query; now: Date },
): Promise<ActionItemsAnswer> {
  const [totals, rows] = await Promise.all([
    totalsOf(db, scope, { workspace: query.workspace, now }),
    db.$queryRaw<Fields[]>`
      SELECT i."id", i."workspaceId", w."name" AS "workspaceName", i."channelId", channel."name" AS "channelName",
        ${isPublic(Prisma.sql`channel`)} AS "isPublic", i."onlyFor" IS NOT NULL AS "isPrivateRecap", recap."conversationId", i."assignee", i."due"::text, i."state"::text, i."createdAt", i."changedAt"
      FROM (${keys(scope, query, now)}) AS key
      JOIN "ActionItem" AS i ON i."id" = key."id"
      JOIN "Recap" AS recap ON recap."id" = i."recapId"
      JOIN "Workspace" AS w ON w."id" = i."workspaceId"
      LEFT JOIN "Channel" AS channel ON channel."workspaceId" = i."workspaceId" AND channel."id" = i."channelId"
      ORDER BY i."createdAt" DESC, i."id" DESC`,
  ]);
  const page = cursors.page(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  const named = await nameChannels(scope, page.rows);
  return { totals, page: { rows: named.map(toRow), next: page.next } };
}

function toRow({
  mayRead,
  isPrivateRecap,
  assignee,
  due,
  createdAt,
  changedAt,
  ...row
}: Omit<Fields, 'isPublic'> & { mayRead: boolean }): Row {
  const isTold = mayRead && !isPrivateRecap;
  return {
    ...row,
    isTold,
    assignee: isTold ? assignee : null,
    due: isTold ? due : null,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt?.toISOString() ?? null,
  };
}

/** How many items of recaps that stand are still open. */
export async function countOpen(
  db: Db,
  scope: AdminScope,
  { workspace, now }: { workspace: string | undefined; now: Date },
): Promise<number> {
  return (await totalsOf(db, scope, { workspace, now })).open;
}

async function totalsOf(
  db: Db,
  scope: AdminScope,
  { workspace, now }: { workspace: string | undefined; now: Date },
): Promise<ActionItemsAnswer['totals']> {
  const since = today(new Date(now.getTime() - ENDED_WITHIN_MS));
  const counts = isWhole(scope, workspace)
    ? Prisma.sql`SELECT "state", "day", "count", "unassigned" FROM "ItemFigures" WHERE "organizationId" = ${scope.organizationId}`
    : countsIn(workspacesIn(scope, workspace), since);
  const [row] = await db.$queryRaw<ActionItemsAnswer['totals'][]>`
    SELECT coalesce(sum("count") FILTER (WHERE "state" = 'open'), 0)::int AS "open",
      coalesce(sum("count") FILTER (WHERE "state" = 'open' AND "day" < ${today(now)}::date), 0)::int AS "overdue",
      coalesce(sum("unassigned") FILTER (WHERE "state" = 'open'), 0)::int AS "unassigned",
      coalesce(sum("count") FILTER (WHERE "state" = 'done' AND "day" >= ${since}::date), 0)::int AS "done",
      coalesce(sum("count") FILTER (WHERE "state" = 'dropped' AND "day" >= ${since}::date), 0)::int AS "dropped"
    FROM (${counts}) AS counted`;
  return row ?? { open: 0, overdue: 0, unassigned: 0, done: 0, dropped: 0 };
}

/** As ItemFigures has them of an organization: when open ones are due, and when the others were ended. */
function countsIn(workspaces: Prisma.Sql, since: string): Prisma.Sql {
  return Prisma.sql`
    SELECT "state", "due" AS "day", 1 AS "count", ("assignee" IS NULL)::int AS "unassigned" FROM "ActionItem"
    WHERE "workspaceId" IN (${workspaces}) AND "isCurrent" AND "state" = 'open'
    UNION ALL
    SELECT "state", ("changedAt" AT TIME ZONE 'UTC')::date, 1, 0 FROM "ActionItem" WHERE "workspaceId" IN (${workspaces}) AND "isCurrent"
      AND "state" <> 'open' AND "changedAt" >= ${since}::date::timestamp AT TIME ZONE 'UTC'`;
}

function keys(scope: AdminScope, query: Query, now: Date): Prisma.Sql {
  const { workspace, state, due, assignee, limit } = query;
  const where = [Prisma.sql`one."isCurrent"`, Prisma.sql`one."state" = each."state"`];
  if (assignee !== undefined || due !== undefined)
    where.push(Prisma.sql`one."onlyFor" IS NULL AND ${isOfPublicChannel(Prisma.sql`one`)}`);
  if (assignee !== undefined) where.push(Prisma.sql`one."assignee" = ${assignee}`);
  if (due === 'overdue') where.push(Prisma.sql`one."state" = 'open' AND one."due" < ${today(now)}::date`);
  if (due === 'dated') where.push(Prisma.sql`one."due" IS NOT NULL`);
  if (due === 'undated') where.push(Prisma.sql`one."due" IS NULL`);
  const states = state === undefined ? (['open', 'done', 'dropped'] as const) : [state];
  return newest({
    scope,
    workspace,
    table: 'ActionItem',
    order: [
      ['createdAt', 'timestamptz'],
      ['id', 'uuid'],
    ],
    where,
    after: cursors.read(query.cursor),
    limit,
    isRare: assignee !== undefined,
    apart: Prisma.sql`CROSS JOIN unnest(${[...states]}::"action_item_state"[]) AS each("state")`,
  });
}

function today(now: Date): string {
  return now.toISOString().slice(0, 10);
}
