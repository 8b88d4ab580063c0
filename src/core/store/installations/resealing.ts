import type { Vault } from '../../domain/vault.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction } from '../db.ts';

/** How far it has come. */
export interface Resealing {
  resealed: number;
  /** How many tokens were sealed with another key when it began. */
  total: number;
}

export interface ResealOptions {
  now: Date;
  /** Told after each batch. */
  progress(done: Resealing): void;
  /** How many are read at once. */
  batch?: number;
}

interface SealedRow {
  id: string;
  organizationId: string;
  token: string | null;
  keyId: string | null;
}

const BATCH = 100;

/**
 * Opens every token that is sealed with another key than that of today, and seals it with that. Each is written by itself, with its line
 * in the audit log, and only where nobody has written another meanwhile: so it can be stopped at any point, and run again.
 * @throws RecallError `key_missing` for a token that none of the keys opens, `internal` for one that was tampered with; all others are
 * resealed by then
 */
export async function resealAll(
  db: Db,
  vault: Vault,
  { now, progress, batch = BATCH }: ResealOptions,
): Promise<Resealing> {
  const isOther = { keyId: { not: vault.keyId }, token: { not: null } };
  const total = await db.installation.count({ where: isOther });
  const failures: unknown[] = [];
  let resealed = 0;
  let rows: SealedRow[] = [];
  do {
    rows = await db.installation.findMany({
      where: { ...isOther, id: { gt: rows.at(-1)?.id ?? '' } },
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true, organizationId: true, token: true, keyId: true },
    });
    for (const row of rows) {
      const token = opened(row, vault, failures);
      if (token !== null && (await writeSealed(db, { row, token, vault, now }))) resealed += 1;
    }
    if (rows.length > 0) progress({ resealed, total });
  } while (rows.length === batch);
  if (failures.length > 0) throw failures[0];
  return { resealed, total };
}

function opened({ id, token: sealed, keyId }: SealedRow, vault: Vault, failures: unknown[]): string | null {
  if (sealed === null || keyId === null) return null;
  try {
    return vault.open({ sealed, keyId }, id);
  } catch (error) {
    failures.push(error);
    return null;
  }
}

/** @returns false where another token was written meanwhile */
async function writeSealed(
  db: Db,
  { row, token, vault, now }: { row: SealedRow; token: string; vault: Vault; now: Date },
): Promise<boolean> {
  const { id, organizationId, token: before, keyId: formerKey } = row;
  const { sealed, keyId } = vault.seal(token, id);
  return inTransaction(db, async (tx) => {
    const written = await tx.installation.updateMany({
      where: { id, token: before },
      data: { token: sealed, keyId },
    });
    if (written.count === 0) return false;
    const details = { from: formerKey, to: keyId };
    const event = { actor: 'operator', action: 'key_rotated' as const, target: id, details };
    await recordAudit(tx, { ...event, organizationId, workspaceId: null }, now);
    return true;
  });
}
