import { RecallError } from '../domain/errors.ts';
import { type Owner, ownKey, PARENTS, type Parent, type ParentColumn } from './scope-owners.ts';

/** Whose rows are written. */
export interface Rule {
  workspaceId: string;
  owner: Owner;
}

/** Rows that what is written hangs on, by table. */
export type Refs = ReadonlyMap<Parent, ReadonlySet<string>>;

/** Nested writes that take hold of rows from elsewhere. */
const TAKING = ['connect', 'connectOrCreate', 'set'];

/** What is to be written. */
export interface Writing {
  /** New rows. */
  fresh?: unknown;
  /** What is changed in rows that are the workspace's own. */
  changes?: unknown;
  /** What finds the one row of an upsert. */
  key?: unknown;
}

/**
 * Looks through what is to be written.
 * @returns the rows that it would hang on, which are still to be looked at
 * @throws RecallError `internal` where it is plainly not the workspace's
 */
export function examine(rule: Rule, { fresh, changes, key }: Writing): Refs {
  const refs = new Map<Parent, Set<string>>();
  for (const row of rowsOf(fresh)) {
    if (!isPinned(row, rule)) throw refused('a new row is not of the workspace');
    examineRow(row, rule, refs);
  }
  for (const row of rowsOf(changes)) examineRow(row, rule, refs);
  if (key !== undefined) {
    const parts = flatKey(key);
    const hangs = Object.keys(parts).some(isParentColumn);
    if (!hangs && !isPinned(parts, rule)) throw refused('a key that does not tell whose row it is');
    examineRow(parts, rule, refs);
  }
  return refs;
}

/** What finds one row, with the parts of a key of several columns beside the rest. */
function flatKey(where: unknown): Record<string, unknown> {
  const row = isRecord(where) ? where : {};
  return Object.assign({}, row, ...Object.values(row).filter(isRecord));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

export function refused(why: string): RecallError {
  return new RecallError('internal', `refused within a workspace: ${why}`);
}

function rowsOf(given: unknown): Record<string, unknown>[] {
  return (Array.isArray(given) ? given : [given]).filter(isRecord);
}

function isPinned(row: Record<string, unknown>, { workspaceId, owner: { pin } }: Rule): boolean {
  if (pin === null) return false;
  const value = row[pin];
  if (typeof value !== 'string') return false;
  if (pin === 'workspaceId') return value === workspaceId;
  return pin !== 'key' || value.startsWith(ownKey(workspaceId, ''));
}

function examineRow(row: Record<string, unknown>, rule: Rule, refs: Map<Parent, Set<string>>): void {
  for (const [column, value] of Object.entries(row)) {
    if (column === 'workspaceId' && value !== rule.workspaceId) throw refused('a row of another workspace');
    if (isParentColumn(column) && typeof value === 'string' && !rule.owner.isLoose) {
      refs.set(PARENTS[column], new Set([...(refs.get(PARENTS[column]) ?? []), value]));
    }
    if (isRecord(value)) examineNested(value, rule, refs);
  }
}

function examineNested(write: Record<string, unknown>, rule: Rule, refs: Map<Parent, Set<string>>): void {
  if (TAKING.some((way) => rowsOf(write[way]).length > 0))
    throw refused('a nested write that takes hold of rows');
  const many = isRecord(write.createMany) ? write.createMany.data : [];
  for (const row of [...rowsOf(write.create), ...rowsOf(many)]) examineRow(row, rule, refs);
}

function isParentColumn(column: string): column is ParentColumn {
  return Object.hasOwn(PARENTS, column);
}
