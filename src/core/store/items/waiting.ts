import type { RecapQuestion } from '../../domain/recap.ts';
import type { Db } from '../db.ts';
import { storedQuestions } from '../recaps/recap-json.ts';

/** A question of a recap that nobody has answered, as far as the recap knows. */
export interface OpenQuestion extends RecapQuestion {
  conversationId: string;
  channelId: string;
  /** When the recap was made that says so. */
  at: Date;
}

const MOST_RECAPS = 200;

export function createWaiting(db: Db) {
  return {
    /**
     * The questions asked of a person that stand in recaps made from `since` on, the latest first, in whatever channel: whether the
     * person may read it is for the caller to find out. Each is there once, however many recaps have it.
     */
    async questionsAskedOf({
      workspaceId,
      userId,
      since,
    }: {
      workspaceId: string;
      userId: string;
      since: Date;
    }): Promise<OpenQuestion[]> {
      const asked = JSON.stringify([{ askedOf: userId }]);
      const rows = await db.$queryRaw<Row[]>`
        SELECT recap."openQuestions", recap."createdAt", recap."conversationId", conversation."channelId"
        FROM "Recap" AS recap
        JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
        WHERE recap."changedAt" >= ${since} AND recap."createdAt" >= ${since} AND recap."isCurrent"
          AND recap."openQuestions" @> ${asked}::jsonb
          AND conversation."workspaceId" = ${workspaceId} AND conversation."deletedAt" IS NULL
          AND (conversation."audience" <> 'private' OR conversation."askedBy" = ${userId})
        ORDER BY conversation."audience" = 'private', recap."createdAt" DESC, recap."id" DESC LIMIT ${MOST_RECAPS}`;
      return latestFirst(onceEach(rows.flatMap((row) => questionsIn(row, userId))));
    },
  };
}
export type WaitingStore = ReturnType<typeof createWaiting>;

interface Row {
  openQuestions: unknown;
  createdAt: Date;
  conversationId: string;
  channelId: string;
}

function questionsIn({ openQuestions, createdAt: at, conversationId, channelId }: Row, userId: string) {
  return storedQuestions
    .parse(openQuestions)
    .filter(({ askedOf }) => askedOf === userId)
    .map((question): OpenQuestion => ({ ...question, conversationId, channelId, at }));
}

/** What an earlier one of the recaps has already, and rests on the same message, is left out; one recap may ask two things there. */
function onceEach(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const recapOf = new Map<string, string>();
  return questions.filter(({ sources: [first], channelId, conversationId }) => {
    if (!first) return true;
    const message = `${channelId} ${first.ts}`;
    const known = recapOf.get(message) ?? conversationId;
    recapOf.set(message, known);
    return known === conversationId;
  });
}

function latestFirst(questions: readonly OpenQuestion[]): OpenQuestion[] {
  return questions.toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
