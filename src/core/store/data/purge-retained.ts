import { RECALL_ITSELF } from '../../domain/erasure.ts';
import { cutOff, retentionOf } from '../../domain/retention.ts';
import { recordAudit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { touchPredecessorsOf } from '../recaps/predecessors.ts';
import { oneByOne } from './one-by-one.ts';

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
 * together, so that this may be stopped anywhere.
 * @returns how many conversations
 * @throws what the first workspace failed with, once all were tried
 */
export async function purgeRetained(db: Db, retaining: Retaining): Promise<number> {
  const workspaces = await db.workspace.findMany({
    select: { id: true, organizationId: true, retentionDays: true },
    orderBy: { id: 'asc' },
  });
  let purged = 0;
  await oneByOne(workspaces, retaining.signal, async (workspace) => {
    purged += await purgeWorkspaceRetained(db, workspace, retaining);
  });
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
  channelId: Prisma.StringFilter | string;
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

/** Whatever finished before then was asked for before then, which is what there is an index for. */
function overdueIn(workspaceId: string, channelId: Rule['channelId'], before: Date) {
  return { workspaceId, channelId, requestedAt: { lt: before }, finishedAt: { lt: before } };
}

/** A time of keeping that somebody thinks of setting, in days; 0 keeps, null is what holds without it. */
export interface PlannedRetention {
  workspaceId: string;
  /** Null for that of the workspace, which holds in channels without one of their own. */
  channelId: string | null;
  retentionDays: number | null;
  /** RETENTION_DAYS. */
  environment: number;
  now: Date;
}

/** @returns how many conversations would be deleted with their recaps at once, were this set; those that go anyway are among them */
export async function countOverdue(
  db: Db,
  { workspaceId, channelId, retentionDays, environment, now }: PlannedRetention,
): Promise<number> {
  const kept = await db.workspace.findUnique({ where: { id: workspaceId }, select: { retentionDays: true } });
  const days =
    channelId === null
      ? retentionOf({ channel: null, workspace: retentionDays, environment })
      : retentionOf({ channel: retentionDays, workspace: kept?.retentionDays ?? null, environment });
  const before = cutOff(days, now);
  if (before === null) return 0;
  const own = { workspaceId, retentionDays: { not: null } };
  const others = channelId ?? {
    notIn: (await db.channel.findMany({ where: own, select: { id: true } })).map(({ id }) => id),
  };
  return db.conversation.count({ where: overdueIn(workspaceId, others, before) });
}

async function purgeBatch(
  tx: Tx,
  { id: workspaceId, organizationId }: Workspace,
  { before, channelId, isGeneral }: Rule,
  now: Date,
): Promise<number> {
  const overdue = await tx.conversation.findMany({
    where: overdueIn(workspaceId, channelId, before),
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
  // A digest that a person removed stays for its periods alone.
  if (isGeneral) {
    await tx.digest.deleteMany({
      where: { workspaceId, removedAt: { not: null, lt: before }, periods: { none: {} } },
    });
  }
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
