import type { Overview } from '../../domain/admin/overview.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { dayFigures, modelFigures } from './figures.ts';
import type { AdminScope } from './scope.ts';

/** What figures are told of. */
export interface Window {
  /** A query that gives the ids of workspaces. */
  workspaces: Prisma.Sql;
  /** When its first day began, in UTC. */
  from: Date;
}

export interface FiguresOfDay {
  day: string;
  shortcut: number;
  command: number;
  mention: number;
  reaction: number;
  schedule: number;
  failed: number;
  cancelled: number;
  input: number;
  output: number;
  costUsd: number;
}

/** Days on which nothing was asked and nothing answered are left out. */
export async function figuresSince(
  db: Db,
  { scope, workspace, from }: { scope: AdminScope; workspace: string | undefined; from: Date },
): Promise<FiguresOfDay[]> {
  const inDays = Prisma.sql`figures."day" >= (${from}::timestamptz AT TIME ZONE 'UTC')::date GROUP BY figures."day"`;
  return db.$queryRaw<FiguresOfDay[]>`
    SELECT to_char("day", 'YYYY-MM-DD') AS "day", coalesce("shortcut", 0) AS "shortcut", coalesce("command", 0) AS "command",
      coalesce("mention", 0) AS "mention", coalesce("reaction", 0) AS "reaction", coalesce("schedule", 0) AS "schedule",
      coalesce("failed", 0) AS "failed", coalesce("cancelled", 0) AS "cancelled", coalesce("input", 0) AS "input",
      coalesce("output", 0) AS "output", coalesce("costUsd", 0) AS "costUsd"
    FROM (
      SELECT "day", sum("shortcut")::int AS "shortcut", sum("command")::int AS "command", sum("mention")::int AS "mention",
        sum("reaction")::int AS "reaction", sum("schedule")::int AS "schedule", sum("failed")::int AS "failed",
        sum("cancelled")::int AS "cancelled"
      FROM ${dayFigures(scope, workspace)} AND ${inDays}
    ) AS ended FULL JOIN (
      SELECT "day", sum("inputTokens"::float8) AS "input", sum("outputTokens"::float8) AS "output", sum("costUsd") AS "costUsd"
      FROM ${modelFigures(scope, workspace)} AND ${inDays}
    ) AS spent USING ("day")`;
}

export async function unfinishedSince(db: Db, { workspaces, from }: Window): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM "Conversation" WHERE "workspaceId" IN (${workspaces})
      AND "state" IN ('queued', 'running') AND "state" <> 'done' AND "requestedAt" >= ${from}::timestamptz`;
  return row?.count ?? 0;
}

/** What failed conversations that are still kept ended in, the most frequent first. */
export async function failuresIn(db: Db, { workspaces, from }: Window): Promise<Overview['failures']> {
  return db.$queryRaw<Overview['failures']>`
    SELECT "errorCode", count(*)::int FROM "Conversation" WHERE "workspaceId" IN (${workspaces})
      AND "errorCode" IS NOT NULL AND "requestedAt" >= ${from}::timestamptz
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

export async function peopleHelpedSince(db: Db, { workspaces, from }: Window): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM (
      SELECT "id" FROM "Person" WHERE "workspaceId" IN (${workspaces}) AND "helpedAt" >= ${from}::timestamptz GROUP BY 1) AS person`;
  return row?.count ?? 0;
}

/** Of all installed workspaces that have a limit together, null where none has one; and how many have none. */
export async function budgetOf(
  db: Db,
  workspaces: Prisma.Sql,
  monthlyBudgetUsd: number,
): Promise<Pick<Overview['budget'], 'monthlyUsd' | 'unlimited'>> {
  const [row] = await db.$queryRaw<{ monthlyUsd: number | null; unlimited: number }[]>`
    SELECT nullif(sum(budget."usd"), 0) AS "monthlyUsd", (count(*) FILTER (WHERE budget."usd" = 0))::int AS "unlimited" FROM (
      SELECT coalesce(w."monthlyBudgetUsd", ${monthlyBudgetUsd}::float8) AS "usd" FROM "Workspace" AS w
      JOIN "Installation" AS i ON i."id" = w."installationId" AND i."state" = 'active' WHERE w."id" IN (${workspaces})
    ) AS budget`;
  return row ?? { monthlyUsd: null, unlimited: 0 };
}
