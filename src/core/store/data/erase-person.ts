import { ERASED, ERASED_NAME, isPersonId } from '../../domain/erasure.ts';
import { RecallError } from '../../domain/errors.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { eraseAccess } from './erase-access.ts';
import { eraseFromRecaps, type Named, nameOf } from './erase-from-recaps.ts';
import { personMark } from './person-mark.ts';
import { retire } from './retire.ts';
import { removeEmptyChannel } from './tombstones.ts';

export interface ErasureRequest {
  /** Who wants it, as the audit log says it. */
  actor: string;
  now: Date;
}

/** How much was deleted or changed. */
export interface Erasure {
  /** Private recaps and notes of theirs that were deleted. */
  deleted: number;
  /** Recaps that no longer name them. */
  renamed: number;
  digestsDeleted: number;
  /** Of channels; somebody else has to set them going. */
  digestsPaused: number;
}

const BATCH = 200;

/**
 * Takes a person out of what is kept about a workspace. What was for them alone is deleted, in Slack too; elsewhere nobody stands in
 * their place, and what Slack shows is brought up to date by the sweep. From then on their words are left out, for which their id stays
 * in one row. Safe twice, and to run again where it was stopped.
 * @throws RecallError `bad_input` for what is no person's id, `no_longer_there` for a workspace that is not there
 */
export async function erasePerson(db: Db, named: Named, { actor, now }: ErasureRequest): Promise<Erasure> {
  const { workspaceId, userId } = named;
  if (!isPersonId(userId)) throw new RecallError('bad_input', 'a Slack user id starts with U or W');
  const workspace = await db.workspace.findUnique({
    where: { id: workspaceId },
    select: { organizationId: true },
  });
  if (!workspace)
    throw new RecallError('no_longer_there', `nothing is kept about a workspace ${workspaceId}`);
  await inTransaction(db, (tx) => leaveOut(tx, named, now));
  const deleted = await deletePrivate(db, named, now);
  const digests = await inTransaction(db, (tx) => eraseDigests(tx, named, now));
  const renamed = await eraseFromRecaps(db, named, now);
  const erasure = { deleted, renamed, ...digests };
  await inTransaction(db, async (tx) => {
    const { organizationId } = workspace;
    await eraseAccess(tx, { ...named, organizationId }, now);
    const target = personMark(workspaceId, userId);
    await recordAudit(
      tx,
      { organizationId, workspaceId, actor, action: 'person_erased', target, details: { ...erasure } },
      now,
    );
  });
  return erasure;
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

/** Recaps that they alone could see, and notes, wherever those were shared to. @returns how many */
async function deletePrivate(db: Db, { workspaceId, userId }: Named, now: Date): Promise<number> {
  for (let deleted = 0; ; ) {
    const count = await inTransaction(db, async (tx) => {
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
      return going.length;
    });
    deleted += count;
    if (count < BATCH) return deleted;
  }
}

/** Their own go. Those of channels wait for somebody who stands for them: nobody's right to read would be behind them. */
async function eraseDigests(
  tx: Tx,
  { workspaceId, userId }: Named,
  now: Date,
): Promise<Pick<Erasure, 'digestsDeleted' | 'digestsPaused'>> {
  const own = await tx.digest.deleteMany({ where: { workspaceId, author: userId, postTo: null } });
  const paused = await tx.digest.updateMany({
    where: { workspaceId, author: userId },
    data: {
      author: ERASED,
      focus: null,
      state: 'paused',
      pausedFor: null,
      pausedIn: null,
      tellPausedAt: null,
      changedAt: now,
    },
  });
  await tx.$executeRaw`
    UPDATE "Digest" SET focus = regexp_replace(focus, ${nameOf(userId)}, ${ERASED_NAME}, 'g')
    WHERE "workspaceId" = ${workspaceId} AND strpos(focus, ${userId}) > 0`;
  return { digestsDeleted: own.count, digestsPaused: paused.count };
}
