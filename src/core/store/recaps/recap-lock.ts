import type { Tx } from '../db.ts';

/** Holds a conversation's recap until the transaction ends. Whoever changes what is in a recap does so first, before any other row of it. */
export async function lockRecap(tx: Tx, conversationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Recap" WHERE "conversationId" = ${conversationId}::uuid FOR UPDATE`;
}
