import { type DeliveryPart, ORIGINAL } from '../domain/conversation.ts';
import type { Db } from './db.ts';

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

    /**
     * Writes down where a part was posted, unless it is written down already: two may have posted it at the same time.
     * @returns where the part stands
     */
    async claim(
      conversationId: string,
      { part, channelId, ts }: DeliveryPart,
      copy = ORIGINAL,
    ): Promise<DeliveryPart> {
      await db.delivery.createMany({
        data: [{ conversationId, copy, part, channelId, ts }],
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
      copy = ORIGINAL,
    ): Promise<void> {
      await db.delivery.upsert({
        where: { conversationId_copy_part: { conversationId, copy, part } },
        create: { conversationId, copy, part, channelId, ts },
        update: { channelId, ts },
      });
    },

    async forget(conversationId: string, part: number, copy = ORIGINAL): Promise<void> {
      await db.delivery.deleteMany({ where: { conversationId, copy, part } });
    },
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
