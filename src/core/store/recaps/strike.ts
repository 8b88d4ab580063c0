import { z } from 'zod';
import { type MessageChange, strikeMessage } from '../../domain/strike.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { indexRecap } from '../finding/search-entries.ts';
import { touchPredecessorsOf } from './predecessors.ts';
import { storedReading, toJson } from './recap-json.ts';
import { lockRecap } from './recap-lock.ts';
import { toStoredRecap, withParts } from './recap-read.ts';

/** What a conversation keeps of a change that comes while a worker has it: timestamps alone. */
const storedChange = z.array(z.object({ ts: z.string(), editedTs: z.string().nullable() }));

export interface CitingRecap {
  conversationId: string;
  askedBy: string;
}

/** Takes messages that were deleted or edited out of the recaps that rest on them. */
export function createStriking(db: Db) {
  return {
    /**
     * Finds the recaps that cite a message. Conversations that a worker is at are told of the change first: what they save after this
     * is struck by whoever shows it, and what they saved before is found here.
     */
    async citing(change: MessageChange): Promise<CitingRecap[]> {
      const { workspaceId, channelId, ts, editedTs } = change;
      const noted = JSON.stringify([{ ts, editedTs }]);
      await db.$executeRaw`
        UPDATE "Conversation" SET changes = changes || ${noted}::jsonb
        WHERE state = 'running' AND "workspaceId" = ${workspaceId} AND "channelId" = ${channelId}`;
      const citations = await db.citation.findMany({
        where: { workspaceId, channelId, ts },
        select: { recap: { select: { conversation: { select: { id: true, askedBy: true } } } } },
      });
      return citations.map(({ recap: { conversation } }) => ({
        conversationId: conversation.id,
        askedBy: conversation.askedBy,
      }));
    },

    /** What was deleted or edited while a worker had the conversation. */
    async notedDuring(conversationId: string): Promise<MessageChange[]> {
      const row = await db.conversation.findUnique({
        where: { id: conversationId },
        select: { workspaceId: true, channelId: true, changes: true },
      });
      if (!row) return [];
      const { workspaceId, channelId } = row;
      return storedChange.parse(row.changes).map((change) => ({ workspaceId, channelId, ...change }));
    },

    /**
     * Takes one message out of one recap, and what rests on it alone with it, all or nothing. `emptyHeadline` stands where nothing is
     * left to make a headline of. Does nothing where the recap does not cite the message, or has read its present edition.
     * @returns the conversations whose messages in Slack show something else now
     */
    async strike(
      conversationId: string,
      change: MessageChange,
      { emptyHeadline, at }: { emptyHeadline: string; at: Date },
    ): Promise<string[]> {
      return inTransaction(db, async (tx) => {
        await lockRecap(tx, conversationId);
        const predecessors = await strikeOne(tx, conversationId, { change, emptyHeadline, at });
        if (!predecessors) return [];
        // What is no longer open is shown with the recap that comes after.
        const after = { conversation: { followsId: conversationId } };
        const data = { version: { increment: 1 }, changedAt: at };
        const touched = await tx.recap.updateManyAndReturn({
          where: after,
          data,
          select: { conversationId: true },
        });
        return [conversationId, ...touched.map((recap) => recap.conversationId), ...predecessors];
      });
    },
  };
}
export type Striking = ReturnType<typeof createStriking>;

interface Strike {
  change: MessageChange;
  emptyHeadline: string;
  at: Date;
}

/** @returns the conversations whose recaps named a decision that is struck; null where nothing is to be done */
async function strikeOne(
  tx: Tx,
  conversationId: string,
  { change, emptyHeadline, at }: Strike,
): Promise<string[] | null> {
  const row = await citingRow(tx, conversationId, change);
  if (!row || hasRead(row.reading, change)) return null;
  const left = strikeMessage(toStoredRecap(row).recap, change.ts);
  await tx.recap.update({
    where: { id: row.id },
    data: {
      headline: left.headline ?? emptyHeadline,
      points: toJson(left.points),
      openQuestions: toJson(left.openQuestions),
      reading: toJson(readingAfter(row.reading, change)),
      struck: { increment: left.count },
      version: { increment: 1 },
      changedAt: at,
    },
  });
  const struck = row.decisions.filter((_, position) => !left.decisions.has(position)).map(({ id }) => id);
  const predecessors = await touchPredecessorsOf(tx, { id: { in: struck } }, at);
  for (const [position, { id }] of row.decisions.entries()) {
    const decision = left.decisions.get(position);
    if (!decision) await tx.decision.delete({ where: { id } });
    else await tx.decision.update({ where: { id }, data: { sources: toJson(decision.sources) } });
  }
  for (const [position, { id }] of row.actionItems.entries()) {
    const item = left.actionItems.get(position);
    if (!item) await tx.actionItem.delete({ where: { id } });
    else await tx.actionItem.update({ where: { id }, data: { sources: toJson(item.sources) } });
  }
  if (left.tags.length === 0) await tx.tag.deleteMany({ where: { recapId: row.id } });
  await tx.citation.deleteMany({ where: { recapId: row.id, ts: change.ts } });
  if (row.isCurrent) await indexRecap(tx, row.conversation);
  return predecessors;
}

/** A transaction has one connection, which takes one query at a time: its parts are read one after another. */
async function citingRow(tx: Tx, conversationId: string, { ts, channelId }: MessageChange) {
  const row = await tx.recap.findUnique({
    where: { conversationId, citations: { some: { ts, channelId } } },
    include: { conversation: { include: { channel: true } } },
  });
  if (!row) return null;
  const ofRecap = { where: { recapId: row.id }, orderBy: { position: 'asc' } } as const;
  const actionItems = await tx.actionItem.findMany(ofRecap);
  const decisions = await tx.decision.findMany({ ...ofRecap, include: withParts.decisions.include });
  const tags = await tx.tag.findMany(ofRecap);
  return { ...row, actionItems, decisions, tags };
}

/** Whether the recap was made from the edition that stands now, so that the news of it comes late. */
function hasRead(reading: unknown, { ts, editedTs }: MessageChange): boolean {
  if (editedTs === null) return false;
  const [, read = null] = storedReading.parse(reading).find(([readTs]) => readTs === ts) ?? [];
  return read !== null && Number(read) >= Number(editedTs);
}

/** A message that is gone was never read, so that there is nothing to catch up on; an edited one is read again. */
function readingAfter(reading: unknown, { ts, editedTs }: MessageChange) {
  const read = storedReading.parse(reading);
  return editedTs === null ? read.filter(([readTs]) => readTs !== ts) : read;
}
