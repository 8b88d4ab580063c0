import type { Reach } from '../../domain/reach.ts';
import type { MessageRef } from '../../domain/transcript.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { storedSources } from '../recaps/recap-json.ts';
import { isWithin } from './reach.ts';

export type FindingKind = 'recap' | 'decision' | 'action_item';

/** What is looked for. Without words, the recaps that the rest of it holds for. */
export interface Search {
  workspaceId: string;
  /** Who looks. What only one person may see is found by that person alone. */
  userId: string;
  reach: Reach;
  /** Any text: words, `"quoted phrases"`, `or`, `-not`. */
  words: string;
  /** All of which the recap must have. */
  tags: readonly string[];
  /** Any of which it must be of; empty for every channel. */
  channelIds: readonly string[];
}

export interface Finding {
  kind: FindingKind;
  conversationId: string;
  channelId: string;
  /** Plain but for `<@U…>`; words that were looked for stand between MARK_START and MARK_END. */
  text: string;
  at: Date;
  isPrivate: boolean;
  /** Of an action item; null for all else. */
  state: 'open' | 'done' | 'dropped' | null;
  /** The Slack message that carries the recap; null where none is known. */
  shown: (MessageRef & { channelId: string }) | null;
  /** The first message that it rests on, or the thread; null for a window of a channel. */
  source: MessageRef | null;
}

/** Characters of no script, which stand around what was looked for; a text that has them loses them. */
export const MARK_START = '\uE000';
export const MARK_END = '\uE001';
const UNMARKED = '  ';
/** Everything is given back: the excerpt is chosen where texts are shown, so that no mention is cut in two. */
const HEADLINE_OPTIONS = `HighlightAll=true, StartSel=${MARK_START}, StopSel=${MARK_END}`;

export function createSearch(db: Db) {
  return {
    /** The channels that have something of it, the best first. */
    async channels(search: Search, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
      const rows = await db.$queryRaw<{ channelId: string }[]>`
        SELECT hit."channelId" FROM (${hits(search, now)}) AS hit
        GROUP BY hit."channelId" ORDER BY max(hit."rank") DESC, max(hit."createdAt") DESC LIMIT ${limit}`;
      return rows.map(({ channelId }) => channelId);
    },

    /** One page of it, the best first, in the channels that `search` names and nowhere else. */
    async page(
      search: Search,
      { now, offset, limit }: { now: Date; offset: number; limit: number },
    ): Promise<{ findings: Finding[]; total: number }> {
      if (search.channelIds.length === 0) return { findings: [], total: 0 };
      const [count] = await db.$queryRaw<{ total: bigint }[]>`
        SELECT count(*) AS "total" FROM (${onceEach(search, now)}) AS hit`;
      const rows = await db.$queryRaw<Row[]>`
        SELECT page.*, ${marked(search)} AS "text", shown."channelId" AS "shownIn", shown."ts" AS "shownTs",
          shown."threadTs" AS "shownThreadTs"
        FROM (
          SELECT * FROM (${onceEach(search, now)}) AS hit
          ORDER BY hit."rank" DESC, hit."createdAt" DESC, hit."id" LIMIT ${limit} OFFSET ${offset}
        ) AS page
        ${SHOWN}
        ORDER BY page."rank" DESC, page."createdAt" DESC, page."id"`;
      return { findings: rows.map(toFinding), total: Number(count?.total ?? 0) };
    },

    /** The channels whose recaps have tags, those with the latest first. */
    async channelsWithTags(viewer: TagViewer, limit: number): Promise<string[]> {
      const rows = await db.$queryRaw<{ channelId: string }[]>`
        SELECT conversation."channelId" FROM ${TAGGED}
        WHERE ${taggedFor(viewer)}
        GROUP BY conversation."channelId" ORDER BY max(recap."createdAt") DESC LIMIT ${limit}`;
      return rows.map(({ channelId }) => channelId);
    },

    /** The tags of recaps in these channels, the most used first, with on how many recaps each is. */
    async tags(
      viewer: TagViewer,
      { channelIds, limit }: { channelIds: readonly string[]; limit: number },
    ): Promise<{ name: string; count: number }[]> {
      const rows = await db.$queryRaw<{ name: string; count: bigint }[]>`
        SELECT tag."name", count(DISTINCT ${WHAT_WAS_READ}) AS "count" FROM ${TAGGED}
        WHERE ${taggedFor(viewer)} AND conversation."channelId" = ANY(${[...channelIds]})
        GROUP BY tag."name" ORDER BY 2 DESC, max(recap."createdAt") DESC, tag."name" LIMIT ${limit}`;
      return rows.map(({ name, count }) => ({ name, count: Number(count) }));
    },
  };
}
/** Who looks at tags. */
type TagViewer = Pick<Search, 'workspaceId' | 'userId' | 'reach'>;
export type SearchStore = ReturnType<typeof createSearch>;

/** The same expression as that of the index in the migration; another is not served by it. */
const VECTOR = Prisma.sql`(to_tsvector('simple', entry."text") || to_tsvector('english', entry."text"))`;

function query(words: string): Prisma.Sql {
  return Prisma.sql`(websearch_to_tsquery('simple', ${words}) || websearch_to_tsquery('english', ${words}))`;
}

/** Recency decides among what fits about as well: it is worth a tenth at most, and half of that after a month. */
function rank(words: string, now: Date): Prisma.Sql {
  if (words === '') return Prisma.sql`0`;
  const daysOld = Prisma.sql`greatest(extract(epoch FROM ${now}::timestamptz - entry."createdAt") / 86400, 0)`;
  return Prisma.sql`ts_rank_cd(${VECTOR}, ${query(words)}, 1) * (1 + 0.1 / (1 + ${daysOld} / 30))`;
}

