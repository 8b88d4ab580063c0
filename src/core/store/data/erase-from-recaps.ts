import { ERASED, ERASED_NAME } from '../../domain/erasure.ts';
import { type Db, inTransaction, type Tx } from '../db.ts';
import { touchPredecessorsOf } from '../recaps/predecessors.ts';
import { addToErasure, holdErasure, type Named } from './erasures.ts';

/** So many conversations are looked through at once. */
const PAGE = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Takes a person out of every conversation of the workspace and its recap, a page at a time, and counts the recaps that change. */
export async function eraseFromRecaps(
  db: Db,
  named: Named,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<void> {
  for (let last = BEFORE_ALL; ; ) {
    signal.throwIfAborted();
    const page = await db.conversation.findMany({
      where: { workspaceId: named.workspaceId, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true },
    });
    const ids = page.map(({ id }) => id);
    if (ids.length > 0) await inTransaction(db, (tx) => erasePage(tx, ids, named, now));
    const end = ids.at(-1);
    if (ids.length < PAGE || end === undefined) return;
    last = end;
  }
}

async function erasePage(tx: Tx, ids: readonly string[], person: Named, now: Date): Promise<void> {
  const { userId } = person;
  if (!(await holdErasure(tx, person))) return;
  const naming = await holdNamed(tx, ids, userId);
  await rewriteRecaps(tx, naming, userId, now);
  await rewriteConversations(tx, ids, userId);
  await addToErasure(tx, person, { renamed: naming.length });
}

/** Holds the recaps that name the person, or show that it was they who asked. @returns their ids */
async function holdNamed(tx: Tx, ids: readonly string[], userId: string): Promise<string[]> {
  const named = nameOf(userId);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "Recap" AS r JOIN "Conversation" AS v ON v.id = r."conversationId"
    WHERE v.id = ANY(${[...ids]}::uuid[]) AND (
      ${userId} IN (v."askedBy", v."updatedBy")
      OR concat(r.headline, ' ', r.points::text, r."openQuestions"::text) ~ ${named}
      OR EXISTS (
        SELECT 1 FROM "ActionItem" AS i WHERE i."recapId" = r.id
          AND (${userId} IN (i.assignee, i."changedBy", i."onlyFor") OR i.text ~ ${named})
      )
      OR EXISTS (
        SELECT 1 FROM "Decision" AS d WHERE d."recapId" = r.id
          AND (${userId} IN (d.by, d."onlyFor") OR d.text ~ ${named})
      )
    )
    ORDER BY r.id FOR UPDATE OF r`;
  return rows.map(({ id }) => id);
}

/** Those that show something of these recaps, too, are shown anew: the ones that came after them, and those whose decisions they ended. */
async function rewriteRecaps(tx: Tx, recapIds: readonly string[], userId: string, now: Date): Promise<void> {
  if (recapIds.length === 0) return;
  const ids = [...recapIds];
  const name = nameOf(userId);
  const asked = `"askedOf": "${userId}"`;
  await touchPredecessorsOf(tx, { recapId: { in: ids } }, now);
  await tx.$executeRaw`
    UPDATE "Recap" AS r SET version = r.version + 1, "changedAt" = ${now}
    FROM "Conversation" AS v, "Recap" AS before
    WHERE before.id = ANY(${ids}::uuid[]) AND v."followsId" = before."conversationId" AND r."conversationId" = v.id`;
  await tx.$executeRaw`
    UPDATE "Recap" SET version = version + 1, "changedAt" = ${now},
      headline = regexp_replace(headline, ${name}, ${ERASED_NAME}, 'g'),
      points = regexp_replace(points::text, ${name}, ${ERASED_NAME}, 'g')::jsonb,
      "openQuestions" = regexp_replace(
        replace("openQuestions"::text, ${asked}, '"askedOf": null'), ${name}, ${ERASED_NAME}, 'g')::jsonb
    WHERE id = ANY(${ids}::uuid[])`;
  await tx.reminder.deleteMany({ where: { item: { recapId: { in: ids }, assignee: userId } } });
  await tx.$executeRaw`
    UPDATE "ActionItem" SET text = regexp_replace(text, ${name}, ${ERASED_NAME}, 'g'),
      assignee = nullif(assignee, ${userId}), "changedBy" = nullif("changedBy", ${userId}),
      "onlyFor" = CASE WHEN "onlyFor" = ${userId} THEN ${ERASED} ELSE "onlyFor" END
    WHERE "recapId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "Decision" SET text = regexp_replace(text, ${name}, ${ERASED_NAME}, 'g'), by = nullif(by, ${userId}),
      "onlyFor" = CASE WHEN "onlyFor" = ${userId} THEN ${ERASED} ELSE "onlyFor" END
    WHERE "recapId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "SearchEntry" SET text = regexp_replace(text, ${name}, ${ERASED_NAME}, 'g'),
      "onlyFor" = CASE WHEN "onlyFor" = ${userId} THEN ${ERASED} ELSE "onlyFor" END
    WHERE "recapId" = ANY(${ids}::uuid[])`;
}

/** A private recap that was shared stands where it was shared to; its first copy is theirs, and no longer Recall's to change. */
async function rewriteConversations(tx: Tx, ids: readonly string[], userId: string): Promise<void> {
  const name = nameOf(userId);
  await tx.delivery.deleteMany({
    where: { copy: 0, conversation: { id: { in: [...ids] }, askedBy: userId, audience: 'private' } },
  });
  await tx.$executeRaw`
    UPDATE "Conversation" SET
      focus = CASE WHEN ${userId} IN ("askedBy", "updatedBy") THEN NULL
        ELSE regexp_replace(focus, ${name}, ${ERASED_NAME}, 'g') END,
      "askedBy" = CASE WHEN "askedBy" = ${userId} THEN ${ERASED} ELSE "askedBy" END,
      "updatedBy" = nullif("updatedBy", ${userId}),
      "deletedBy" = CASE WHEN "deletedBy" = ${userId} THEN ${ERASED} ELSE "deletedBy" END
    WHERE id = ANY(${[...ids]}::uuid[])
      AND (${userId} IN ("askedBy", "updatedBy", "deletedBy") OR strpos(focus, ${userId}) > 0)`;
}

/** How a text may name somebody, as a regular expression of PostgreSQL: as Slack writes it, or by the bare id, but not within a longer one. */
export function nameOf(userId: string): string {
  return String.raw`<@${userId}(\|[^<>"]*)?>|\m${userId}\M`;
}
