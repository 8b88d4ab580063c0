import { z } from 'zod';
import { RecallError } from '../../domain/errors.ts';

/** What of a row says where in a list it stands. */
type Key = z.ZodType<readonly (string | number)[]>;

/** Text that PostgreSQL takes. */
export const keyText = z.string().regex(/^[^\0]*$/);
/** A moment that PostgreSQL takes. */
export const keyInstant = z.iso.datetime().refine((at) => at >= '0001', 'there is no year 0');
/** Of lists that have the newest first. */
export const newestKey = z.tuple([keyInstant, z.uuid()]);

/**
 * Where one page of a list ended, as its readers hand it back. It holds nothing that the page did not show, and is not trusted: it only
 * says from where on to read, within what the reader sees anyway.
 */
export interface Cursors<K extends Key> {
  /** @throws RecallError `bad_input` for what is not a cursor of this list */
  read(cursor: string | undefined): z.output<K> | null;
  /** Cuts what was read, one row more than the page holds, to the page. */
  page<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => z.output<K>): Page<Row>;
}

export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** @param list what the list is called, so that a cursor of another is refused */
export function createCursors<K extends Key>(list: string, key: K): Cursors<K> {
  const form = z.object({ list: z.literal(list), key: z.unknown() });
  return {
    read(cursor) {
      if (cursor === undefined) return null;
      const read = key.safeParse(form.safeParse(decode(cursor)).data?.key);
      if (!read.success) throw new RecallError('bad_input', 'the cursor is not one of this list');
      return read.data;
    },
    page(rows, limit, keyOf) {
      const kept = rows.slice(0, limit);
      const last = rows.length > limit ? kept.at(-1) : undefined;
      return { rows: kept, next: last === undefined ? null : encode({ list, key: keyOf(last) }) };
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
