import type { Client } from 'pg';
import { z } from 'zod';
import { createDb, type Db } from '../../src/core/store/db.ts';
import type { Prisma } from '../../src/core/store/generated/client.ts';

/** Tables that grow with the years: a list must not read them from end to end. */
export const LARGE_TABLES: ReadonlySet<string> = new Set([
  'Conversation',
  'Recap',
  'EngineCall',
  'ActionItem',
  'Delivery',
  'DigestPeriod',
  'Feedback',
  'AuditEntry',
]);

/** A statement as it was sent. */
export type Statement = Pick<Prisma.Sql, 'text' | 'values'>;

/** Whether it gives rows in an order, as a list does, and no sums of them. */
export function isOfList({ text }: Statement): boolean {
  return /\bORDER BY\b/.test(text);
}

/** A database of which every raw query is written down in `seen`. */
export function createWatchedDb(databaseUrl: string, seen: Statement[]): Db {
  return createDb({ databaseUrl }).$extends({
    query: {
      async $queryRaw({ args, query }) {
        seen.push({ text: args.text, values: [...args.values] });
        return query(args);
      },
    },
  });
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Index Name'?: string | undefined;
  'Actual Rows'?: number | undefined;
  'Actual Loops'?: number | undefined;
  'Rows Removed by Filter'?: number | undefined;
  Plans?: PlanNode[] | undefined;
}
const planNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number().optional(),
  'Actual Loops': z.number().optional(),
  'Rows Removed by Filter': z.number().optional(),
  get Plans() {
    return z.array(planNode).optional();
  },
});
const answer = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]);

/** One read of a table in a plan. */
export interface Scan {
  /** Such as `Seq Scan`. */
  node: string;
  table: string;
  index: string | null;
  /** Rows that it read, kept or not, in all its rounds together. */
  rows: number;
}

/** Runs the statements once more, under EXPLAIN, and gives how each of their tables was read. Without `isRun`, how it would be. */
export async function scansOf(
  client: Client,
  statements: readonly Statement[],
  { isRun = true }: { isRun?: boolean } = {},
): Promise<Scan[]> {
  const how = isRun ? 'ANALYZE, TIMING OFF, FORMAT JSON' : 'FORMAT JSON';
  const scans: Scan[] = [];
  for (const { text, values } of statements) {
    const { rows } = await client.query(`EXPLAIN (${how}) ${text}`, [...values]);
    const [{ 'QUERY PLAN': plan }] = answer.parse(rows);
    scans.push(...scansIn(plan[0].Plan));
  }
  return scans;
}

function scansIn(node: PlanNode): Scan[] {
  const loops = node['Actual Loops'] ?? 1;
  const read = ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * loops;
  const table = node['Relation Name'];
  const own = table
    ? [{ node: node['Node Type'], table, index: node['Index Name'] ?? null, rows: Math.round(read) }]
    : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansIn)];
}
