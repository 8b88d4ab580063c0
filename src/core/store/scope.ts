import { atWork, type Db, type Tx } from './db.ts';
import { Prisma } from './generated/client.ts';
import { OWNERS, type Parent } from './scope-owners.ts';
import { examine, isRecord, type Refs, type Rule, refused } from './scope-rows.ts';

const FILTERED = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'delete',
  'deleteMany',
]);
const CREATING = new Set(['create', 'createMany', 'createManyAndReturn']);
/** Raw SQL whose values are parameters. */
const RAW = new Set(['$queryRaw', '$executeRaw']);
/** A lock by a name of the caller's: touches no row. */
const ADVISORY_LOCK = /^\s*SELECT pg_advisory_xact_lock\(/;

/**
 * The database as far as one workspace goes: every query finds the workspace's rows alone, and a row that is not of it, or hangs on one
 * that is not, is refused with `internal`. Raw SQL has to carry the workspace as a parameter, be it by `inScope`. See decision 017.
 */
export function withinWorkspace(db: Db, workspaceId: string): Db {
  return db.$extends({
    client: { $scope: (): string | null => workspaceId },
    query: {
      async $allOperations({ model, operation, args, query }) {
        if (model === undefined) checkRaw(operation, args, workspaceId);
        return query(model === undefined ? args : await bound(db, { model, operation, args, workspaceId }));
      },
    },
  });
}

/** A condition for raw SQL: the column is that of the workspace which `db` is bound to; true where it is bound to none. */
export function inScope(db: Db | Tx, column: Prisma.Sql): Prisma.Sql {
  const workspaceId = db.$scope();
  return workspaceId === null ? Prisma.sql`true` : Prisma.sql`${column} = ${workspaceId}`;
}

interface Operation {
  model: string;
  operation: string;
  args: unknown;
  workspaceId: string;
}

/** The arguments of an operation, bound to the workspace. */
async function bound(db: Db, { model, operation, args, workspaceId }: Operation): Promise<object> {
  const owner = isTable(model) ? OWNERS[model] : null;
  if (!owner) throw refused(`${model} is of no workspace`);
  const rule: Rule = { workspaceId, owner };
  const given = isRecord(args) ? args : {};
  const { where, data, create, update } = given;
  if (FILTERED.has(operation)) {
    await checkRefs(db, examine(rule, { changes: data }), workspaceId);
    return { ...given, where: narrowed(where, owner.where(workspaceId)) };
  }
  if (CREATING.has(operation)) await checkRefs(db, examine(rule, { fresh: data }), workspaceId);
  else if (operation !== 'upsert') throw refused(operation);
  // No more conditions on what finds the row, so that the database does it in one statement.
  else await checkRefs(db, examine(rule, { key: where, fresh: create, changes: update }), workspaceId);
  return given;
}

function isTable(model: string): model is Prisma.ModelName {
  return Object.hasOwn(OWNERS, model);
}

function narrowed(where: unknown, own: object): object {
  const given = isRecord(where) ? where : {};
  const and = Array.isArray(given.AND) ? given.AND : given.AND === undefined ? [] : [given.AND];
  return { ...given, AND: [...and, own] };
}

function checkRaw(operation: string, args: unknown, workspaceId: string): void {
  const isSql = RAW.has(operation) && args instanceof Prisma.Sql;
  if (isSql && (args.values.includes(workspaceId) || ADVISORY_LOCK.test(args.sql))) return;
  throw refused('raw SQL that does not name the workspace');
}

async function checkRefs(db: Db, refs: Refs, workspaceId: string): Promise<void> {
  for (const [parent, ids] of refs) {
    const own = await COUNT[parent](atWork(db), [...ids], workspaceId);
    if (own < ids.size) throw refused(`a row that hangs on a ${parent} of elsewhere`);
  }
}

/** How many rows of those ids are the workspace's. */
const COUNT: Record<Parent, (db: Db | Tx, ids: string[], workspaceId: string) => Promise<number>> = {
  Conversation: (db, ids, workspaceId) => db.conversation.count({ where: { id: { in: ids }, workspaceId } }),
  Recap: (db, ids, workspaceId) =>
    db.recap.count({ where: { id: { in: ids }, conversation: { workspaceId } } }),
  ActionItem: (db, ids, workspaceId) => db.actionItem.count({ where: { id: { in: ids }, workspaceId } }),
  Decision: (db, ids, workspaceId) => db.decision.count({ where: { id: { in: ids }, workspaceId } }),
  Digest: (db, ids, workspaceId) => db.digest.count({ where: { id: { in: ids }, workspaceId } }),
  DigestPeriod: (db, ids, workspaceId) =>
    db.digestPeriod.count({ where: { id: { in: ids }, digest: { workspaceId } } }),
  Organization: (db, ids, id) =>
    db.organization.count({ where: { id: { in: ids }, workspaces: { some: { id } } } }),
};
