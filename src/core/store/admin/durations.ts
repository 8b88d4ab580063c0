import type { Db } from '../db.ts';
import type { Window } from './overview-figures.ts';

/** How long it took from request to post, in milliseconds; without what somebody had tried again later. */
export interface DurationRow {
  /** Null: of all days together. */
  day: string | null;
  medianMs: number | null;
  p95Ms: number | null;
}

/** What stands at a place of `waits`: e to the power of the place over this, so many milliseconds. See the migration "admin_indexes". */
const PLACES_AN_E = 50;

/** Of a whole organization, within one in a hundred: from counts, since there may be a million a year. */
export async function durationsOfOrganization(
  db: Db,
  organizationId: string,
  from: Date,
): Promise<DurationRow[]> {
  const rows = await db.$queryRaw<{ day: string; first: number; counts: string }[]>`
    SELECT to_char("day", 'YYYY-MM-DD') AS "day", array_lower("waits", 1) AS "first", array_to_string("waits", ',', '') AS "counts"
    FROM "OrganizationFigures"
    WHERE "organizationId" = ${organizationId} AND "day" >= (${from}::timestamptz AT TIME ZONE 'UTC')::date AND "waits" <> '{}'`;
  const all: number[] = [];
  const ofDays = rows.map(({ day, first, counts }) => {
    const waits: number[] = [];
    for (const [index, text] of counts.split(',').entries()) {
      const count = Number(text);
      if (count <= 0) continue;
      waits[first + index] = count;
      all[first + index] = (all[first + index] ?? 0) + count;
    }
    return { day, ...quantilesOf(waits) };
  });
  return [...ofDays, { day: null, ...quantilesOf(all) }];
}

/** @param waits how many stand at each place; places may be missing */
function quantilesOf(waits: readonly number[]): Pick<DurationRow, 'medianMs' | 'p95Ms'> {
  const total = waits.reduce((sum, count) => sum + count, 0);
  const at = (share: number) => {
    let upTo = 0;
    const place = waits.findIndex((count = 0) => {
      upTo += count;
      return upTo >= share * total;
    });
    return total > 0 ? Math.exp(place / PLACES_AN_E) : null;
  };
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}

/** Of a few workspaces, exactly. */
export async function durationsIn(db: Db, { workspaces, from }: Window): Promise<DurationRow[]> {
  return db.$queryRaw<DurationRow[]>`
    SELECT to_char("day", 'YYYY-MM-DD') AS "day",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY "took") AS "medianMs",
      percentile_cont(0.95) WITHIN GROUP (ORDER BY "took") AS "p95Ms"
    FROM (
      SELECT ("requestedAt" AT TIME ZONE 'UTC')::date AS "day",
        extract(epoch FROM "finishedAt" - "requestedAt")::float8 * 1000 AS "took"
      FROM "Conversation" WHERE "workspaceId" IN (${workspaces}) AND "requestedAt" >= ${from}::timestamptz
        AND "state" = 'done' AND "trigger" <> 'schedule' AND "finishedAt" IS NOT NULL
        AND "retriedAt" IS NULL
    ) AS done GROUP BY GROUPING SETS (("day"), ())`;
}
