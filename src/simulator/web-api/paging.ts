import { indexAfter, indexFrom, normalizeTs } from '../world/timestamps.ts';
import type { Message } from '../world/types.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

/** A cursor says no more than where the next page starts; apps must treat it as opaque. */
export function encodeCursor(kind: string, position: string): string {
  return Buffer.from(`${kind}:${position}`).toString('base64');
}

/** The position within a cursor that a page before has given out; undefined on the first page. */
function cursorPosition(args: Arguments, kind: string): string | undefined {
  const cursor = args.text('cursor');
  if (cursor === undefined) return undefined;
  const decoded = Buffer.from(cursor, 'base64').toString();
  if (!decoded.startsWith(`${kind}:`)) throw new Refusal('invalid_cursor');
  return decoded.slice(kind.length + 1);
}

/** The rows of a time-ordered list that `oldest`, `latest` and `inclusive` leave: from `start` up to, not with, `end`. */
export function windowOf(sorted: readonly Message[], args: Arguments): { start: number; end: number } {
  const oldest = timeArgument(args, 'oldest');
  const latest = timeArgument(args, 'latest');
  const isInclusive = args.flag('inclusive');
  const afterOldest = isInclusive ? indexFrom : indexAfter;
  const beforeLatest = isInclusive ? indexAfter : indexFrom;
  return {
    start: oldest === undefined ? 0 : afterOldest(sorted, oldest),
    end: latest === undefined ? sorted.length : beforeLatest(sorted, latest),
  };
}

export function timeCursor(args: Arguments): string | undefined {
  const position = cursorPosition(args, 'next_ts');
  if (position === undefined) return undefined;
  const ts = normalizeTs(position);
  if (ts === undefined) throw new Refusal('invalid_cursor');
  return ts;
}

/** A page of a list that has no order in time, such as channels or people. */
export function pageOf<Row>(
  rows: readonly Row[],
  args: Arguments,
  { kind, idOf, limit }: { kind: string; idOf: (row: Row) => string; limit: number },
): { page: Row[]; next_cursor: string } {
  const position = cursorPosition(args, kind);
  const start = position === undefined ? 0 : rows.findIndex((row) => idOf(row) === position);
  if (start < 0) throw new Refusal('invalid_cursor');
  const next = rows[start + limit];
  return {
    page: rows.slice(start, start + limit),
    next_cursor: next === undefined ? '' : encodeCursor(kind, idOf(next)),
  };
}

function timeArgument(args: Arguments, name: 'oldest' | 'latest'): string | undefined {
  const given = args.text(name);
  if (given === undefined) return undefined;
  const ts = normalizeTs(given);
  if (ts === undefined) throw new Refusal(`invalid_ts_${name}`);
  return ts;
}
