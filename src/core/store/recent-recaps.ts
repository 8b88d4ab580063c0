import type { Audience, Source } from '../domain/conversation.ts';
import { ORIGINAL } from '../domain/conversation.ts';
import { toSource } from './conversations.ts';
import type { Db } from './db.ts';

/** A recap by its headline. */
export interface RecentRecap {
  conversationId: string;
  headline: string;
  channelId: string;
  source: Source;
  audience: Audience;
  requestedAt: Date;
  madeAt: Date;
  /** Its first message in Slack; null where there is none. */
  delivery: { channelId: string; ts: string } | null;
}

/** Which recaps of a person: those that they asked for, that stand, and that nobody deleted. */
export function createRecentRecaps(db: Db) {
  const standing = (workspaceId: string, userId: string) => ({
    workspaceId,
    askedBy: userId,
    state: 'done' as const,
    deletedAt: null,
    recap: { isCurrent: true },
  });

  return {
    /** The latest that the person asked for, the last one first. */
    async askedBy(workspaceId: string, userId: string, limit: number): Promise<RecentRecap[]> {
      const rows = await db.conversation.findMany({
        where: standing(workspaceId, userId),
        orderBy: { requestedAt: 'desc' },
        take: limit,
        include: {
          recap: { select: { headline: true, createdAt: true } },
          deliveries: { where: { copy: ORIGINAL, part: 0 }, select: { channelId: true, ts: true } },
        },
      });
      return rows.flatMap(({ recap, deliveries: [delivery = null], ...row }) =>
        recap === null
          ? []
          : [
              {
                conversationId: row.id,
                headline: recap.headline,
                channelId: row.channelId,
                source: toSource(row),
                audience: row.audience,
                requestedAt: row.requestedAt,
                madeAt: recap.createdAt,
                delivery,
              },
            ],
      );
    },

    /** Whether it is one of those. */
    async isOneOf(workspaceId: string, userId: string, conversationId: string): Promise<boolean> {
      const where = { ...standing(workspaceId, userId), id: conversationId };
      return (await db.conversation.count({ where })) > 0;
    },
  };
}
export type RecentRecaps = ReturnType<typeof createRecentRecaps>;
