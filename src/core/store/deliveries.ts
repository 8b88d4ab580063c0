import type { DeliveryPart } from '../domain/conversation.ts';
import type { Db } from './db.ts';

/** Which Slack messages carry a conversation's recap. */
export function createDeliveries(db: Db) {
  return {
    /** The parts that are known to be posted, in order. */
    async list(conversationId: string): Promise<DeliveryPart[]> {
      return db.delivery.findMany({
        where: { conversationId },
        orderBy: { part: 'asc' },
        select: { part: true, channelId: true, ts: true },
      });
    },

    /** Writes down where a part was posted; the last word wins. */
    async record(conversationId: string, { part, channelId, ts }: DeliveryPart): Promise<void> {
      await db.delivery.upsert({
        where: { conversationId_part: { conversationId, part } },
        create: { conversationId, part, channelId, ts },
        update: { channelId, ts },
      });
    },

    async forget(conversationId: string, part: number): Promise<void> {
      await db.delivery.deleteMany({ where: { conversationId, part } });
    },
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
