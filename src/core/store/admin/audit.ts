import type { z } from 'zod';
import { type AuditPage, auditDetails, type auditQuery } from '../../domain/admin/audit.ts';
import type { Db } from '../db.ts';
import { Prisma } from '../generated/client.ts';
import { createCursors, newestKey } from './cursor.ts';
import { between } from './newest.ts';
import { type AdminScope, workspacesIn } from './scope.ts';

type Query = z.output<typeof auditQuery>;
interface Fields extends Omit<AuditPage['rows'][number], 'at' | 'details'> {
  at: Date;
  details: unknown;
}

const cursors = createCursors('audit', newestKey);

/**
 * Who did what, the last first. What concerns no workspace is for those who see all of the organization; what concerns no organization that
 * Recall knows, such as a refusal of somebody who has not said who they are, for those who see all of the only one.
 */
export async function audit(db: Db, scope: AdminScope, query: Query): Promise<AuditPage> {
  const own = linesOf(Prisma.sql`one."organizationId" = ${scope.organizationId}`, scope, query);
  const ofNobody = linesOf(Prisma.sql`one."organizationId" IS NULL AND ${IS_ONLY}`, scope, query);
  const lines = scope.workspaceIds === null ? Prisma.sql`(${own}) UNION ALL (${ofNobody})` : own;
  const rows = await db.$queryRaw<Fields[]>`
    SELECT * FROM (${lines}) AS line ORDER BY "at" DESC, "id" DESC LIMIT ${query.limit + 1}`;
  const page = cursors.page(rows, query.limit, ({ at, id }) => [at.toISOString(), id]);
  return {
    rows: page.rows.map(({ at, details, ...row }) => ({
      ...row,
      at: at.toISOString(),
      details: auditDetails.safeParse(details).data ?? {},
    })),
    next: page.next,
  };
}

const IS_ONLY = Prisma.sql`(SELECT count(*) FROM "Organization") = 1`;

function linesOf(whose: Prisma.Sql, scope: AdminScope, query: Query): Prisma.Sql {
  return Prisma.sql`
    SELECT one."id", one."at", one."workspaceId", one."actor", one."action", one."target", one."details"
    FROM "AuditEntry" AS one WHERE ${Prisma.join([whose, ...conditions(scope, query)], ' AND ')}
    ORDER BY one."at" DESC, one."id" DESC LIMIT ${query.limit + 1}`;
}

function conditions(scope: AdminScope, query: Query): Prisma.Sql[] {
  const { workspace, action, actor } = query;
  const after = cursors.read(query.cursor);
  const where = between(Prisma.sql`one."at"`, query);
  if (workspace !== undefined) where.push(Prisma.sql`one."workspaceId" = ${workspace}`);
  // A workspace that is no more has its lines still.
  if (scope.workspaceIds !== null) {
    where.push(Prisma.sql`one."workspaceId" IN (${workspacesIn(scope, workspace)})`);
  }
  if (action !== undefined) where.push(Prisma.sql`one."action" = ${action}`);
  if (actor !== undefined) where.push(Prisma.sql`one."actor" = ${actor}`);
  if (after) where.push(Prisma.sql`(one."at", one."id") < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return where;
}
