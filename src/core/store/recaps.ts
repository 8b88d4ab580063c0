import type { Conversation } from '../domain/conversation.ts';
import type { ReadMessage } from '../domain/reading.ts';
import type { Recap, Receipt } from '../domain/recap.ts';
import type { Coverage } from '../domain/transcript.ts';
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
  toJson,
} from './recap-json.ts';

/** A recap with what was read for it and what it took. */
export interface SavedRecap {
  recap: Recap;
  coverage: Coverage;
  receipt: Receipt;
  /** Which messages it was made from, and in which edition. */
  reading: ReadMessage[];
}

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
        await tx.recap.create({ data: toRow(conversation, saved, now) });
        await dropFollowed(tx, conversation);
      });
    },

    async find(conversationId: string): Promise<SavedRecap | null> {
      const row = await db.recap.findUnique({ where: { conversationId }, include: withParts });
      return row && toSavedRecap(row);
    },
  };
}
export type Recaps = ReturnType<typeof createRecaps>;

/** Holds the conversation's row until the transaction ends, so that a second worker cannot take it up in between. */
async function lockRun(tx: Tx, { id, run }: Conversation): Promise<void> {
  const held = await tx.conversation.updateMany({ where: { id, run, state: 'running' }, data: { run } });
  if (held.count === 0) throw superseded(id);
}

async function dropFollowed(tx: Tx, { followsId }: Conversation): Promise<void> {
  if (followsId === null) return;
  await tx.actionItem.updateMany({
    where: { recap: { conversationId: followsId }, state: 'open' },
    data: { state: 'dropped' },
  });
}

function toRow(conversation: Conversation, { recap, coverage, receipt, reading }: SavedRecap, now: Date) {
  const { workspaceId } = conversation;
  return {
    conversationId: conversation.id,
    headline: recap.headline,
    points: toJson(recap.points),
    openQuestions: toJson(recap.openQuestions),
    coverage: toJson(coverage),
    receipt: toJson(receipt),
    reading: toJson(reading.map(({ ts, editedTs }) => [ts, editedTs])),
    createdAt: now,
    actionItems: {
      create: recap.actionItems.map(({ text, assignee, due, sources }, position) => ({
        workspaceId,
        position,
        text,
        assignee,
        due: due === null ? null : new Date(`${due}T00:00:00Z`),
        sources: toJson(sources),
      })),
    },
    decisions: {
      create: recap.decisions.map(({ text, by, sources }, position) => ({
        workspaceId,
        position,
        text,
        by,
        sources: toJson(sources),
      })),
    },
    tags: { create: recap.tags.map((name, position) => ({ workspaceId, name, position })) },
  } satisfies Prisma.RecapUncheckedCreateInput;
}

function toSavedRecap(row: Row): SavedRecap {
  return {
    recap: {
      headline: row.headline,
      points: storedPoints.parse(row.points),
      decisions: row.decisions.map(({ text, by, sources }) => ({
        text,
        by,
        sources: storedSources.parse(sources),
      })),
      actionItems: row.actionItems.map(({ text, assignee, due, sources }) => ({
        text,
        assignee,
        due: due === null ? null : due.toISOString().slice(0, 10),
        sources: storedSources.parse(sources),
      })),
      openQuestions: storedQuestions.parse(row.openQuestions),
      tags: row.tags.map(({ name }) => name),
    },
    coverage: storedCoverage.parse(row.coverage),
    receipt: storedReceipt.parse(row.receipt),
    reading: storedReading.parse(row.reading).map(([ts, editedTs]) => ({ ts, editedTs })),
  };
}
