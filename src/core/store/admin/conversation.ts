import { z } from 'zod';
import type { ConversationDetail } from '../../domain/admin/conversations.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { storedCoverage, storedReceipt, storedStages } from '../recaps/recap-json.ts';
import { nameChannels } from './channel-names.ts';
import { CONVERSATION, CONVERSATION_JOINS, type ConversationFields, toRow } from './conversations.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

interface Fields extends ConversationFields {
  run: number;
  threadTs: string | null;
  windowFrom: Date | null;
  windowTo: Date | null;
  touchedAt: Date;
  deletedAt: Date | null;
  retriedAt: Date | null;
  stages: unknown;
  receipt: unknown;
  coverage: unknown;
  points: number | null;
  openQuestions: number | null;
  decisions: number;
  actionItems: number;
}
type Message = { channelId: string; ts: string; postedAt: Date };

/** One conversation, without a word of what was said; null where there is none in the scope. */
export async function conversation(
  db: Db,
  scope: AdminScope,
  id: string,
): Promise<ConversationDetail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const rows = await db.$queryRaw<Fields[]>`
    SELECT ${CONVERSATION}, c."run", c."threadTs", c."windowFrom", c."windowTo", c."touchedAt", c."deletedAt", c."retriedAt", c."stages",
      recap."receipt", recap."coverage", ${lengthOf('points')} AS "points", ${lengthOf('openQuestions')} AS "openQuestions",
      (SELECT count(*)::int FROM "Decision" WHERE "recapId" = recap."id") AS "decisions",
      (SELECT count(*)::int FROM "ActionItem" WHERE "recapId" = recap."id") AS "actionItems"
    FROM "Conversation" AS c ${CONVERSATION_JOINS} LEFT JOIN "Recap" AS recap ON recap."conversationId" = c."id"
    WHERE c."id" = ${id}::uuid AND c."workspaceId" IN (${workspacesIn(scope, undefined)})`;
  const [named] = await nameChannels(scope, rows);
  if (!named) return null;
  const messages = await db.delivery.findMany({
    where: { conversationId: id },
    orderBy: [{ copy: 'asc' }, { part: 'asc' }],
    select: { channelId: true, ts: true, postedAt: true },
  });
  return toDetail(named, messages);
}

function toDetail(
  fields: Omit<Fields, 'isPublic'> & { mayRead: boolean },
  messages: readonly Message[],
): ConversationDetail {
  const { run, threadTs, windowFrom, windowTo, touchedAt, deletedAt, retriedAt, ...rest } = fields;
  const { stages, receipt, coverage, points, openQuestions, decisions, actionItems, ...row } = rest;
  const isUnfinished = row.state === 'queued' || row.state === 'running';
  return {
    ...toRow(row),
    run,
    threadTs,
    windowFrom: windowFrom?.toISOString() ?? null,
    windowTo: windowTo?.toISOString() ?? null,
    timeline: timelineOf(fields, messages),
    // Those of a recap that was saved and then shown by a later run are told in two places.
    stages: { ...storedReceipt.safeParse(receipt).data?.stages, ...storedStages.safeParse(stages).data },
    receipt: receiptOf(receipt),
    coverage: coverageOf(coverage),
    counts: points === null ? null : { points, decisions, actionItems, openQuestions: openQuestions ?? 0 },
    messages: messages.map(({ postedAt, ...message }) => ({ ...message, postedAt: postedAt.toISOString() })),
    canRetry: (row.state === 'failed' || row.state === 'cancelled') && deletedAt === null,
    // What is saved is about to be shown, and is not cancelled any more.
    canCancel: isUnfinished && points === null,
  };
}

function timelineOf(
  fields: Pick<
    Fields,
    'requestedAt' | 'state' | 'run' | 'touchedAt' | 'finishedAt' | 'deletedAt' | 'retriedAt'
  >,
  messages: readonly Message[],
): ConversationDetail['timeline'] {
  const { requestedAt, state, run, touchedAt, finishedAt, deletedAt, retriedAt } = fields;
  const isTakenUp = run > 0 && (state === 'running' || state === 'done' || state === 'failed');
  // A copy that a recap took over from the one before it is older than what was asked for.
  const posted = messages
    .map(({ postedAt }) => postedAt)
    .filter((at) => at >= requestedAt)
    .sort((a, b) => a.getTime() - b.getTime());
  const all = [
    { at: requestedAt, what: 'requested' as const },
    { at: posted[0] ?? null, what: 'announced' as const },
    { at: retriedAt, what: 'retried' as const },
    { at: isTakenUp ? touchedAt : null, what: 'taken_up' as const },
    { at: finishedAt, what: 'finished' as const },
    { at: deletedAt, what: 'deleted' as const },
  ];
  return all
    .flatMap(({ at, what }) => (at === null ? [] : [{ at: at.toISOString(), what }]))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function receiptOf(stored: unknown): ConversationDetail['receipt'] {
  const { data } = storedReceipt.safeParse(stored);
  if (!data) return null;
  const { stages: _, ...receipt } = data;
  return { ...receipt, removed: { ...data.removed } };
}

function coverageOf(stored: unknown): ConversationDetail['coverage'] {
  const { data } = storedCoverage.safeParse(stored);
  if (!data) return null;
  const { found, read, leftOut, partial } = data;
  return { found, read, leftOut: { ...leftOut }, partial };
}

function lengthOf(column: 'points' | 'openQuestions'): Prisma.Sql {
  const value = Prisma.raw(`recap."${column}"`);
  return Prisma.sql`CASE WHEN jsonb_typeof(${value}) = 'array' THEN jsonb_array_length(${value}) END`;
}
