import type { z } from 'zod';
import type { UsageAnswer, usageQuery } from '../../domain/admin/usage.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { isPublic, nameChannels } from './channel-names.ts';
import { lastDays } from './days.ts';
import { modelFigures } from './figures.ts';
import { type AdminScope, workspacesIn } from './scope.ts';
import { ADDED, costliest, SOURCES, type Source, summed } from './usage-sources.ts';

type Query = z.output<typeof usageQuery>;
type Row = UsageAnswer['rows'][number];
type Figures = Omit<Row, 'label'>;

const MOST_ROWS = 500;
/** About so many channels it is asked whether the viewer may know them, which costs time in Slack. */
const MOST_ASKED_ABOUT = 20;
/** Over more days than these, channels are told by whole months, and over still more by whole quarters. */
const MOST_DAYS_BY_CALLS = 31;
const MOST_DAYS_BY_MONTH = 100;

/** What models were asked and what it cost, by model or channel (what cost most first), or by day. */
export async function usage(
  db: Db,
  scope: AdminScope,
  { query, now }: { query: Query; now: Date },
): Promise<UsageAnswer> {
  const { by, from, to, source, isByCalls } = stretchOf(query, now);
  const sql = isByCalls ? costliest : summed;
  const [rows, totals] = await Promise.all([
    db.$queryRaw<(Figures & { all: number })[]>(sql(source, [scope, query.workspace, from], MOST_ROWS)),
    totalsOf(db, scope, { workspace: query.workspace, from }),
  ]);
  const figures = rows.map(({ all: _, ...row }) => ({ ...row, label: null }));
  return {
    by,
    from,
    to,
    totals,
    rows: by === 'channel' ? await label(db, scope, figures, MOST_ASKED_ABOUT) : figures,
    more: (rows[0]?.all ?? 0) - rows.length,
  };
}

/** All of the rows, a batch at a time. */
export function allUsage(
  db: Db,
  scope: AdminScope,
  { query, now }: { query: Query; now: Date },
): Pick<UsageAnswer, 'by' | 'from' | 'to'> & { batches: AsyncIterable<Row[]> } {
  const { by, from, to, source } = stretchOf(query, now);
  async function* batches() {
    const rows = await db.$queryRaw<(Figures & { all: number })[]>(
      summed(source, [scope, query.workspace, from], null),
    );
    for (let start = 0; start < rows.length; start += MOST_ROWS) {
      const figures = rows
        .slice(start, start + MOST_ROWS)
        .map(({ all: _, ...row }) => ({ ...row, label: null }));
      yield by === 'channel' ? await label(db, scope, figures, start === 0 ? MOST_ASKED_ABOUT : 0) : figures;
    }
  }
  return { by, from, to, batches: batches() };
}

interface Stretch extends Pick<UsageAnswer, 'by' | 'from' | 'to'> {
  source: Source;
  /** Read call by call. */
  isByCalls: boolean;
}

function stretchOf(query: Query, now: Date): Stretch {
  const { by } = query;
  const days = lastDays(query.days, now);
  const [first = '', to = ''] = [days[0], days.at(-1)];
  if (by !== 'channel') return { by, from: first, to, source: SOURCES[by], isByCalls: false };
  if (query.days <= MOST_DAYS_BY_CALLS)
    return { by, from: first, to, source: SOURCES.channel, isByCalls: true };
  if (query.days <= MOST_DAYS_BY_MONTH)
    return { by, from: `${first.slice(0, 7)}-01`, to, source: SOURCES.month, isByCalls: false };
  return { by, from: startOfQuarter(first), to, source: SOURCES.quarter, isByCalls: false };
}

function startOfQuarter(day: string): string {
  const [year = '', month = ''] = day.split('-');
  const first = Number(month) - ((Number(month) - 1) % 3);
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The same however it is grouped; what deleted workspaces of the organization had is in it. */
async function totalsOf(
  db: Db,
  scope: AdminScope,
  { workspace, from }: { workspace: string | undefined; from: string },
): Promise<UsageAnswer['totals']> {
  const [row] = await db.$queryRaw<UsageAnswer['totals'][]>`
    SELECT coalesce("calls", 0) AS "calls", coalesce("inputTokens", 0) AS "inputTokens", coalesce("outputTokens", 0) AS "outputTokens",
      coalesce("cacheReadTokens", 0) AS "cacheReadTokens", coalesce("cacheWriteTokens", 0) AS "cacheWriteTokens", "costUsd",
      coalesce("unpriced", 0) AS "unpriced"
    FROM (SELECT ${ADDED} FROM ${modelFigures(scope, workspace)} AND figures."day" >= ${from}::date) AS summed`;
  return row ?? NOTHING;
}
const NOTHING: UsageAnswer['totals'] = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costUsd: 0,
  unpriced: 0,
};

/**
 * The names of channels; a channel that is in several workspaces has one of them there.
 * @param asked how many of the first rows it is asked about whether the viewer may know them, where they are not public
 */
async function label(db: Db, scope: AdminScope, rows: readonly Row[], asked: number): Promise<Row[]> {
  const ids = rows.map(({ key }) => key);
  const isOpen = isPublic(Prisma.sql`one`);
  const found = await db.$queryRaw<
    { workspaceId: string; channelId: string; channelName: string; isPublic: boolean }[]
  >`
    SELECT DISTINCT ON (one."id") one."workspaceId", one."id" AS "channelId", one."name" AS "channelName", ${isOpen} AS "isPublic"
    FROM "Channel" AS one
    WHERE one."workspaceId" IN (${workspacesIn(scope, undefined)}) AND one."id" = ANY(${ids})
    ORDER BY one."id", ${isOpen} DESC, one."workspaceId"`;
  const first = new Set(ids.slice(0, asked));
  const named = await nameChannels(
    scope,
    found.filter((channel) => channel.isPublic || first.has(channel.channelId)),
  );
  const names = new Map(named.map(({ channelId, channelName }) => [channelId, channelName]));
  return rows.map((row) => ({ ...row, label: names.get(row.key) ?? null }));
}
