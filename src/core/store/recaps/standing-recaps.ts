import type { Conversation } from '../../domain/conversation.ts';
import { toConversation, withChannel } from '../conversations/conversation-rows.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';
import { toStoredRecap, withParts } from './recap-read.ts';
import type { StoredRecap } from './saved-recap.ts';

/** What stands in the Slack messages of a conversation's recap. */
export type Standing =
  | ({ kind: 'stands' } & StandingRecap)
  /** Deleted on purpose: nothing is to stand there. */
  | { kind: 'deleted'; conversation: Conversation }
  /** Nothing that is saved: there never was a recap, or its time of keeping is over. */
  | { kind: 'none' };

export interface StandingRecap {
  /** The last of the conversations whose recaps took each other's place in the same messages. */
  conversation: Conversation;
  recap: StoredRecap;
  /** When the person who asked chose to keep a private recap to themselves; null while they have not. */
  keptAt: Date | null;
  /** The channel that a private recap was shared to. */
  sharedTo: string | null;
  /** Who asked for it, and for those that it took the place of. */
  askers: string[];
}

/** Recaps that are to be shown: which ones they are, and which Slack does not show as they are stored. */
export function createStandingRecaps(db: Db) {
  async function find(conversationId: string, earlierAskers: readonly string[]): Promise<Standing> {
    const row = await db.conversation.findUnique({
      where: { id: conversationId },
      include: {
        ...withChannel,
        recap: { include: withParts },
        followedBy: {
          where: { isInPlace: true, deletedAt: null, recap: { isNot: null } },
          orderBy: { requestedAt: 'desc' },
          select: { id: true },
          take: 1,
        },
      },
    });
    if (!row) return { kind: 'none' };
    const askers = [...earlierAskers, row.askedBy];
    const [later] = row.followedBy;
    if (later) return find(later.id, askers);
    const conversation = toConversation(row);
    if (row.deletedAt) return { kind: 'deleted', conversation };
    if (!row.recap) return { kind: 'none' };
    const { keptAt, sharedTo } = row;
    return { kind: 'stands', conversation, recap: toStoredRecap(row.recap), keptAt, sharedTo, askers };
  }

  /** People who asked for what the recap took the place of, the first one first. */
  async function askersBefore(conversationId: string): Promise<string[]> {
    const row = await db.conversation.findUnique({
      where: { id: conversationId },
      select: { isInPlace: true, follows: { select: { id: true, askedBy: true } } },
    });
    if (!row?.isInPlace || !row.follows) return [];
    return [...(await askersBefore(row.follows.id)), row.follows.askedBy];
  }

  return {
    /** What stands now where the recap of `conversationId` was shown. */
    async find(conversationId: string): Promise<Standing> {
      return find(conversationId, await askersBefore(conversationId));
    },

    /**
     * Conversations whose messages in Slack are not as they should be, though they changed before `before`: those with a newer version
     * than is shown, and those that were deleted. Changes from before `since` are no longer looked after.
     */
    async unshown({ since, before, limit }: { since: Date; before: Date; limit: number }): Promise<string[]> {
      const recaps = await db.$queryRaw<{ id: string }[]>`
        SELECT v.id
        FROM "Recap" r
        JOIN "Conversation" v ON v.id = r."conversationId"
        JOIN "Workspace" w ON w.id = v."workspaceId"
        JOIN "Installation" i ON i.id = w."installationId" AND i.state = 'active'
        WHERE ${inScope(db, Prisma.sql`v."workspaceId"`)} AND r."changedAt" >= ${since} AND r."changedAt" < ${before}
          AND r.version > r."shownVersion" AND v.state = 'done' AND v."deletedAt" IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM "Conversation" f JOIN "Recap" fr ON fr."conversationId" = f.id
            WHERE f."followsId" = v.id AND f."isInPlace"
          )
        ORDER BY r."changedAt" LIMIT ${limit}`;
      const deleted = await db.conversation.findMany({
        where: {
          deletedAt: { gte: since, lt: before },
          deliveries: { some: {} },
          channel: { workspace: { installation: { state: 'active' } } },
        },
        select: { id: true },
        orderBy: { deletedAt: 'asc' },
        take: limit,
      });
      return [...recaps, ...deleted].map(({ id }) => id);
    },
  };
}
export type StandingRecaps = ReturnType<typeof createStandingRecaps>;
