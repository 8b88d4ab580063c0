import type { z } from 'zod';
import type { ConversationsPage, conversationsQuery } from '../../domain/admin/conversations.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { isPublic, nameChannels, type Unnamed } from './channel-names.ts';
import { createCursors, newestKey } from './cursor.ts';
import { between, newest } from './newest.ts';
import type { AdminScope } from './scope.ts';

type Query = z.output<typeof conversationsQuery>;
type Row = Omit<ConversationsPage['rows'][number], 'requestedAt' | 'finishedAt' | 'channelName'>;
/** A conversation as it is read for the admin view, of which the channel's name is still to be judged. */
export type ConversationFields = Row & Unnamed & { requestedAt: Date; finishedAt: Date | null };

const cursors = createCursors('conversations', newestKey);

/** What is shown of conversation `c`; to be followed by the joins. */
export const CONVERSATION = Prisma.sql`
  c."id", c."workspaceId", w."name" AS "workspaceName", c."channelId", channel."name" AS "channelName", ${isPublic(Prisma.sql`channel`)} AS "isPublic",
  c."source"::text, c."trigger"::text, c."audience"::text, c."askedBy", c."state"::text, c."errorCode", c."requestedAt", c."finishedAt",
  (SELECT sum("costUsd") FROM "EngineCall" WHERE "conversationId" = c."id") AS "costUsd"`;
export const CONVERSATION_JOINS = Prisma.sql`
  JOIN "Workspace" AS w ON w."id" = c."workspaceId"
  JOIN "Channel" AS channel ON channel."workspaceId" = c."workspaceId" AND channel."id" = c."channelId"`;

/** Conversations, the newest first. */
export async function conversations(db: Db, scope: AdminScope, query: Query): Promise<ConversationsPage> {
  const rows = await db.$queryRaw<ConversationFields[]>`
    SELECT ${CONVERSATION} FROM (${keys(scope, query)}) AS key
    JOIN "Conversation" AS c ON c."id" = key."id" ${CONVERSATION_JOINS}
    ORDER BY c."requestedAt" DESC, c."id" DESC`;
  const page = cursors.page(rows, query.limit, ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  const named = await nameChannels(scope, page.rows);
  return { rows: named.map(toRow), next: page.next };
}

export function toRow({
  requestedAt,
  finishedAt,
  mayRead: _,
  ...row
}: Omit<ConversationFields, 'isPublic'> & { mayRead: boolean }): ConversationsPage['rows'][number] {
  return { ...row, requestedAt: requestedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

function keys(scope: AdminScope, query: Query): Prisma.Sql {
  const { workspace, state, trigger, channel, person, error, limit } = query;
  const where = between(Prisma.sql`one."requestedAt"`, query);
  if (state !== undefined) where.push(Prisma.sql`one."state" = ${state}::"conversation_state"`);
  // Said once more, as the index on what is not done has it.
  if (state !== undefined && state !== 'done') where.push(Prisma.sql`one."state" <> 'done'`);
  if (trigger !== undefined) where.push(Prisma.sql`one."trigger" = ${trigger}::"conversation_trigger"`);
  if (channel !== undefined) where.push(Prisma.sql`one."channelId" = ${channel}`);
  if (person !== undefined) where.push(Prisma.sql`one."askedBy" = ${person}`);
  if (error !== undefined) where.push(Prisma.sql`one."errorCode" = ${error}`);
  return newest({
    scope,
    workspace,
    table: 'Conversation',
    order: [
      ['requestedAt', 'timestamptz'],
      ['id', 'uuid'],
    ],
    where,
    after: cursors.read(query.cursor),
    limit,
    isRare: person !== undefined || channel !== undefined,
  });
}
