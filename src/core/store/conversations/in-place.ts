import type { Tx } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';

/** Every conversation that is shown, was shown or will be shown in the same Slack messages as this one, itself included. */
export async function conversationsInPlaceOf(tx: Tx, conversationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE before AS (
      SELECT id, "followsId", "isInPlace" FROM "Conversation" 
      WHERE id = ${conversationId}::uuid AND ${inScope(tx, Prisma.sql`"workspaceId"`)}
      UNION
      SELECT v.id, v."followsId", v."isInPlace"
      FROM "Conversation" v JOIN before b ON b."followsId" = v.id AND b."isInPlace"
    ), together AS (
      SELECT id FROM before
      UNION
      SELECT v.id FROM "Conversation" v JOIN together t ON v."followsId" = t.id AND v."isInPlace"
    )
    SELECT id FROM together`;
  return rows.map(({ id }) => id);
}
