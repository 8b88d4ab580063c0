import type { Tx } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';

/** Holds a conversation's recap until the transaction ends. Whoever changes what is in a recap does so first, before any other row of it. */
export async function lockRecap(tx: Tx, conversationId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT r.id FROM "Recap" r JOIN "Conversation" v ON v.id = r."conversationId"
    WHERE r."conversationId" = ${conversationId}::uuid AND ${inScope(tx, Prisma.sql`v."workspaceId"`)}
    FOR UPDATE OF r`;
}
