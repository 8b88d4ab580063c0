import type { z } from 'zod';
import type { UsageAnswer, usageQuery } from '../../domain/admin/usage.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { IS_PUBLIC, joinMembers, nameChannels } from './channel-names.ts';
import { lastDays } from './days.ts';
import { modelFigures } from './figures.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

type Query = z.output<typeof usageQuery>;
type Row = UsageAnswer['rows'][number];
type Figures = Omit<Row, 'label'>;

const MOST_ROWS = 500;
/** About so many channels it is asked whether the viewer may know them, which costs time in Slack. */
const MOST_ASKED_ABOUT = 20;
/** Over more days than these, channels are told by whole months. */
const MOST_DAYS_BY_CALLS = 31;

/** What models were asked and what it cost, by model or channel (what cost most first), or by day. */
export async function usage(
  db: Db,
  scope: AdminScope,
  { query, now }: { query: Query; now: Date },
): Promise<UsageAnswer> {
  const days = lastDays(query.days, now);
  const isByMonth = query.by === 'channel' && query.days > MOST_DAYS_BY_CALLS;
  const from = isByMonth ? `${(days[0] ?? '').slice(0, 7)}-01` : (days[0] ?? '');
  const source = isByMonth ? SOURCES.month : SOURCES[query.by];
  const rows = await db.$queryRaw<(Figures & { all: number })[]>`
    ${query.by === 'channel' && !isByMonth ? costliest(source, scope, query.workspace, from) : all(source, scope, query.workspace, from)}`;
  const figures = rows.map(({ all: _, ...row }) => ({ ...row, label: null }));
  return {
    by: query.by,
    from,
    to: days.at(-1) ?? '',
    rows: query.by === 'channel' ? await label(db, scope, figures) : figures,
    more: (rows[0]?.all ?? 0) - rows.length,
  };
}

const TOKENS = Prisma.sql`sum(figures."inputTokens"::float8) AS "inputTokens", sum(figures."outputTokens"::float8) AS "outputTokens",
  sum(figures."cacheReadTokens"::float8) AS "cacheReadTokens", sum(figures."cacheWriteTokens"::float8) AS "cacheWriteTokens",
  coalesce(sum(figures."costUsd"), 0) AS "costUsd"`;
const ADDED = Prisma.sql`sum(figures."calls")::int AS "calls", ${TOKENS}, sum(figures."unpriced")::int AS "unpriced"`;
const COUNTED = Prisma.sql`count(*)::int AS "calls", ${TOKENS}, (count(*) - count(figures."costUsd"))::int AS "unpriced"`;

interface Source {
  key: Prisma.Sql;
  sums: Prisma.Sql;
  /** By its keys, and not by cost. */
  isInOrder?: boolean;
  /** What stands after FROM. */
  from(scope: AdminScope, workspace: string | undefined, day: string): Prisma.Sql;
}
const fromModels: Source['from'] = (scope, workspace, day) =>
  Prisma.sql`${modelFigures(scope, workspace)} AND figures."day" >= ${day}::date`;
const SOURCES: Record<Query['by'] | 'month', Source> = {
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
};

function all({ key, sums, from, isInOrder }: Source, ...where: Parameters<Source['from']>): Prisma.Sql {
  return Prisma.sql`SELECT *, (count(*) OVER ())::int AS "all" FROM (SELECT ${key} AS "key", ${sums} FROM ${from(...where)} GROUP BY 1) AS summed
    WHERE "calls" > 0 ORDER BY ${isInOrder ? Prisma.empty : Prisma.sql`"costUsd" DESC,`} "key" LIMIT ${MOST_ROWS}`;
}

/** The same, where there is much more to sum up than is shown: first what each cost, and all the rest only of those that cost most. */
function costliest({ key, sums, from }: Source, ...where: Parameters<Source['from']>): Prisma.Sql {
  return Prisma.sql`
    WITH costliest AS MATERIALIZED (
      SELECT ${key} AS "key", sum(figures."costUsd") AS "cost", (count(*) OVER ())::int AS "all"
      FROM ${from(...where)} GROUP BY 1 ORDER BY coalesce(sum(figures."costUsd"), 0) DESC, 1 LIMIT ${MOST_ROWS}
    )
    SELECT summed.*, costliest."all" FROM costliest JOIN (
      SELECT ${key} AS "key", ${sums} FROM ${from(...where)} AND ${key} IN (SELECT "key" FROM costliest) GROUP BY 1
    ) AS summed USING ("key") ORDER BY "costUsd" DESC, "key"`;
}

/** The names of channels; a channel that is in several workspaces has one of them there. Of those that are not public, the first alone. */
async function label(db: Db, scope: AdminScope, rows: readonly Row[]): Promise<Row[]> {
  const ids = rows.map(({ key }) => key);
  const found = await db.$queryRaw<
    { workspaceId: string; channelId: string; channelName: string; isPublic: boolean }[]
  >`
    SELECT DISTINCT ON (one."id") one."workspaceId", one."id" AS "channelId", one."name" AS "channelName", ${IS_PUBLIC} AS "isPublic"
    FROM "Channel" AS one ${joinMembers(Prisma.sql`one`, Prisma.sql`one."id"`)}
    WHERE one."workspaceId" IN (${workspacesIn(scope, undefined)}) AND one."id" = ANY(${ids})
    ORDER BY one."id", ${IS_PUBLIC} DESC, one."workspaceId"`;
  const asked = new Set(ids.slice(0, MOST_ASKED_ABOUT));
  const named = await nameChannels(
    scope,
    found.filter(({ channelId, isPublic }) => isPublic || asked.has(channelId)),
  );
  const names = new Map(named.map(({ channelId, channelName }) => [channelId, channelName]));
  return rows.map((row) => ({ ...row, label: names.get(row.key) ?? null }));
}
