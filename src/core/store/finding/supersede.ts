import { RecallError } from '../../domain/errors.ts';
import type { Tx } from '../db.ts';
import { lockRecap } from '../recaps/recap-lock.ts';
import { earlierThan, latestOf, type Row } from './decision-rows.ts';

/** That `byId` takes the place of `id`; null for that nothing does. `seenId` is what the person saw in its place. */
export interface Supersession {
  id: string;
  byId: string | null;
  seenId: string | null;
}

/** What became of a wish to link two decisions. */
export type Linking =
  /** `conversationIds` are those whose recaps show it. */
  | { kind: 'done'; conversationIds: string[] }
  /** It is so already. */
  | { kind: 'unchanged' }
  /** Somebody else has linked one of them differently meanwhile. */
  | { kind: 'overtaken' }
  /** It would take the place of a decision that takes its place. */
  | { kind: 'circle' };

const MOST_TRIES = 5;

/** Links two decisions of one ledger, or takes a link away. */
export async function supersede(tx: Tx, { id, byId, seenId }: Supersession, now: Date): Promise<Linking> {
  await lockLedger(tx, id);
  const superseded = await held(tx, id);
  const successor = byId === null ? null : await successorOf(tx, superseded, byId);
  const standing = superseded.supersededBy;
  if ((standing?.id ?? null) === (successor?.id ?? null)) return { kind: 'unchanged' };
  if ((standing?.id ?? null) !== seenId || (successor && successor.supersedesId !== null)) {
    return { kind: 'overtaken' };
  }
  if (successor && (await earlierThan(tx, superseded.id)).includes(successor.id)) return { kind: 'circle' };
  const touched = [superseded.recapId];
  if (standing) touched.push(await point(tx, (await held(tx, standing.id)).id, null));
  if (successor) touched.push(await point(tx, successor.id, superseded.id));
  return { kind: 'done', conversationIds: await bump(tx, touched, now) };
}

/** Holds a channel's ledger until the transaction ends, so that two people who link at the same time do so one after the other. */
async function lockLedger(tx: Tx, id: string): Promise<void> {
  const row = await latestOf(tx, id);
  if (!row) throw gone();
  const ledger = `decisions ${row.workspaceId} ${row.channelId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${ledger}, 0))`;
}

/** A decision as it stands today, with its recap held, so that none takes that recap's place until the transaction ends. */
async function held(tx: Tx, id: string): Promise<Row> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const row = await latestOf(tx, id);
    if (!row?.recap.isCurrent) break;
    await lockRecap(tx, row.recap.conversationId);
    const latest = await latestOf(tx, id);
    if (latest?.id === row.id && latest.recap.isCurrent) return latest;
  }
  throw gone();
}

async function successorOf(tx: Tx, superseded: Row, id: string): Promise<Row> {
  const row = await held(tx, id);
  const isOfLedger =
    row.workspaceId === superseded.workspaceId &&
    row.channelId === superseded.channelId &&
    row.onlyFor === superseded.onlyFor;
  if (!isOfLedger || row.id === superseded.id) throw gone();
  return row;
}

/** @returns the recap that the decision stands in */
async function point(tx: Tx, id: string, supersedesId: string | null): Promise<string> {
  const { recapId } = await tx.decision.update({
    where: { id },
    data: { supersedesId },
    select: { recapId: true },
  });
  return recapId;
}

/** What Slack shows of these recaps is to be brought up to date. @returns their conversations */
async function bump(tx: Tx, recapIds: readonly string[], now: Date): Promise<string[]> {
  const changed = await tx.recap.updateManyAndReturn({
    where: { id: { in: [...recapIds] } },
    data: { version: { increment: 1 }, changedAt: now },
    select: { conversationId: true },
  });
  return changed.map(({ conversationId }) => conversationId);
}

function gone(): RecallError {
  return new RecallError('no_longer_there', 'the decision is not in a current recap any more');
}
