import { pairUp } from '../../domain/compare-recaps.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Recap, RecapPoint } from '../../domain/recap.ts';
import { superseded } from '../conversations/conversations.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { indexRecap } from '../finding/search-entries.ts';
import type { Prisma } from '../generated/client.ts';
import { livesOfTwins } from '../items/item-twins.ts';
import { lockRecap } from './recap-lock.ts';
import { toActionItem, toDecision, toStoredRecap, withParts } from './recap-read.ts';
import { type Continued, toRow, visibilityOf } from './recap-rows.ts';
import type { SavedRecap, StoredRecap } from './saved-recap.ts';

export type { SavedRecap, StoredRecap } from './saved-recap.ts';

export function createRecaps(db: Db) {
  return {
    /**
     * Stores a recap with its action items, decisions and tags, all or nothing. It takes the place of the recap that it brings up to
     * date, or of one that has done so meanwhile. What people made of the same task in another recap holds for it, too.
     * @throws RecallError `superseded` where another worker has taken the conversation up since
     */
    async save(conversation: Conversation, saved: SavedRecap, now: Date): Promise<void> {
      await inTransaction(db, async (tx) => {
        const held = await lockRun(tx, conversation);
        const followed = await findFollowedItems(tx, conversation);
        const visibility = visibilityOf(held);
        const continued = continuedIn(saved.recap, followed);
        const twins = await livesOfTwins(
          tx,
          { workspaceId: conversation.workspaceId, ...visibility },
          saved.recap.actionItems,
          new Set(continued.actionItems.keys()),
        );
        const actionItems = new Map([...twins, ...continued.actionItems]);
        await tx.recap.create({
          data: toRow(conversation, { saved, continued: { ...continued, actionItems }, visibility }, now),
        });
        await moveReminders(tx, followed);
        await moveSupersessions(tx, followed);
        await retireFollowed(tx, followed);
        await indexRecap(tx, held);
      });
    },

    async find(conversationId: string): Promise<StoredRecap | null> {
      const row = await db.recap.findUnique({ where: { conversationId }, include: withParts });
      return row && toStoredRecap(row);
    },

    /** Notes that Slack shows the recap as it was at `version`. @returns the version that the recap has by now */
    async markShown(conversationId: string, version: number): Promise<number> {
      await db.recap.updateMany({
        where: { conversationId, shownVersion: { lt: version } },
        data: { shownVersion: version },
      });
      const row = await db.recap.findUnique({ where: { conversationId }, select: { version: true } });
      return row?.version ?? version;
    },
  };
}
export type Recaps = ReturnType<typeof createRecaps>;

/** Holds the conversation's row until the transaction ends, so that a second worker cannot take it up in between. */
async function lockRun(tx: Tx, { id, run }: Conversation) {
  const [held] = await tx.conversation.updateManyAndReturn({
    where: { id, run, state: 'running' },
    data: { run },
  });
  if (!held) throw superseded(id);
  return held;
}

type FollowedRecap = Prisma.RecapGetPayload<{ include: { actionItems: true; decisions: true } }>;

/** The recap that stands where this one is to stand: the one that was followed, or the last that has taken its place since. */
async function findFollowedItems(
  tx: Tx,
  { id, followsId, isInPlace }: Pick<Conversation, 'id' | 'followsId' | 'isInPlace'>,
): Promise<FollowedRecap | null> {
  if (followsId === null) return null;
  await lockRecap(tx, followsId);
  const later = isInPlace
    ? await tx.conversation.findFirst({
        where: { followsId, isInPlace, id: { not: id }, recap: { isNot: null } },
        orderBy: { finishedAt: 'desc' },
      })
    : null;
  if (later) {
    await tx.conversation.update({ where: { id }, data: { followsId: later.id } });
    return findFollowedItems(tx, { id, followsId: later.id, isInPlace });
  }
  return tx.recap.findUnique({
    where: { conversationId: followsId },
    include: { actionItems: true, decisions: true },
  });
}

/** Which of the earlier recap's items each new one goes on with. */
function continuedIn(recap: Recap, followed: FollowedRecap | null): Continued {
  if (!followed) return { actionItems: new Map(), decisions: new Map() };
  return {
    actionItems: continuedOf(recap.actionItems, followed.actionItems, toActionItem),
    decisions: continuedOf(recap.decisions, followed.decisions, toDecision),
  };
}

function continuedOf<Item extends RecapPoint, Found>(
  items: readonly Item[],
  rows: readonly Found[],
  toItem: (row: Found) => Item,
): Map<number, Found> {
  const earlier = new Map(rows.map((row) => [toItem(row), row]));
  const pairs = pairUp([...earlier.keys()], items);
  return new Map(
    items.flatMap((item, position) => {
      const pair = pairs.get(item);
      const row = pair && earlier.get(pair.earlier);
      return row ? [[position, row]] : [];
    }),
  );
}

/** What people were reminded of already, they are not reminded of again for the item that goes on with it. */
async function moveReminders(tx: Tx, followed: FollowedRecap | null): Promise<void> {
  const earlier = (followed?.actionItems ?? []).map(({ id }) => id);
  if (earlier.length === 0) return;
  const later = await tx.actionItem.findMany({
    where: { continuesId: { in: earlier } },
    select: { id: true, continuesId: true },
  });
  for (const { id, continuesId } of later) {
    if (continuesId) await tx.reminder.updateMany({ where: { itemId: continuesId }, data: { itemId: id } });
  }
}

/** Links between decisions go over to those that go on with them. */
async function moveSupersessions(tx: Tx, followed: FollowedRecap | null): Promise<void> {
  for (const { id, supersedesId } of followed?.decisions ?? []) {
    const later = await tx.decision.findUnique({ where: { continuesId: id }, select: { id: true } });
    if (!later) continue;
    if (supersedesId !== null) {
      await tx.decision.update({ where: { id }, data: { supersedesId: null } });
      await tx.decision.update({ where: { id: later.id }, data: { supersedesId } });
    }
    await tx.decision.updateMany({ where: { supersedesId: id }, data: { supersedesId: later.id } });
  }
}

/** What still stands of the earlier recap is in the new one; what people made of its items is left as it was. */
async function retireFollowed(tx: Tx, followed: FollowedRecap | null): Promise<void> {
  if (!followed) return;
  await tx.searchEntry.deleteMany({ where: { recapId: followed.id } });
  await tx.recap.update({ where: { id: followed.id }, data: { isCurrent: false } });
}
