import type { Db } from '../db.ts';

/** Who is in a channel, as Slack said at `checkedAt`. */
export interface KnownMembers {
  isPrivate: boolean;
  /** Empty where they were not asked for, as in a public channel, or where Recall is not in the channel. */
  userIds: string[];
  checkedAt: Date;
}

export function createMembers(db: Db) {
  return {
    /** What is known of these channels and still holds, by channel: checked after `since`, and nobody came or left from then on. */
    async known(
      workspaceId: string,
      channelIds: readonly string[],
      since: Date,
    ): Promise<Map<string, KnownMembers>> {
      const rows = await db.channelMembers.findMany({
        where: { workspaceId, channelId: { in: [...channelIds] }, checkedAt: { gt: since } },
      });
      return new Map(
        rows.flatMap(({ channelId, isPrivate, userIds, checkedAt }) =>
          checkedAt === null ? [] : [[channelId, { isPrivate, userIds, checkedAt }]],
        ),
      );
    },

    /** How many comings and goings of the channel are known; to be read before Slack is asked. */
    async changes(workspaceId: string, channelId: string): Promise<number> {
      const row = await db.channelMembers.findUnique({
        where: { workspaceId_channelId: { workspaceId, channelId } },
        select: { changes: true },
      });
      return row?.changes ?? 0;
    },

    /**
     * Writes down what Slack said, unless somebody has come or left since `changes` was read.
     * @returns whether it holds
     */
    async record(
      workspaceId: string,
      channelId: string,
      { changes, ...known }: KnownMembers & { changes: number },
    ): Promise<boolean> {
      await db.channelMembers.createMany({
        data: [{ workspaceId, channelId, isPrivate: known.isPrivate }],
        skipDuplicates: true,
      });
      const kept = await db.channelMembers.updateMany({
        where: { workspaceId, channelId, changes },
        data: known,
      });
      return kept.count > 0;
    },

    /** Somebody came or left, or the channel changed. */
    async forget(workspaceId: string, channelId: string): Promise<void> {
      await db.channelMembers.upsert({
        where: { workspaceId_channelId: { workspaceId, channelId } },
        create: { workspaceId, channelId, isPrivate: true, changes: 1 },
        update: { checkedAt: null, changes: { increment: 1 } },
      });
    },
  };
}
export type Members = ReturnType<typeof createMembers>;
