import { isPersonId } from '../../../domain/erasure.ts';
import { RecallError } from '../../../domain/errors.ts';
import { recordAudit } from '../../audit.ts';
import type { Db } from '../../db.ts';
import type { Prisma } from '../../generated/client.ts';
import { personMark } from '../person-mark.ts';
import { passagesAbout } from './passages.ts';
import { rowsOf, type Whose } from './rows.ts';
import { EXPORT_TABLES, type ExportedTable } from './tables.ts';

export interface ExportOptions {
  /** Whether the words of recaps, names of channels and who is in them are told: to the operator, never in the admin view. */
  texts: boolean;
  /** Who wants it, as the audit log says it. */
  actor: string;
  now: Date;
  /** Told how many rows there are so far. */
  onRows?(rows: number): void;
}

/** Grows with each change that a reader of exports has to know of. */
const EXPORT_VERSION = 1;

/**
 * Everything that is kept about a workspace, or about one person of it, as one JSON document in pieces, in constant memory. Its last member,
 * `"complete": true`, tells that nothing was cut off. It holds no secrets. The line in the audit log is written before the first piece.
 * @throws RecallError `no_longer_there` where nothing is kept about the workspace, `bad_input` for what is no person's id
 */
export async function* exportData(
  db: Db,
  whose: Whose,
  { texts, actor, now, onRows }: ExportOptions,
): AsyncGenerator<string> {
  await noteExport(db, whose, { texts, actor, now });
  const head = {
    format: 'recall-export',
    version: EXPORT_VERSION,
    ...whose,
    madeAt: now.toISOString(),
    texts,
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"tables":{`;
  const counter = { rows: 0, onRows };
  let before = '';
  for (const [name, table] of exportedTables()) {
    yield* written(before, name, rowsOf(db, name, table, { whose, texts }), counter);
    before = ',';
  }
  if (texts && whose.userId !== null) {
    for (const { name, pages } of passagesAbout(db, { ...whose, userId: whose.userId })) {
      yield* written(before, name, pages, counter);
    }
  }
  yield `\n},\n"rows":${counter.rows},\n"complete":true}\n`;
}

/** One member of the document. */
async function* written(
  before: string,
  name: string,
  pages: AsyncIterable<string[]>,
  counter: { rows: number; onRows: ExportOptions['onRows'] },
): AsyncGenerator<string> {
  yield `${before}\n"${name}":[`;
  let comma = '';
  for await (const page of pages) {
    yield `${comma}\n${page.join(',\n')}`;
    comma = ',';
    counter.rows += page.length;
    counter.onRows?.(counter.rows);
  }
  yield ']';
}

async function noteExport(
  db: Db,
  { workspaceId, userId }: Whose,
  { texts, actor, now }: Omit<ExportOptions, 'onRows'>,
): Promise<void> {
  if (userId !== null && !isPersonId(userId)) {
    throw new RecallError('bad_input', 'a Slack user id starts with U or W');
  }
  const workspace = await db.workspace.findUnique({
    where: { id: workspaceId },
    select: { organizationId: true },
  });
  if (!workspace)
    throw new RecallError('no_longer_there', `nothing is kept about a workspace ${workspaceId}`);
  const { organizationId } = workspace;
  const target = userId === null ? workspaceId : personMark(workspaceId, userId);
  const details = { what: userId === null ? 'workspace' : 'person', texts };
  await recordAudit(db, { organizationId, workspaceId, actor, action: 'exported', target, details }, now);
}

function exportedTables(): [Prisma.ModelName, ExportedTable][] {
  return Object.entries(EXPORT_TABLES).flatMap(([name, table]): [Prisma.ModelName, ExportedTable][] =>
    isModelName(name) && !('leftOut' in table) ? [[name, table]] : [],
  );
}

function isModelName(name: string): name is Prisma.ModelName {
  return Object.hasOwn(EXPORT_TABLES, name);
}
