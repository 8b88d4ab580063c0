import type { DueDecision } from '../../domain/digest/decide.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import type { Tx } from '../db.ts';

/** A period that is to be made. */
export interface OpenedPeriod {
  periodId: string;
  /** Those of its conversations, which are queued, by workspace and channel. */
  conversationIds: string[];
}

export interface Opening
  extends Pick<Extract<DueDecision, { kind: 'run' }>, 'due' | 'period' | 'isLate' | 'folded' | 'isCut'> {
  now: Date;
  /** Until then the sweep leaves its conversations alone. */
  startAt: Date;
}

/** @returns null where the digest has the period already */
export async function insertPeriod(
  tx: Tx,
  digest: Digest,
  { due, period: { key, start, end }, isLate, folded, isCut, now, startAt }: Opening,
): Promise<OpenedPeriod | null> {
  const { id: digestId, workspaceId, channelIds } = digest;
  const [period] = await tx.digestPeriod.createManyAndReturn({
    data: [{ digestId, key, start, end, due, isLate, folded, isCut, openedAt: now }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!period) return null;
  await tx.channel.createMany({
    data: channelIds.map((id) => ({ workspaceId, id, name: '' })),
    skipDuplicates: true,
  });
  const conversations = await tx.conversation.createManyAndReturn({
    data: channelIds.map((channelId) => ({
      workspaceId,
      channelId,
      source: 'channel' as const,
      windowFrom: start,
      windowTo: end,
      trigger: 'schedule' as const,
      // What only its author sees is private in every way.
      audience: digest.postTo === null ? ('private' as const) : ('digest' as const),
      askedBy: digest.author,
      ...digest.wishes,
      digestPeriodId: period.id,
      requestedAt: now,
      touchedAt: startAt,
    })),
    select: { id: true },
  });
  return { periodId: period.id, conversationIds: conversations.map(({ id }) => id) };
}
