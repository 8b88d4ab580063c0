import { Prisma } from '../generated/client.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

/** A list that has the newest first. */
export interface Newest {
  scope: AdminScope;
  workspace: string | undefined;
  table: 'Conversation' | 'ActionItem' | 'Feedback';
  /** The columns that it is sorted by, and together are different in each row, with their types. */
  order: readonly [column: string, type: 'timestamptz' | 'uuid' | 'text'][];
  /** What has to hold for `one`. */
  where: readonly Prisma.Sql[];
  /** Of the last row of the page before, what is in the columns of `order`. */
  after: readonly string[] | null;
  limit: number;
  /** What is looked for is in few workspaces. */
  isRare?: boolean;
  /** A further join: what is read apart, as each workspace is. */
  apart?: Prisma.Sql;
}

/**
 * The columns of `order` of the newest `limit` rows and one more: those of each workspace by an index of its own, and of these the newest. A
 * workspace with much does not slow down the others, and an organization is as fast beside a large one as by itself. Where enough workspaces
 * have anything, the newest row of each tells first how far back one has to read, which is hardly ever far.
 */
export function newest(list: Newest): Prisma.Sql {
  const { scope, workspace, table, order, after, limit, isRare = false, apart = Prisma.empty } = list;
  const columns = order.map(([column]) => Prisma.raw(`"${column}"`));
  const [time = Prisma.empty] = columns;
  const descending = Prisma.join(columns.map((column) => Prisma.sql`${column} DESC`));
  const where = [Prisma.sql`one."workspaceId" = workspace."id"`, ...list.where];
  if (after) {
    const values = order.map(([, type], index) => Prisma.sql`${after[index]}::${Prisma.raw(type)}`);
    where.push(Prisma.sql`(${Prisma.join(columns)}) < (${Prisma.join(values)})`);
  }
  const ofEach = (conditions: readonly Prisma.Sql[], most: number) => Prisma.sql`
    SELECT newest.* FROM (${workspacesIn(scope, workspace)}) AS workspace ${apart}
    CROSS JOIN LATERAL (
      SELECT ${Prisma.join(columns)} FROM ${Prisma.raw(`"${table}"`)} AS one WHERE ${Prisma.join([...conditions], ' AND ')}
      ORDER BY ${descending} LIMIT ${most}
    ) AS newest`;
  const since = Prisma.sql`one.${time} >= coalesce(
    (SELECT ${time} FROM (${ofEach(where, 1)}) AS first ORDER BY ${time} DESC LIMIT 1 OFFSET ${limit}), '-infinity')`;
  return Prisma.sql`
    ${ofEach(isRare ? where : [...where, since], limit + 1)}
    ORDER BY ${descending} LIMIT ${limit + 1}`;
}

/** Whole days, in UTC, both inclusive. */
export function between(
  column: Prisma.Sql,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Prisma.Sql[] {
  return [
    ...(from === undefined ? [] : [Prisma.sql`${column} >= ${from}::date::timestamp AT TIME ZONE 'UTC'`]),
    ...(to === undefined ? [] : [Prisma.sql`${column} < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`]),
  ];
}

/** Whether `words` stand anywhere in a column, in whatever case; `%` and `_` stand for themselves. */
export function contains(column: Prisma.Sql, words: string): Prisma.Sql {
  return Prisma.sql`${column} ILIKE ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}`;
}
