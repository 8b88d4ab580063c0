import type { ActionItem } from '../domain/action-item.ts';
import { dayAt, isoDate } from '../domain/digest/zone.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { ChannelRecap } from '../slack/messages/digest/digest.ts';
import type { DigestPeriod } from '../store/digests/digest-periods.ts';
import type { WorkspaceStore } from '../store/index.ts';

const AT_ONCE = 4;
const MOST_ITEMS = 200;

/**
 * The action items of earlier recaps that a period tells of, by channel: those that were done in it, and those that were overdue when
 * it was due, done since or not; what came up after it was posted is of others. They are such as everyone may see who sees the digest; `reader` is the one person who sees it, null
 * where that is a channel.
 */
export async function carriedOverOf(
  period: DigestPeriod,
  reader: string | null,
  { store, now }: { store: Pick<WorkspaceStore, 'actionItems'>; now(): Date },
): Promise<Map<string, ChannelRecap['carriedOver']>> {
  const { digest, parts, start, end, due, settledAt } = period;
  const own = new Set(parts.map(({ conversation }) => conversation.id));
  const today = isoDate(dayAt(due, digest.schedule.timeZone));
  const channelIds = [...new Set(parts.map(({ conversation }) => conversation.channel.id))];
  const carried = await inParallel(channelIds, AT_ONCE, async (channelId) => {
    const { items } = await store.actionItems.list({
      workspaceId: digest.workspaceId,
      whose: { kind: 'channel', channelId },
      viewer: reader ?? '',
      reach: 'all',
      channelIds: [channelId],
      now: now(),
      doneSince: start,
      limit: MOST_ITEMS,
      offset: 0,
    });
    const before = items.filter(
      ({ conversationId, createdAt }) =>
        !own.has(conversationId) && (settledAt === null || createdAt < settledAt),
    );
    const closed = before.filter(isDoneBy(end));
    const isOverdue = isOverdueOn(today);
    return [
      channelId,
      { closed, overdue: before.filter((item) => isOverdue(item) && !closed.includes(item)) },
    ] as const;
  });
  return new Map(carried);
}

function isDoneBy(end: Date): (item: ActionItem) => boolean {
  return ({ state, changed }) => state === 'done' && changed !== null && changed.at < end;
}

function isOverdueOn(today: string): (item: ActionItem) => boolean {
  return ({ due }) => due !== null && due < today;
}
