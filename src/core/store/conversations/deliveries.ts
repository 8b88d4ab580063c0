import { type DeliveryPart, ORIGINAL } from '../../domain/conversation.ts';
import type { MessageTs } from '../../domain/transcript.ts';
import type { Db } from '../db.ts';

/** Which copy a part is of, and the thread that it stands in. */
export interface CopyPlace {
  copy?: number;
  /** Null where it stands in no thread, or in the one that its conversation says. */
  threadTs?: MessageTs | null;
}

/** The messages of one copy of a recap. */
export interface DeliveredCopy {
  copy: number;
  threadTs: MessageTs | null;
  /** In order. */
  parts: DeliveryPart[];
}

/** Which Slack messages carry a conversation's recap. */
export function createDeliveries(db: Db) {
  return {
    /** The parts that are known to be posted, in order. */
    async list(conversationId: string, copy = ORIGINAL): Promise<DeliveryPart[]> {
      return db.delivery.findMany({
        where: { conversationId, copy },
        orderBy: { part: 'asc' },
        select: { part: true, channelId: true, ts: true },
      });
    },

    /** All copies that are known to be posted, the original first. */
    async copies(conversationId: string): Promise<DeliveredCopy[]> {
      const rows = await db.delivery.findMany({
        where: { conversationId },
        orderBy: [{ copy: 'asc' }, { part: 'asc' }],
      });
      const byCopy = new Map<number, DeliveredCopy>();
      for (const { copy, threadTs, part, channelId, ts } of rows) {
        const known = byCopy.get(copy) ?? { copy, threadTs, parts: [] };
        known.parts.push({ part, channelId, ts });
        byCopy.set(copy, known);
      }
      return [...byCopy.values()];
    },

    /**
     * Writes down where a part was posted, unless it is written down already: two may have posted it at the same time.
     * @returns where the part stands
     */
    async claim(
      conversationId: string,
      { part, channelId, ts }: DeliveryPart,
      { copy = ORIGINAL, threadTs = null }: CopyPlace = {},
    ): Promise<DeliveryPart> {
      await db.delivery.createMany({
        data: [{ conversationId, copy, part, channelId, threadTs, ts }],
        skipDuplicates: true,
      });
      return db.delivery.findUniqueOrThrow({
        where: { conversationId_copy_part: { conversationId, copy, part } },
        select: { part: true, channelId: true, ts: true },
      });
    },

    /** Writes down where a part stands now; the last word wins. */
    async record(
      conversationId: string,
      { part, channelId, ts }: DeliveryPart,
      { copy = ORIGINAL, threadTs = null }: CopyPlace = {},
    ): Promise<void> {
      await db.delivery.upsert({
        where: { conversationId_copy_part: { conversationId, copy, part } },
        create: { conversationId, copy, part, channelId, threadTs, ts },
        update: { channelId, ts },
      });
    },

    /** Takes over the copies that were shared of the recap before, since this one was asked for. */
    async adoptCopies(conversationId: string, followedId: string): Promise<void> {
      const copies = await db.delivery.findMany({
        where: { conversationId: followedId, copy: { not: ORIGINAL } },
      });
      await db.delivery.createMany({
        data: copies.map((row) => ({ ...row, conversationId })),
        skipDuplicates: true,
      });
    },

    async forget(conversationId: string, part: number, copy = ORIGINAL): Promise<void> {
      await db.delivery.deleteMany({ where: { conversationId, copy, part } });
    },
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
