import type { Audience, Source } from '../../domain/conversation.ts';
import { ORIGINAL } from '../../domain/conversation.ts';
import { toSource } from '../conversations/conversation-rows.ts';
import type { Db } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { storedQuestions } from './recap-json.ts';

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
    digestPeriodId: null,
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

    /**
     * Whom a conversation's recap concerns, or the one that it took the place of: who asked, and, unless it is private, who has an
     * action item or is asked a question there. Null for a conversation that is not there.
     */
    async concerned(conversationId: string): Promise<{ workspaceId: string; userIds: Set<string> } | null> {
      const row = await db.conversation.findUnique({
        where: { id: conversationId },
        include: { recap: withPeople, follows: { include: { recap: withPeople } } },
      });
      if (!row) return null;
      const recaps = row.audience === 'private' ? [] : [row.recap, row.follows?.recap ?? null];
      const others = recaps.flatMap((recap) => (recap ? peopleIn(recap) : []));
      return { workspaceId: row.workspaceId, userIds: new Set([row.askedBy, ...others]) };
    },

    /** Whether it is one of those. */
    async isOneOf(workspaceId: string, userId: string, conversationId: string): Promise<boolean> {
      const where = { ...standing(workspaceId, userId), id: conversationId };
      return (await db.conversation.count({ where })) > 0;
    },
  };
}
export type RecentRecaps = ReturnType<typeof createRecentRecaps>;

const withPeople = {
  select: { openQuestions: true, actionItems: { select: { assignee: true } } },
} satisfies Prisma.RecapDefaultArgs;
type RowWithPeople = Prisma.RecapGetPayload<typeof withPeople>;

function peopleIn({ openQuestions, actionItems }: RowWithPeople): string[] {
  const named = [
    ...actionItems.map(({ assignee }) => assignee),
    ...storedQuestions.parse(openQuestions).map(({ askedOf }) => askedOf),
  ];
  return named.filter((userId) => userId !== null);
}
