import { z } from 'zod';
import type { FeedbackAnswer, feedbackQuery } from '../../domain/admin/feedback.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { toReason } from '../recaps/feedback.ts';
import { isOfPublicChannel, nameChannels, type Unnamed } from './channel-names.ts';
import { createCursors, keyInstant, keyText } from './cursor.ts';
import { newest } from './newest.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

type Query = z.output<typeof feedbackQuery>;
type Row = FeedbackAnswer['page']['rows'][number];
type Fields = Pick<Row, 'conversationId' | 'workspaceId' | 'userId' | 'verdict' | 'model'> &
  Unnamed & { reason: string | null; isPrivateRecap: boolean; givenAt: Date };

const cursors = createCursors('feedback', z.tuple([keyInstant, z.uuid(), keyText]));

/** What people thought of recaps, the last first. Their words are given only where the viewer may read what they speak of. */
export async function feedback(db: Db, scope: AdminScope, query: Query): Promise<FeedbackAnswer> {
  const [totals, rows] = await Promise.all([
    totalsOf(db, workspacesIn(scope, query.workspace)),
    db.$queryRaw<Fields[]>`
      SELECT f."conversationId", f."workspaceId", f."userId", f."verdict"::text, f."reason", f."givenAt", recap."receipt" ->> 'model' AS "model",
        c."audience" = 'private' AS "isPrivateRecap", c."channelId", NULL AS "channelName", ${isOfPublicChannel(Prisma.sql`c`)} AS "isPublic"
      FROM (${keys(scope, query)}) AS key
      JOIN "Feedback" AS f ON f."conversationId" = key."conversationId" AND f."userId" = key."userId"
      JOIN "Conversation" AS c ON c."id" = f."conversationId"
      LEFT JOIN "Recap" AS recap ON recap."conversationId" = c."id"
      ORDER BY f."givenAt" DESC, f."conversationId" DESC, f."userId" DESC`,
  ]);
  const page = cursors.page(rows, query.limit, (row) => [
    row.givenAt.toISOString(),
    row.conversationId,
    row.userId,
  ]);
  const judged = await nameChannels(scope, page.rows);
  return { totals, page: { rows: judged.map(toRow), next: page.next } };
}

function toRow(row: Omit<Fields, 'isPublic'> & { mayRead: boolean }): Row {
  const { conversationId, workspaceId, userId, verdict, model, givenAt } = row;
  const reason = toReason(row.reason);
  const mayReadWords = row.mayRead && !row.isPrivateRecap;
  return {
    conversationId,
    workspaceId,
    userId,
    verdict,
    fault: reason?.fault ?? null,
    words: (mayReadWords && reason?.words) || null,
    model,
    givenAt: givenAt.toISOString(),
  };
}

async function totalsOf(db: Db, workspaces: Prisma.Sql): Promise<FeedbackAnswer['totals']> {
  const rows = await db.$queryRaw<{ verdict: 'up' | 'down'; fault: string | null; count: number }[]>`
    SELECT "verdict"::text, CASE WHEN "verdict" = 'down' THEN split_part("reason", ' ', 1) END AS "fault", count(*)::int
    FROM "Feedback" WHERE "workspaceId" IN (${workspaces}) GROUP BY 1, 2`;
  const count = (verdict: 'up' | 'down') =>
    rows.filter((row) => row.verdict === verdict).reduce((sum, row) => sum + row.count, 0);
  const byFault = new Map<string, number>();
  for (const { fault, count } of rows) {
    if (toReason(fault)) byFault.set(fault ?? '', (byFault.get(fault ?? '') ?? 0) + count);
  }
  return { up: count('up'), down: count('down'), byFault: Object.fromEntries(byFault) };
}

function keys(scope: AdminScope, query: Query): Prisma.Sql {
  const { workspace, verdict, limit } = query;
  return newest({
    scope,
    workspace,
    table: 'Feedback',
    order: [
      ['givenAt', 'timestamptz'],
      ['conversationId', 'uuid'],
      ['userId', 'text'],
    ],
    where: verdict === undefined ? [] : [Prisma.sql`one."verdict" = ${verdict}::"verdict"`],
    after: cursors.read(query.cursor),
    limit,
  });
}
