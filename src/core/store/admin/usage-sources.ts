import type { z } from 'zod';
import type { usageQuery } from '../../domain/admin/usage.ts';
import { Prisma } from '../generated/client.ts';
import { modelFigures } from './figures.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

/** Where figures of usage are read from, and what they are told by. */
export interface Source {
  key: Prisma.Sql;
  sums: Prisma.Sql;
  /** By its keys, and not by cost. */
  isInOrder?: boolean;
  /** What stands after FROM; `day` is the first. */
  from(...of: Part): Prisma.Sql;
}
type Part = [scope: AdminScope, workspace: string | undefined, day: string];

const TOKENS = Prisma.sql`sum(figures."inputTokens"::float8) AS "inputTokens", sum(figures."outputTokens"::float8) AS "outputTokens",
  sum(figures."cacheReadTokens"::float8) AS "cacheReadTokens", sum(figures."cacheWriteTokens"::float8) AS "cacheWriteTokens",
  coalesce(sum(figures."costUsd"), 0) AS "costUsd"`;
/** Of rows that are counted already. */
export const ADDED = Prisma.sql`sum(figures."calls")::int AS "calls", ${TOKENS}, sum(figures."unpriced")::int AS "unpriced"`;
const COUNTED = Prisma.sql`count(*)::int AS "calls", ${TOKENS}, (count(*) - count(figures."costUsd"))::int AS "unpriced"`;

const fromModels: Source['from'] = (scope, workspace, day) =>
  Prisma.sql`${modelFigures(scope, workspace)} AND figures."day" >= ${day}::date`;

export const SOURCES: Record<z.output<typeof usageQuery>['by'] | 'month' | 'quarter', Source> = {
  model: { key: Prisma.sql`figures."model"`, sums: ADDED, from: fromModels },
  day: {
    key: Prisma.sql`to_char(figures."day", 'YYYY-MM-DD')`,
    sums: ADDED,
    from: fromModels,
    isInOrder: true,
  },
  channel: {
    key: Prisma.sql`coalesce(figures."channelId", '')`,
    sums: COUNTED,
    from: (scope, workspace, day) => Prisma.sql`"EngineCall" AS figures
      WHERE figures."workspaceId" IN (${workspacesIn(scope, workspace)})
        AND figures."answeredAt" >= ${day}::date::timestamp AT TIME ZONE 'UTC'`,
  },
  month: {
    key: Prisma.sql`figures."channelId"`,
    sums: ADDED,
    from: (scope, workspace, day) => Prisma.sql`"ChannelFigures" AS figures
      WHERE figures."workspaceId" IN (${workspacesIn(scope, workspace)}) AND figures."month" >= ${day}::date`,
  },
  quarter: {
    key: Prisma.sql`figures."channelId"`,
    sums: ADDED,
    from: (scope, workspace, day) => Prisma.sql`"ChannelQuarterFigures" AS figures
      WHERE figures."workspaceId" IN (${workspacesIn(scope, workspace)}) AND figures."quarter" >= ${day}::date`,
  },
};

/** Rows by their keys or by cost, with how many there are in all; `limit` null gives all of them. */
export function summed({ key, sums, from, isInOrder }: Source, part: Part, limit: number | null): Prisma.Sql {
  return Prisma.sql`SELECT *, (count(*) OVER ())::int AS "all" FROM (SELECT ${key} AS "key", ${sums} FROM ${from(...part)} GROUP BY 1) AS summed
    WHERE "calls" > 0 ORDER BY ${isInOrder ? Prisma.empty : Prisma.sql`"costUsd" DESC,`} "key" LIMIT ${limit}`;
}

/** The same, where there is much more to sum up than is shown: first what each cost, and all the rest only of those that cost most. */
export function costliest({ key, sums, from }: Source, part: Part, limit: number): Prisma.Sql {
  return Prisma.sql`
    WITH costliest AS MATERIALIZED (
      SELECT ${key} AS "key", sum(figures."costUsd") AS "cost", (count(*) OVER ())::int AS "all"
      FROM ${from(...part)} GROUP BY 1 ORDER BY coalesce(sum(figures."costUsd"), 0) DESC, 1 LIMIT ${limit}
    )
    SELECT summed.*, costliest."all" FROM costliest JOIN (
      SELECT ${key} AS "key", ${sums} FROM ${from(...part)} AND ${key} IN (SELECT "key" FROM costliest) GROUP BY 1
    ) AS summed USING ("key") ORDER BY "costUsd" DESC, "key"`;
}
