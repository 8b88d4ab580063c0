import type { Conversation } from '../domain/conversation.ts';
import type { Recap, Receipt } from '../domain/recap.ts';
import type { Coverage } from '../domain/transcript.ts';
import { superseded } from './conversations.ts';
import { type Db, inTransaction, type Tx } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { storedCoverage, storedPoints, storedQuestions, storedReceipt, storedSources } from './recap-json.ts';

/** A recap with what was read for it and what it took. */
export interface SavedRecap {
  recap: Recap;
  coverage: Coverage;
  receipt: Receipt;
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
     * Stores a recap with its action items, decisions and tags, all or nothing.
     * @throws RecallError `superseded` where another worker has taken the conversation up since
     */
    async save(conversation: Conversation, saved: SavedRecap, now: Date): Promise<void> {
      await inTransaction(db, async (tx) => {
        await lockRun(tx, conversation);
        await tx.recap.create({ data: toRow(conversation, saved, now) });
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

function toRow(conversation: Conversation, { recap, coverage, receipt }: SavedRecap, now: Date) {
  const { workspaceId } = conversation;
  return {
    conversationId: conversation.id,
    headline: recap.headline,
    points: toJson(recap.points),
    openQuestions: toJson(recap.openQuestions),
    coverage: toJson(coverage),
    receipt: toJson(receipt),
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
  };
}

/** A copy that holds nothing but JSON, as the type of a JSON column wants it. */
function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
