import type { ActionItem } from '../../domain/action-item.ts';
import { changedLife, type ItemChange, stampOf } from '../../domain/action-item-change.ts';
import { ORIGINAL } from '../../domain/conversation.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { indexRecap } from '../finding/search-entries.ts';
import type { Prisma } from '../generated/client.ts';
import { lockRecap } from '../recaps/recap-lock.ts';
import { channelsOf, type ItemPage, type ItemQuery, isTwin, itemPage } from './action-item-list.ts';
import { toDate, toItem, withRecap } from './action-item-rows.ts';
import { twinsOf } from './item-twins.ts';

export type { ItemPage, ItemQuery } from './action-item-list.ts';

export interface ItemToChange {
  workspaceId: string;
  itemId: string;
  change: ItemChange;
  by: string;
  at: Date;
  /** The form that the person saw it in, by `stampOf`; where it has another by now, nothing is changed. */
  seen?: string | undefined;
}

/** What became of a change: `before` and `item` are the item as it was and is; `unchanged` where others were first. */
export type Changed =
  | { kind: 'changed'; before: ActionItem; item: ActionItem }
  | { kind: 'unchanged'; item: ActionItem }
  | { kind: 'gone' };

/** The longest chain of follow-ups that is gone along. */
const MOST_CONTINUATIONS = 1000;

/** Action items, and what people make of them. */
export function createActionItems(db: Db) {
  return {
    /** The item, or the one that goes on with it by now; null where no recap that stands has it. */
    async find(workspaceId: string, itemId: string): Promise<ActionItem | null> {
      const row = await findStanding(db, workspaceId, itemId);
      return row && toItem(row);
    },

    /**
     * What one person may see: the open ones first, those that are snoozed last, by due date. What is in a shared recap and in a
     * private one is given once.
     */
    list(query: ItemQuery): Promise<ItemPage> {
      return itemPage(db, query);
    },

    /** In which channels somebody has items that `list` might give; whether `viewer` may read those is for the caller to find out. */
    channelsOf(query: Pick<ItemQuery, 'workspaceId' | 'whose' | 'viewer'>): Promise<string[]> {
      return channelsOf(db, query);
    },

    /** Whether lists give another item, of a shared or of a later recap, instead of this one to `viewer`. */
    isTwin(item: ActionItem, viewer: string): Promise<boolean> {
      return isTwin(db, item, viewer);
    },

    /** The same task in other recaps that stand, as far as `viewer` sees them. */
    twinsOf(item: ActionItem, viewer: string): Promise<ActionItem[]> {
      return twinsOf(db, item, viewer);
    },

    /** The channels that the recap of an item was shared to. */
    async sharedIn({ conversationId }: Pick<ActionItem, 'conversationId'>): Promise<string[]> {
      const copies = await db.delivery.findMany({
        where: { conversationId, copy: { not: ORIGINAL } },
        distinct: ['channelId'],
        select: { channelId: true },
      });
      return copies.map(({ channelId }) => channelId);
    },

    /** The items of a conversation's recap as it stands, in its order, without those that were dropped. */
    async ofConversation(workspaceId: string, conversationId: string): Promise<ActionItem[]> {
      const rows = await db.actionItem.findMany({
        where: {
          workspaceId,
          state: { not: 'dropped' },
          recap: { conversationId, isCurrent: true, conversation: { deletedAt: null } },
        },
        orderBy: { position: 'asc' },
        include: withRecap,
      });
      return rows.map(toItem);
    },

    /** The open items of which a message is the first source. */
    async restingOn(message: { workspaceId: string; channelId: string; ts: string }): Promise<ActionItem[]> {
      const { workspaceId, channelId, ts } = message;
      const rows = await db.actionItem.findMany({
        where: {
          workspaceId,
          channelId,
          state: 'open',
          sources: { path: ['0', 'ts'], equals: ts },
          recap: { isCurrent: true, conversation: { deletedAt: null } },
        },
        include: withRecap,
      });
      return rows.map(toItem);
    },

    /** Changes an item, or the one that goes on with it, and its recap's version; of two at the same time, one after the other. */
    async change({ workspaceId, itemId, change, by, at, seen }: ItemToChange): Promise<Changed> {
      return inTransaction(db, async (tx) => {
        const row = await lockStanding(tx, workspaceId, itemId);
        if (!row) return { kind: 'gone' };
        const before = toItem(row);
        const life = seen === undefined || seen === stampOf(before) ? changedLife(before, change) : null;
        if (!life) return { kind: 'unchanged', item: before };
        const changed = await tx.actionItem.update({
          where: { id: row.id },
          data: { ...life, due: toDate(life.due), changedAt: at, changedBy: by },
          include: withRecap,
        });
        await tx.recap.update({
          where: { id: row.recapId },
          data: { version: { increment: 1 }, changedAt: at },
        });
        if (life.state === 'dropped' || before.state === 'dropped')
          await indexAnew(tx, before.conversationId);
        return { kind: 'changed', before, item: toItem(changed) };
      });
    },
  };
}
export type ActionItems = ReturnType<typeof createActionItems>;

async function findStanding(db: Db | Tx, workspaceId: string, itemId: string) {
  let id = itemId;
  for (let hops = 0; hops < MOST_CONTINUATIONS; hops += 1) {
    const row = await db.actionItem.findUnique({
      where: { id, workspaceId },
      include: { ...withRecap, continuedBy: { select: { id: true } } },
    });
    if (!row?.continuedBy) return row && isStanding(row) ? row : null;
    id = row.continuedBy.id;
  }
  return null;
}

function isStanding({ recap }: Prisma.ActionItemGetPayload<{ include: typeof withRecap }>): boolean {
  return recap.isCurrent && recap.conversation.deletedAt === null;
}

/** Holds the recap of the item, so that it neither changes nor is followed up until the transaction ends. */
async function lockStanding(tx: Tx, workspaceId: string, itemId: string) {
  let row = await findStanding(tx, workspaceId, itemId);
  while (row) {
    await lockRecap(tx, row.recap.conversationId);
    const held = await findStanding(tx, workspaceId, row.id);
    if (held?.recapId === row.recapId) return held;
    row = held;
  }
  return null;
}

async function indexAnew(tx: Tx, conversationId: string): Promise<void> {
  const conversation = await tx.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    select: { id: true, workspaceId: true, audience: true, askedBy: true, channelId: true, channel: true },
  });
  await indexRecap(tx, conversation);
}
