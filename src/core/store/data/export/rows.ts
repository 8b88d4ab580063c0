import type { Db } from '../../db.ts';
import type { Prisma } from '../../generated/client.ts';
import type { ExportedTable } from './tables.ts';

/** Whose rows. */
export interface Whose {
  workspaceId: string;
  /** Null for everything of the workspace. */
  userId: string | null;
}

const PAGE = 500;

/**
 * The rows of a table, each as JSON, a page at a time, so that a large table is never held at once. Rows that come meanwhile may be among
 * them. None where nothing in the table is about one person.
 */
export async function* rowsOf(
  db: Db,
  name: Prisma.ModelName,
  table: ExportedTable,
  { whose, texts }: { whose: Whose; texts: boolean },
): AsyncGenerator<string[]> {
  const condition = whose.userId === null ? table.ofWorkspace : ofPerson(table, texts);
  if (condition === null) return;
  const hidden = hiddenIn(table, whose, texts);
  const limit = table.pageSize ?? PAGE;
  const owners = whose.userId === null ? [whose.workspaceId] : [whose.workspaceId, whose.userId];
  for (let last: readonly string[] | null = null; ; ) {
    const sql = pageSql(name, table, { condition, isFirst: last === null, given: owners.length, limit });
    const rows: Row[] = await db.$queryRawUnsafe<Row[]>(sql, ...owners, hidden, ...(last ?? []));
    if (rows.length > 0) yield rows.map(({ row }) => row);
    const end: Row | undefined = rows.at(-1);
    if (rows.length < limit || !end) return;
    last = end.key;
  }
}

function ofPerson({ ofPerson: known, ofPersonInWords: named }: ExportedTable, texts: boolean): string | null {
  if (!texts || named === undefined) return known;
  return known === null ? named : `((${known}) OR (${named}))`;
}

function hiddenIn({ secret, words, ofOthers }: ExportedTable, { userId }: Whose, texts: boolean): string[] {
  return [...(secret ?? []), ...(texts ? [] : (words ?? [])), ...(userId === null ? [] : (ofOthers ?? []))];
}

interface Row {
  row: string;
  key: string[];
}

interface Page {
  condition: string;
  isFirst: boolean;
  /** How many parameters come before those of the page. */
  given: number;
  limit: number;
}

/** All that is put into it comes from the table of tables; what comes from elsewhere is a parameter. */
function pageSql(
  name: Prisma.ModelName,
  { key }: ExportedTable,
  { condition, isFirst, given, limit }: Page,
): string {
  const columns = key.map(([column]) => `t."${column}"`).join(', ');
  const asText = key.map(([column]) => `t."${column}"::text`).join(', ');
  const after = key.map(([, type], place) => `$${given + 2 + place}::text::${type}`).join(', ');
  return `
    SELECT (to_jsonb(t) - $${given + 1}::text[])::text AS "row", ARRAY[${asText}] AS "key"
    FROM "${name}" AS t WHERE ${condition} ${isFirst ? '' : `AND (${columns}) > (${after})`}
    ORDER BY ${columns} LIMIT ${limit}`;
}
