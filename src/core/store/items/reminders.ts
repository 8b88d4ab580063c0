import type { ActionItem, ReminderKey, ReminderKind } from '../../domain/action-item.ts';
import type { CalendarDate } from '../../domain/recap.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import type { Prisma } from '../generated/client.ts';
import { lockRecap } from '../recaps/recap-lock.ts';
import { toDate, toItem, withRecap } from './action-item-rows.ts';

/** Where a reminder stands in Slack. */
export interface PostedReminder {
  channelId: string;
  ts: string;
}

/** `taken_over`: somebody claimed it and did not come to write down a post, which may be there nevertheless. */
export type Claim = 'claimed' | 'taken_over' | 'refused';

export interface ItemWindow {
  /** Calendar dates, both included. */
  dueFrom: CalendarDate;
  dueTo: CalendarDate;
  snoozedFrom: Date;
  snoozedTo: Date;
}

const PAGE = 200;

/** That people were reminded of action items, each time once. */
export function createReminders(db: Db) {
  return {
    /** The open items that somebody has and that are due, or whose snooze ends, in a window of time; a page at a time. */
    async *itemsIn(window: ItemWindow): AsyncGenerator<ActionItem> {
      let last: string | null = null;
      do {
        const rows: ItemRow[] = await db.actionItem.findMany({
          where: { ...isRemindable(window), ...(last === null ? {} : { id: { gt: last } }) },
          orderBy: { id: 'asc' },
          take: PAGE,
          include: withRecap,
        });
        yield* rows.map(toItem);
        last = rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null;
      } while (last !== null);
    },

    /** Whether a reminder is posted, or claimed from `staleBefore` on by somebody who is about to post it. */
    async isDone({ itemId, kind, due }: ReminderKey, staleBefore: Date): Promise<boolean> {
      const row = await db.reminder.findUnique({
        where: { itemId_kind_due: { itemId, kind, due: dateOf(due) } },
      });
      return row !== null && (row.ts !== null || row.claimedAt >= staleBefore);
    },

    /**
     * Claims a reminder, for whoever is to post it. A claim from before `staleBefore` that came to no post is taken over.
     * @returns `refused` where somebody else has it, it is posted, or the item is no more as `item` says
     */
    async claim(
      item: ActionItem,
      { kind, due }: Omit<ReminderKey, 'itemId'>,
      { now, staleBefore }: { now: Date; staleBefore: Date },
    ): Promise<Claim> {
      const key = { itemId: item.id, kind, due: dateOf(due) };
      return inTransaction(db, async (tx) => {
        await lockRecap(tx, item.conversationId);
        if (!(await stillStands(tx, item))) return 'refused';
        const { count } = await tx.reminder.createMany({
          data: [{ ...key, claimedAt: now }],
          skipDuplicates: true,
        });
        if (count > 0) return 'claimed';
        const taken = await tx.reminder.updateMany({
          where: { ...key, ts: null, claimedAt: { lt: staleBefore } },
          data: { claimedAt: now },
        });
        return taken.count > 0 ? 'taken_over' : 'refused';
      });
    },

    /** Notes where it was posted, or, with null, that Slack never takes it. */
    async record({ itemId, kind, due }: ReminderKey, at: PostedReminder | null): Promise<void> {
      await db.reminder.updateMany({
        where: { itemId, kind, due: dateOf(due) },
        data: at ?? { channelId: '', ts: '' },
      });
    },

    /** Where the latest reminders of an item stand, the newest first. */
    async postedFor(itemId: string, limit: number): Promise<(PostedReminder & { kind: ReminderKind })[]> {
      const rows = await db.reminder.findMany({
        where: { itemId, ts: { notIn: [''] } },
        orderBy: { claimedAt: 'desc' },
        take: limit,
      });
      return rows.flatMap(({ channelId, ts, kind }) => (channelId && ts ? [{ channelId, ts, kind }] : []));
    },
  };
}
export type Reminders = ReturnType<typeof createReminders>;

type ItemRow = Prisma.ActionItemGetPayload<{ include: typeof withRecap }>;

function isRemindable({ dueFrom, dueTo, snoozedFrom, snoozedTo }: ItemWindow): Prisma.ActionItemWhereInput {
  return {
    state: 'open',
    assignee: { not: null },
    recap: { isCurrent: true, conversation: { deletedAt: null } },
    OR: [
      { due: { gte: dateOf(dueFrom), lte: dateOf(dueTo) } },
      { snoozedUntil: { gte: snoozedFrom, lte: snoozedTo } },
    ],
  };
}

async function stillStands(tx: Tx, { id, assignee, due, snoozedUntil }: ActionItem): Promise<boolean> {
  const found = await tx.actionItem.findFirst({
    where: {
      id,
      assignee,
      due: toDate(due),
      snoozedUntil,
      state: 'open',
      recap: { isCurrent: true, conversation: { deletedAt: null } },
    },
    select: { id: true },
  });
  return found !== null;
}

function dateOf(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
