import { FAULTS, type Feedback } from '../../domain/feedback.ts';
import type { Db } from '../db.ts';
import type { Feedback as Row } from '../generated/client.ts';

/** What people thought of recaps: the last that each person said of each. */
export function createFeedback(db: Db) {
  return {
    async give(feedback: Feedback): Promise<void> {
      const { conversationId, userId, workspaceId, verdict, givenAt } = feedback;
      const said = { verdict, reason: toColumn(feedback.reason), givenAt };
      await db.feedback.upsert({
        where: { conversationId_userId: { conversationId, userId } },
        create: { conversationId, userId, workspaceId, ...said },
        update: said,
      });
    },

    /** What was said in a workspace, the last first. */
    async list(
      workspaceId: string,
      { limit, offset = 0 }: { limit: number; offset?: number },
    ): Promise<Feedback[]> {
      const rows = await db.feedback.findMany({
        where: { workspaceId },
        orderBy: [{ givenAt: 'desc' }, { conversationId: 'asc' }, { userId: 'asc' }],
        take: limit,
        skip: offset,
      });
      return rows.map(toFeedback);
    },
  };
}
export type FeedbackStore = ReturnType<typeof createFeedback>;

function toFeedback({ reason, ...row }: Row): Feedback {
  return { ...row, reason: toReason(reason) };
}

/** The fault, and the person's words behind it. */
function toColumn(reason: Feedback['reason']): string | null {
  return reason && `${reason.fault} ${reason.words}`.trim();
}

/** What a column of `reason` says; null for what is none. */
export function toReason(reason: string | null): Feedback['reason'] {
  const [, name, words = ''] = /^(\w+)\s?([\s\S]*)$/.exec(reason ?? '') ?? [];
  const fault = FAULTS.find((one) => one === name);
  return fault ? { fault, words } : null;
}
