import type { ActionItem, Whose } from '../../domain/action-item.ts';
import type { Reach } from '../../domain/reach.ts';
import type { Db } from '../db.ts';
import { isWithin } from '../finding/reach.ts';
import { Prisma } from '../generated/client.ts';
import { inScope } from '../scope.ts';
import { toItem, withRecap } from './action-item-rows.ts';

export interface ItemQuery {
  workspaceId: string;
  whose: Whose;
  /** Who looks: sees their own private ones, and nobody else's. */
  viewer: string;
  /** What the viewer is to do themselves is given whatever their reach. */
  reach: Reach;
  /** Channels that the viewer may read; items of others are left out. */
  channelIds: Iterable<string>;
  now: Date;
  /** Also gives those that were done from then on, after the open ones, the latest first; null for open ones alone. */
  doneSince: Date | null;
  limit: number;
  offset: number;
}

export interface ItemPage {
  items: ActionItem[];
  /** How many there are on all pages. */
  total: number;
  /** How many of those are open. */
  open: number;
}

/**
 * A page of what `viewer` may see; see `list` in action-items.ts. Rivals are what `betterTwin` compares with, read once: the source is cut
 * out of JSON, which takes long where it is done for each pair.
 */
export async function itemPage(db: Db, query: ItemQuery): Promise<ItemPage> {
  const { limit, offset, now } = query;
  const rows = await db.$queryRaw<{ id: string; total: bigint; open: bigint }[]>`
    WITH candidate AS MATERIALIZED (${candidates(query)}),
    rival AS MATERIALIZED (
      SELECT o."channelId", o.sources -> 0 ->> 'ts' AS "firstTs", o."onlyFor" IS NULL AS "isShared",
        r."createdAt" AS "recapAt", r.id AS "recapId"
      FROM "ActionItem" o
      JOIN "Recap" r ON r.id = o."recapId"
      JOIN "Conversation" v ON v.id = r."conversationId"
      WHERE o."workspaceId" = ${query.workspaceId}
        AND o."channelId" IN (SELECT "channelId" FROM candidate)
        AND r."isCurrent" AND v."deletedAt" IS NULL
        AND (o."onlyFor" IS NULL OR o."onlyFor" = ${query.viewer})
        AND ${isShown(query, Prisma.sql`o`)}
    )
    SELECT c.id, count(*) OVER () AS total, count(*) FILTER (WHERE c.state = 'open') OVER () AS open
    FROM candidate c
    WHERE NOT EXISTS (
      SELECT 1
      FROM rival o
      WHERE o."channelId" = c."channelId" AND o."firstTs" = c."firstTs"
        AND (o."isShared", o."recapAt", o."recapId") > (c."isShared", c."recapAt", c."recapId")
    )
    ORDER BY c.state = 'open' DESC, CASE WHEN c.state <> 'open' THEN c."changedAt" END DESC NULLS LAST,
      coalesce(c."snoozedUntil" > ${now}, false), c.due NULLS LAST, c."createdAt", c.id
    LIMIT ${limit} OFFSET ${offset}`;
  const found = await db.actionItem.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: withRecap,
  });
  const byId = new Map(found.map((row) => [row.id, toItem(row)]));
  const [first] = rows;
  return {
    items: rows.flatMap(({ id }) => byId.get(id) ?? []),
    total: Number(first?.total ?? 0),
    open: Number(first?.open ?? 0),
  };
}

export async function channelsOf(
  db: Db,
  { workspaceId, whose, viewer }: Pick<ItemQuery, 'workspaceId' | 'whose' | 'viewer'>,
): Promise<string[]> {
  const rows = await db.actionItem.findMany({
    where: {
      workspaceId,
      ...(whose.kind === 'person' ? { assignee: whose.userId } : { channelId: whose.channelId }),
      state: { not: 'dropped' },
      recap: { isCurrent: true },
      OR: [{ onlyFor: null }, { onlyFor: viewer }],
    },
    distinct: ['channelId'],
    select: { channelId: true },
  });
  return rows.map(({ channelId }) => channelId);
}

function isShown({ reach, viewer }: Pick<ItemQuery, 'reach' | 'viewer'>, item: Prisma.Sql): Prisma.Sql {
  const isWithinReach = isWithin({ reach, userId: viewer }, Prisma.sql`v`);
  return Prisma.sql`(${item}.assignee = ${viewer} OR ${isWithinReach})`;
}

function candidates(query: ItemQuery): Prisma.Sql {
  const { workspaceId, whose, viewer, channelIds, doneSince } = query;
  const ofWhom =
    whose.kind === 'person'
      ? Prisma.sql`i.assignee = ${whose.userId}`
      : Prisma.sql`i."channelId" = ${whose.channelId}`;
  const states =
    doneSince === null
      ? Prisma.sql`i.state = 'open'`
      : Prisma.sql`(i.state = 'open' OR (i.state = 'done' AND i."changedAt" >= ${doneSince}))`;
  return Prisma.sql`
    SELECT i.id, i.state, i.due, i."snoozedUntil", i."createdAt", i."changedAt", i."channelId",
      i.sources -> 0 ->> 'ts' AS "firstTs", i."onlyFor" IS NULL AS "isShared", r."createdAt" AS "recapAt", r.id AS "recapId"
    FROM "ActionItem" i
    JOIN "Recap" r ON r.id = i."recapId"
    JOIN "Conversation" v ON v.id = r."conversationId"
    WHERE i."workspaceId" = ${workspaceId} AND ${ofWhom} AND ${states}
      AND i."channelId" = ANY(${[...channelIds]})
      AND r."isCurrent" AND v."deletedAt" IS NULL
      AND (i."onlyFor" IS NULL OR i."onlyFor" = ${viewer})
      AND ${isShown(query, Prisma.sql`i`)}`;
}

/** What rests on the same first message as candidate `c`, in a recap that is shared, or later, or both. */
function betterTwin({ workspaceId, viewer }: Pick<ItemQuery, 'workspaceId' | 'viewer'>): Prisma.Sql {
  return Prisma.sql`
    SELECT 1
    FROM "ActionItem" o
    JOIN "Recap" r ON r.id = o."recapId"
    JOIN "Conversation" v ON v.id = r."conversationId"
    WHERE o."workspaceId" = ${workspaceId}
      AND o."channelId" = c."channelId" AND o.sources -> 0 ->> 'ts' = c."firstTs"
      AND r."isCurrent" AND v."deletedAt" IS NULL
      AND (o."onlyFor" IS NULL OR o."onlyFor" = ${viewer})
      AND (o."onlyFor" IS NULL, r."createdAt", r.id) > (c."isShared", c."recapAt", c."recapId")`;
}

export async function isTwin(db: Db, { id, workspaceId }: ActionItem, viewer: string): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`
    SELECT 1 AS found FROM (
      SELECT i."channelId", i.sources -> 0 ->> 'ts' AS "firstTs", i."onlyFor" IS NULL AS "isShared",
        r."createdAt" AS "recapAt", r.id AS "recapId"
      FROM "ActionItem" i JOIN "Recap" r ON r.id = i."recapId"
      WHERE i.id = ${id}::uuid AND ${inScope(db, Prisma.sql`i."workspaceId"`)}
    ) c
    WHERE EXISTS (${betterTwin({ workspaceId, viewer })})`;
  return rows.length > 0;
}
