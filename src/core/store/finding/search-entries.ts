import type { Tx } from '../db.ts';
import { storedPoints } from '../recaps/recap-json.ts';
import { visibilityOf } from '../recaps/recap-rows.ts';

/** Writes anew what of a conversation's recap can be found by its words. */
export async function indexRecap(tx: Tx, { id: conversationId }: { id: string }): Promise<void> {
  const conversation = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const recap = await tx.recap.findUniqueOrThrow({
    where: { conversationId },
    select: {
      id: true,
      headline: true,
      points: true,
      createdAt: true,
      decisions: { select: { id: true, text: true } },
      actionItems: { where: { state: { not: 'dropped' } }, select: { id: true, text: true } },
    },
  });
  await tx.searchEntry.deleteMany({ where: { recapId: recap.id } });
  const common = {
    workspaceId: conversation.workspaceId,
    ...visibilityOf(conversation),
    recapId: recap.id,
    createdAt: recap.createdAt,
  };
  const texts = storedPoints.parse(recap.points).map(({ text }) => text);
  await tx.searchEntry.createMany({
    data: [
      { ...common, kind: 'recap', targetId: recap.id, text: [recap.headline, ...texts].join('\n') },
      ...recap.decisions.map(({ id, text }) => ({
        ...common,
        kind: 'decision' as const,
        targetId: id,
        text,
      })),
      ...recap.actionItems.map(({ id, text }) => ({
        ...common,
        kind: 'action_item' as const,
        targetId: id,
        text,
      })),
    ],
  });
}
