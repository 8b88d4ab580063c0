import { z } from 'zod';
import type { WorkspacesPage, workspacesQuery } from '../../domain/admin/workspaces.ts';
import { startOfMonth } from '../../domain/budget.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { createCursors, keyText } from './cursor.ts';
import { contains } from './newest.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

const DAY_MS = 86_400_000;
type Query = z.output<typeof workspacesQuery>;
interface Fields {
  id: string;
  name: string;
  url: string;
  sortName: string;
  installationId: string | null;
  installationState: 'active' | 'revoked' | null;
  scopes: string[] | null;
  installedAt: Date | null;
  revokedAt: Date | null;
  revokedFor: string | null;
  purgeAfter: Date | null;
  channels: number;
  recapsIn30Days: number;
  costThisMonthUsd: number;
}

const cursors = createCursors('workspaces', z.tuple([keyText, keyText]));

/**
 * Workspaces by their names.
 * @param scopes what Recall's manifest asks for
 */
export async function workspaces(
  db: Db,
  scope: AdminScope,
  { query, now, scopes }: { query: Query; now: Date; scopes: readonly string[] },
): Promise<WorkspacesPage> {
  const month = new Date(now.getTime() - 30 * DAY_MS);
  const rows = await db.$queryRaw<Fields[]>`
    SELECT w.*, i."state"::text AS "installationState", i."scopes", i."installedAt", i."revokedAt", i."revokedFor",
      (SELECT count(*)::int FROM "Channel" WHERE "workspaceId" = w."id") AS "channels",
      (SELECT count(*)::int FROM "Conversation"
        WHERE "workspaceId" = w."id" AND "state" = 'done' AND "requestedAt" >= ${month}::timestamptz) AS "recapsIn30Days",
      ${spentSince(now)} AS "costThisMonthUsd"
    FROM (${workspaceKeys(scope, { ...query, after: cursors.read(query.cursor) })}) AS w
    LEFT JOIN "Installation" AS i ON i."id" = w."installationId"
    ORDER BY w."sortName", w."id"`;
  const page = cursors.page(rows, query.limit, ({ sortName, id }) => [sortName, id]);
  return { rows: page.rows.map((row) => toRow(row, scopes)), next: page.next };
}

/** What the calls of workspace `w` have cost this month. */
export function spentSince(now: Date): Prisma.Sql {
  const month = startOfMonth(now).toISOString().slice(0, 10);
  return Prisma.sql`(SELECT coalesce(sum("costUsd"), 0) FROM "ModelFigures"
    WHERE "workspaceId" = w."id" AND "day" >= ${month}::date)`;
}

/** One page of workspaces and one more, in the order of their names. */
export function workspaceKeys(
  scope: AdminScope,
  {
    workspace,
    search,
    after,
    limit,
  }: {
    workspace?: string | undefined;
    search?: string | undefined;
    after: readonly [string, string] | null;
    limit: number;
  },
): Prisma.Sql {
  const where = [Prisma.sql`one."id" IN (${workspacesIn(scope, workspace)})`];
  if (search !== undefined) where.push(contains(Prisma.sql`one."name"`, search));
  if (after) where.push(Prisma.sql`(lower(one."name"), one."id") > (${after[0]}, ${after[1]})`);
  return Prisma.sql`
    SELECT one.*, lower(one."name") AS "sortName" FROM "Workspace" AS one
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY "sortName", one."id" LIMIT ${limit + 1}`;
}

function toRow(row: Fields, scopes: readonly string[]): WorkspacesPage['rows'][number] {
  const { installationId, installationState } = row;
  const granted = new Set(row.scopes ?? []);
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    state: installationState ?? 'removed',
    isOrgWide: installationId !== null && installationId !== row.id,
    installedAt: row.installedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedFor: row.revokedFor,
    purgeAfter: row.purgeAfter?.toISOString() ?? null,
    missingScopes: installationState === 'active' ? scopes.filter((one) => !granted.has(one)) : [],
    channels: row.channels,
    recapsIn30Days: row.recapsIn30Days,
    costThisMonthUsd: row.costThisMonthUsd,
  };
}
