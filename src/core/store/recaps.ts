import { pairUp } from '../domain/compare-recaps.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Recap, RecapActionItem, RecapPoint } from '../domain/recap.ts';
import { superseded } from './conversations.ts';
import { type Db, inTransaction, type Tx } from './db.ts';
import type { Prisma } from './generated/client.ts';
import {
  storedCoverage,
  storedPoints,
  storedQuestions,
  storedReading,
  storedReceipt,
  storedSources,
} from './recap-json.ts';
import { lockRecap } from './recap-lock.ts';
import { type Continued, toRow } from './recap-rows.ts';
import type { SavedRecap, StoredRecap } from './saved-recap.ts';
import { indexRecap } from './search-entries.ts';

export type { SavedRecap, StoredRecap } from './saved-recap.ts';

const withParts = {
  actionItems: { orderBy: { position: 'asc' } },
  decisions: { orderBy: { position: 'asc' } },
  tags: { orderBy: { position: 'asc' } },
} satisfies Prisma.RecapInclude;
type Row = Prisma.RecapGetPayload<{ include: typeof withParts }>;

export function createRecaps(db: Db) {
  return {
    /**
     * Stores a recap with its action items, decisions and tags, all or nothing. Open action items of the recap that it brings up to
     * date are dropped, since what still stands of them is in the new one.
     * @throws RecallError `superseded` where another worker has taken the conversation up since
     */
    async save(conversation: Conversation, saved: SavedRecap, now: Date): Promise<void> {
      await inTransaction(db, async (tx) => {
        await lockRun(tx, conversation);
        const followed = await findFollowedItems(tx, conversation);
        await tx.recap.create({ data: toRow(conversation, saved, continuedIn(saved.recap, followed), now) });
        await moveReminders(tx, followed);
        await moveSupersessions(tx, followed);
        await retireFollowed(tx, conversation);
        await indexRecap(tx, conversation);
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
async function lockRun(tx: Tx, { id, run }: Conversation): Promise<void> {
  const held = await tx.conversation.updateMany({ where: { id, run, state: 'running' }, data: { run } });
  if (held.count === 0) throw superseded(id);
}

type FollowedRecap = Prisma.RecapGetPayload<{ include: { actionItems: true; decisions: true } }>;

async function findFollowedItems(tx: Tx, { followsId }: Conversation): Promise<FollowedRecap | null> {
  if (followsId === null) return null;
  await lockRecap(tx, followsId);
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

/** What still stands of the earlier recap is in the new one. */
async function retireFollowed(tx: Tx, { followsId }: Conversation): Promise<void> {
  if (followsId === null) return;
  const recap = { conversationId: followsId };
  await tx.actionItem.updateMany({ where: { recap, state: 'open' }, data: { state: 'dropped' } });
  await tx.searchEntry.deleteMany({ where: { recap } });
  await tx.recap.updateMany({ where: recap, data: { isCurrent: false } });
}

function toStoredRecap(row: Row): StoredRecap {
  return {
    id: row.id,
    recap: {
      headline: row.headline,
      points: storedPoints.parse(row.points),
      decisions: row.decisions.map(toDecision),
      actionItems: row.actionItems.map(toActionItem),
      openQuestions: storedQuestions.parse(row.openQuestions),
      tags: row.tags.map(({ name }) => name),
    },
    coverage: storedCoverage.parse(row.coverage),
    receipt: storedReceipt.parse(row.receipt),
    reading: storedReading.parse(row.reading).map(([ts, editedTs]) => ({ ts, editedTs })),
    items: row.actionItems.map(({ id, state, snoozedUntil, changedBy }) => ({
      id,
      state,
      snoozedUntil,
      changedBy,
    })),
    decisionIds: row.decisions.map(({ id }) => id),
    isCurrent: row.isCurrent,
    struck: row.struck,
    version: row.version,
    shownVersion: row.shownVersion,
  };
}

function toActionItem({ text, assignee, due, sources }: Row['actionItems'][number]): RecapActionItem {
  return {
    text,
    assignee,
    due: due === null ? null : due.toISOString().slice(0, 10),
    sources: storedSources.parse(sources),
  };
}

function toDecision({ text, by, sources }: Row['decisions'][number]): Recap['decisions'][number] {
  return { text, by, sources: storedSources.parse(sources) };
}
