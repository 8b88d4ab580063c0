import { ERASED, ERASED_NAME, isPersonId } from '../../domain/erasure.ts';
import { RecallError } from '../../domain/errors.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { eraseAccess } from './erase-access.ts';
import { eraseFromRecaps, nameOf } from './erase-from-recaps.ts';
import { addToErasure, type Erasure, endErasure, holdErasure, type Named, openErasure } from './erasures.ts';
import { oneByOne } from './one-by-one.ts';
import { personMark } from './person-mark.ts';
import { retire } from './retire.ts';
import { removeEmptyChannel } from './tombstones.ts';

export interface ErasureRequest {
  /** Who wants it, as the audit log says it. */
  actor: string;
  now: Date;
}

/** When it is gone on with, and by what it is stopped. */
export interface Going {
  now: Date;
  signal: AbortSignal;
}

const BATCH = 200;

/**
 * Asks for a person to be taken out of what is kept about a workspace: from now on their words are left out, for which their id stays in
 * one row. A line in the audit log says that it was asked for, in the same transaction; `continueErasure` does it. Safe twice.
 * @throws RecallError `bad_input` for what is no person's id, `no_longer_there` for a workspace that is not there
 */
export async function requestErasure(db: Db, named: Named, { actor, now }: ErasureRequest): Promise<void> {
  const { workspaceId, userId } = named;
  if (!isPersonId(userId)) throw new RecallError('bad_input', 'a Slack user id starts with U or W');
  const workspace = await db.workspace.findUnique({
    where: { id: workspaceId },
    select: { organizationId: true },
  });
  if (!workspace)
    throw new RecallError('no_longer_there', `nothing is kept about a workspace ${workspaceId}`);
  await inTransaction(db, async (tx) => {
    await openErasure(tx, named, { actor, now });
    await leaveOut(tx, named, now);
    const target = personMark(workspaceId, userId);
    const { organizationId } = workspace;
    const details = { isLast: false };
    await recordAudit(
      tx,
      { organizationId, workspaceId, actor, action: 'person_erased', target, details },
      now,
    );
  });
}

/**
 * Takes a person out of what is kept, where that was asked for and is not done yet. What was for them alone is deleted, in Slack too;
 * elsewhere nobody stands in their place, and what Slack shows is brought up to date by the sweep. Each batch is stored with what it
 * counts, so that this may be stopped anywhere, and goes on when it is called again. The last line in the audit log has the counts.
 * @returns how much was deleted or changed in all; null where nothing is to be done, or another process came to the end of it first
 */
export async function continueErasure(db: Db, named: Named, going: Going): Promise<Erasure | null> {
  const asked = await db.erasure.findUnique({
    where: { workspaceId_userId: named },
    select: { workspace: { select: { organizationId: true } } },
  });
  if (!asked) return null;
  const { now } = going;
  await deletePrivate(db, named, going);
  await inTransaction(db, (tx) => eraseDigests(tx, named, now));
  await eraseFromRecaps(db, named, going);
  return inTransaction(db, async (tx) => {
    const { workspaceId, userId } = named;
    const { organizationId } = asked.workspace;
    await eraseAccess(tx, { ...named, organizationId }, now);
    const ended = await endErasure(tx, named);
    if (!ended) return null;
    const { requestedBy: actor, ...erasure } = ended;
    const target = personMark(workspaceId, userId);
    const details = { ...erasure, isLast: true };
    await recordAudit(
      tx,
      { organizationId, workspaceId, actor, action: 'person_erased', target, details },
      now,
    );
    return erasure;
  });
}

/**
 * Goes on with all that was asked for and is not done yet.
 * @throws what the first of them failed with, once all were tried
 */
export async function continueErasures(db: Db, going: Going): Promise<void> {
  const asked = await db.erasure.findMany({
    select: { workspaceId: true, userId: true },
    orderBy: { requestedAt: 'asc' },
  });
  await oneByOne(asked, going.signal, async (named) => void (await continueErasure(db, named, going)));
}

/** What is being read at the moment is read anew, without them. */
async function leaveOut(tx: Tx, { workspaceId, userId }: Named, now: Date): Promise<void> {
  const known = await tx.person.findUnique({
    where: { workspaceId_id: { workspaceId, id: userId } },
    select: { optedOutAt: true },
  });
  const data = { optedOutAt: known?.optedOutAt ?? now, homeOpenedAt: null, helpedAt: null };
  await tx.person.upsert({
    where: { workspaceId_id: { workspaceId, id: userId } },
    create: { workspaceId, id: userId, ...data },
    update: data,
  });
  await tx.conversation.updateMany({
    where: { workspaceId, state: 'running', recap: null },
    data: { state: 'queued', touchedAt: now },
  });
}

/** Recaps that they alone could see, and notes, wherever those were shared to. */
async function deletePrivate(db: Db, named: Named, { now, signal }: Going): Promise<void> {
  const { workspaceId, userId } = named;
  for (let isLast = false; !isLast; ) {
    signal.throwIfAborted();
    isLast = await inTransaction(db, async (tx) => {
      if (!(await holdErasure(tx, named))) return true;
      const going = await tx.conversation.findMany({
        where: {
          workspaceId,
          askedBy: userId,
          OR: [{ audience: 'private', sharedTo: null }, { source: 'note' }],
        },
        select: { id: true, channelId: true },
        take: BATCH,
      });
      const ids = going.map(({ id }) => id);
      await retire(tx, ids, now);
      await tx.conversation.updateMany({ where: { id: { in: ids } }, data: { askedBy: ERASED } });
      // Their direct message with Recall is named by notes alone.
      for (const channelId of new Set(going.map((one) => one.channelId))) {
        if (channelId.startsWith('D')) {
          await removeEmptyChannel(tx, { workspaceId, channelId, onlyBlank: true });
        }
      }
      await addToErasure(tx, named, { deleted: going.length });
      return going.length < BATCH;
    });
  }
}

/** Their own go. Those of channels wait for somebody who stands for them: nobody's right to read would be behind them. */
async function eraseDigests(tx: Tx, named: Named, now: Date): Promise<void> {
  const { workspaceId, userId } = named;
  if (!(await holdErasure(tx, named))) return;
  const own = await tx.digest.deleteMany({ where: { workspaceId, author: userId, postTo: null } });
  const unsaid = { author: ERASED, focus: null };
  const told = { pausedFor: null, pausedIn: null, tellPausedAt: null };
  const paused = await tx.digest.updateMany({
    where: { workspaceId, author: userId, removedAt: null },
    data: { ...unsaid, ...told, state: 'paused', changedAt: now },
  });
  await tx.digest.updateMany({ where: { workspaceId, author: userId }, data: unsaid });
  await tx.$executeRaw`
    UPDATE "Digest" SET focus = regexp_replace(focus, ${nameOf(userId)}, ${ERASED_NAME}, 'g')
    WHERE "workspaceId" = ${workspaceId} AND strpos(focus, ${userId}) > 0`;
  await addToErasure(tx, named, { digestsDeleted: own.count, digestsPaused: paused.count });
}
