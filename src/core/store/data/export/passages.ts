import type { Db } from '../../db.ts';

/** Where a person is named in recaps that are not theirs, without the rest of those. */
export interface Passages {
  /** What it is called among the tables. */
  name: string;
  pages: AsyncGenerator<string[]>;
}

/** So many conversations are looked through at once. */
const PAGE = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

interface Of {
  workspaceId: string;
  userId: string;
}
interface Page {
  rows: string[];
  /** The last conversation that was looked at; null where there was none. */
  last: string | null;
  looked: number;
}

/** @returns what they were asked, and what else is said of them, as rows of JSON, some conversations at a time */
export function passagesAbout(db: Db, of: Of): Passages[] {
  return [
    { name: 'QuestionsToThem', pages: allPages((after) => questionsAfter(db, of, after)) },
    { name: 'SaidOfThem', pages: allPages((after) => saidAfter(db, of, after)) },
  ];
}

async function* allPages(read: (after: string) => Promise<Page>): AsyncGenerator<string[]> {
  for (let after = BEFORE_ALL; ; ) {
    const { rows, last, looked } = await read(after);
    if (rows.length > 0) yield rows;
    if (last === null || looked < PAGE) return;
    after = last;
  }
}

async function questionsAfter(db: Db, { workspaceId, userId }: Of, after: string): Promise<Page> {
  const [page] = await db.$queryRaw<Page[]>`
    WITH looked AS (
      SELECT id FROM "Conversation" WHERE "workspaceId" = ${workspaceId} AND id > ${after}::uuid ORDER BY id LIMIT ${PAGE}
    ), found AS (
      SELECT r."conversationId" AS id, (question || jsonb_build_object('conversationId', r."conversationId"))::text AS row
      FROM looked JOIN "Recap" AS r ON r."conversationId" = looked.id,
        jsonb_array_elements(r."openQuestions") AS question
      WHERE question ->> 'askedOf' = ${userId} OR question::text ~ ${named(userId)}
    )
    SELECT ARRAY(SELECT row FROM found ORDER BY id) AS rows,
      (SELECT id::text FROM looked ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM looked) AS looked`;
  return page ?? NOTHING;
}

async function saidAfter(db: Db, { workspaceId, userId }: Of, after: string): Promise<Page> {
  const [page] = await db.$queryRaw<Page[]>`
    WITH looked AS (
      SELECT id, "askedBy" FROM "Conversation"
      WHERE "workspaceId" = ${workspaceId} AND id > ${after}::uuid ORDER BY id LIMIT ${PAGE}
    ), found AS (
      SELECT r."conversationId" AS id, CASE WHEN r.headline ~ ${named(userId)} THEN r.headline END AS headline,
        r.points
      FROM looked JOIN "Recap" AS r ON r."conversationId" = looked.id
      WHERE looked."askedBy" <> ${userId} AND concat(r.headline, ' ', r.points::text) ~ ${named(userId)}
    )
    SELECT ARRAY(
        SELECT jsonb_build_object('conversationId', id, 'headline', headline, 'points', ARRAY(
          SELECT point FROM jsonb_array_elements(points) AS point WHERE point::text ~ ${named(userId)}
        ))::text FROM found ORDER BY id
      ) AS rows,
      (SELECT id::text FROM looked ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM looked) AS looked`;
  return page ?? NOTHING;
}

const NOTHING: Page = { rows: [], last: null, looked: 0 };

/** The id of a person, but not within a longer one, as a regular expression of PostgreSQL. */
function named(userId: string): string {
  return String.raw`\m${userId}\M`;
}
