import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { cutOff, retentionOf } from '../../domain/retention.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { touchPredecessorsOf } from '../recaps/predecessors.ts';

export interface Retaining {
  /** RETENTION_DAYS; 0 keeps. */
  retentionDays: number;
  now: Date;
  signal: AbortSignal;
}

/** As many as one transaction deletes with all that hangs on them in about a second. */
const BATCH = 500;

interface Workspace {
  id: string;
  organizationId: string;
  retentionDays: number | null;
}

/**
 * Deletes conversations that finished longer ago than their channel's recaps are kept, with everything that hangs on them, and the
 * periods of digests of which nothing is left. What engines cost stays counted. A batch and its line in the audit log are stored
 * together, so that this may be stopped anywhere. @returns how many conversations
 */
export async function purgeRetained(db: Db, retaining: Retaining): Promise<number> {
  const workspaces = await db.workspace.findMany({
    select: { id: true, organizationId: true, retentionDays: true },
    orderBy: { id: 'asc' },
  });
  let purged = 0;
  for (const workspace of workspaces) purged += await purgeWorkspaceRetained(db, workspace, retaining);
  return purged;
}

async function purgeWorkspaceRetained(
  db: Db,
  workspace: Workspace,
  { retentionDays: environment, now, signal }: Retaining,
): Promise<number> {
  const rules = await rulesOf(db, workspace, { environment, now });
  let purged = 0;
  for (const overdue of rules) {
    for (;;) {
      signal.throwIfAborted();
      const count = await inTransaction(db, (tx) => purgeBatch(tx, workspace, overdue, now));
      purged += count;
      if (count < BATCH) break;
    }
  }
  return purged;
}

/** Which conversations go: one rule for the channels that have no retention of their own, one for each other length of time. */
interface Rule {
  before: Date;
  channelId: Prisma.StringFilter;
  /** Whether it is that of the workspace, by which what belongs to no channel goes, too. */
  isGeneral: boolean;
}

async function rulesOf(
  db: Db,
  { id: workspaceId, retentionDays: workspace }: Workspace,
  { environment, now }: { environment: number; now: Date },
): Promise<Rule[]> {
  const own = await db.channel.findMany({
    where: { workspaceId, retentionDays: { not: null } },
    select: { id: true, retentionDays: true },
  });
  const byDays = new Map<number, string[]>();
  for (const { id, retentionDays: channel } of own) {
    const days = retentionOf({ channel, workspace, environment });
    byDays.set(days, [...(byDays.get(days) ?? []), id]);
  }
  const ruleOf = (days: number, channelId: Rule['channelId'], isGeneral: boolean): Rule[] => {
    const before = cutOff(days, now);
    return before === null ? [] : [{ before, channelId, isGeneral }];
  };
  return [
    ...[...byDays].flatMap(([days, ids]) => ruleOf(days, { in: ids }, false)),
    ...ruleOf(
      retentionOf({ channel: null, workspace, environment }),
      { notIn: own.map(({ id }) => id) },
      true,
    ),
  ];
}

async function purgeBatch(
  tx: Tx,
  { id: workspaceId, organizationId }: Workspace,
  { before, channelId, isGeneral }: Rule,
  now: Date,
): Promise<number> {
  const overdue = await tx.conversation.findMany({
    // Whatever finished before then was asked for before then, which is what there is an index for.
    where: { workspaceId, channelId, requestedAt: { lt: before }, finishedAt: { lt: before } },
    select: { id: true },
    take: BATCH,
  });
  const ids = overdue.map(({ id }) => id);
  if (ids.length > 0) await touchPredecessorsOf(tx, { recap: { conversationId: { in: ids } } }, now);
  await tx.conversation.deleteMany({ where: { id: { in: ids } } });
  if (isGeneral) await forgetHelped(tx, workspaceId, before);
  const periods = isGeneral
    ? await tx.digestPeriod.deleteMany({
        where: { digest: { workspaceId }, settledAt: { lt: before }, conversations: { none: {} } },
      })
    : { count: 0 };
  if (ids.length + periods.count > 0) {
    const details = {
      conversations: ids.length,
      digestPeriods: periods.count,
      finishedBefore: before.toISOString(),
    };
    await recordAudit(
      tx,
      { organizationId, workspaceId, actor: RECALL_ITSELF, action: 'retention_purged', details },
      now,
    );
  }
  return ids.length;
}

/** When Recall last helped somebody is known for as long as what it did for them; of somebody of whom nothing else is kept, nothing stays. */
async function forgetHelped(tx: Tx, workspaceId: string, before: Date): Promise<void> {
  const where = { workspaceId, helpedAt: { lt: before } };
  await tx.person.deleteMany({ where: { ...where, optedOutAt: null, homeOpenedAt: null } });
  await tx.person.updateMany({ where, data: { helpedAt: null } });
}