function hits({ workspaceId, userId, reach, words, tags, channelIds }: Search, now: Date): Prisma.Sql {
  const conditions = [
    Prisma.sql`entry."workspaceId" = ${workspaceId}`,
    Prisma.sql`(entry."onlyFor" IS NULL OR entry."onlyFor" = ${userId})`,
    Prisma.sql`conversation."deletedAt" IS NULL AND recap."isCurrent"`,
    isWithin({ reach, userId }, CONVERSATION),
    words === '' ? Prisma.sql`entry."kind" = 'recap'` : Prisma.sql`${VECTOR} @@ ${query(words)}`,
    ...(channelIds.length === 0 ? [] : [Prisma.sql`entry."channelId" = ANY(${[...channelIds]})`]),
    ...tags.map(
      (tag) =>
        Prisma.sql`EXISTS (SELECT 1 FROM "Tag" AS tag WHERE tag."recapId" = entry."recapId" AND tag."name" = ${tag})`,
    ),
  ];
  return Prisma.sql`
    SELECT entry."id", entry."recapId", entry."kind", entry."targetId", entry."channelId", entry."onlyFor", entry."createdAt",
      entry."text" AS "words", recap."conversationId", ${rank(words, now)} AS "rank",
      CASE WHEN conversation."source" = 'channel' THEN NULL ELSE conversation."threadTs" END AS "threadTs"
    FROM "SearchEntry" AS entry
    JOIN "Recap" AS recap ON recap."id" = entry."recapId"
    JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
    WHERE ${Prisma.join(conditions, ' AND ')}`;
}

/**
 * What several recaps have is found once: as it stands in a shared one rather than one for the asker alone, and in the latest. What
 * turned out to be no task is not.
 */
function onceEach(search: Search, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT * FROM (
      SELECT hit.*, coalesce(item."sources", decision."sources") AS "sources", decision."madeAt", item."state",
        dense_rank() OVER (
          PARTITION BY hit."channelId", hit."kind",
            coalesce(item."sources" -> 0 ->> 'ts', decision."sources" -> 0 ->> 'ts', hit."threadTs", hit."id"::text)
          ORDER BY hit."onlyFor" IS NULL DESC, hit."createdAt" DESC, hit."recapId" DESC
        ) AS "choice"
      FROM (${hits(search, now)}) AS hit
      LEFT JOIN "ActionItem" AS item ON hit."kind" = 'action_item' AND item."id" = hit."targetId"
      LEFT JOIN "Decision" AS decision ON hit."kind" = 'decision' AND decision."id" = hit."targetId"
    ) AS hit WHERE hit."choice" = 1 AND hit."state" IS DISTINCT FROM 'dropped'`;
}

function marked({ words }: Search): Prisma.Sql {
  const clean = Prisma.sql`translate(page."words", ${MARK_START + MARK_END}, ${UNMARKED})`;
  if (words === '') return clean;
  return Prisma.sql`ts_headline('english', ${clean}, ${query(words)}, ${HEADLINE_OPTIONS})`;
}

/** The first message that carries the recap of a `page` of conversations: of one that was shared, one that not only the asker can open. */
const SHOWN = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT delivery."channelId", delivery."ts", delivery."threadTs" FROM "Delivery" AS delivery
    WHERE delivery."conversationId" = page."conversationId"
    ORDER BY page."onlyFor" IS NULL AND delivery."channelId" LIKE 'D%', delivery."copy", delivery."part" LIMIT 1
  ) AS shown ON true`;

const CONVERSATION = Prisma.sql`conversation`;
const TAGGED = Prisma.sql`"Tag" AS tag
  JOIN "Recap" AS recap ON recap."id" = tag."recapId"
  JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"`;
/** A thread that was read by several people counts once. */
const WHAT_WAS_READ = Prisma.sql`(conversation."channelId", coalesce(
  CASE WHEN conversation."source" <> 'channel' THEN conversation."threadTs" END, recap."id"::text))`;

function taggedFor({ workspaceId, ...viewer }: TagViewer): Prisma.Sql {
  return Prisma.sql`tag."workspaceId" = ${workspaceId} AND recap."isCurrent" AND conversation."deletedAt" IS NULL
    AND (conversation."audience" <> 'private' OR conversation."askedBy" = ${viewer.userId})
    AND ${isWithin(viewer, CONVERSATION)}`;
}

interface Row {
  kind: FindingKind;
  conversationId: string;
  channelId: string;
  onlyFor: string | null;
  createdAt: Date;
  threadTs: string | null;
  sources: unknown;
  madeAt: Date | null;
  state: 'open' | 'done' | 'dropped' | null;
  text: string;
  shownIn: string | null;
  shownTs: string | null;
  shownThreadTs: string | null;
}

function toFinding(row: Row): Finding {
  const { kind, conversationId, channelId, text, threadTs, shownIn, shownTs, shownThreadTs } = row;
  const [first] = row.sources === null ? [] : storedSources.parse(row.sources);
  const thread = threadTs === null ? null : { ts: threadTs, threadTs };
  return {
    kind,
    conversationId,
    channelId,
    text,
    at: row.madeAt ?? row.createdAt,
    isPrivate: row.onlyFor !== null,
    state: row.state,
    shown:
      shownIn === null || shownTs === null
        ? null
        : { channelId: shownIn, ts: shownTs, threadTs: shownThreadTs },
    source: first ?? thread,
  };
}
