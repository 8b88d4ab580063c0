import { z } from 'zod';
import type { SettingsAnswer, settingsQuery, WorkspaceSettings } from '../../domain/admin/settings.ts';
import type { Db } from '../db.ts';
import { createCursors, keyText } from './cursor.ts';
import { type AdminScope, workspacesIn } from './scope.ts';
import { spentSince, workspaceKeys } from './workspaces.ts';

type Query = z.output<typeof settingsQuery>;
type Row = SettingsAnswer['page']['rows'][number] & { sortName: string };

const cursors = createCursors('settings', z.tuple([keyText, keyText]));

/**
 * What applies to each workspace, by their names, and how the engine answered last.
 * @param defaults what applies where a workspace has nothing of its own
 */
export async function settings(
  db: Db,
  scope: AdminScope,
  { query, now, defaults }: { query: Query; now: Date; defaults: WorkspaceSettings },
): Promise<SettingsAnswer> {
  const keys = workspaceKeys(scope, {
    workspace: query.workspace,
    limit: query.limit,
    after: cursors.read(query.cursor),
  });
  const [rows, all, probe] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT w."id" AS "workspaceId", w."name" AS "workspaceName", w."sortName", w."monthlyBudgetUsd", w."retentionDays", w."language",
        ${spentSince(now)} AS "spentUsd"
      FROM (${keys}) AS w ORDER BY w."sortName", w."id"`,
    db.$queryRaw<SettingsAnswer['workspaces']>`
      SELECT w."id", w."name" FROM "Workspace" AS w WHERE w."id" IN (${workspacesIn(scope, undefined)}) ORDER BY lower(w."name"), w."id"`,
    lastProbe(db, scope),
  ]);
  const page = cursors.page(rows, query.limit, (row) => [row.sortName, row.workspaceId]);
  return {
    defaults,
    page: { rows: page.rows.map(({ sortName: _, ...row }) => row), next: page.next },
    workspaces: all,
    probe,
  };
}

async function lastProbe(db: Db, { organizationId }: AdminScope): Promise<SettingsAnswer['probe']> {
  const probe = await db.engineProbe.findFirst({ where: { organizationId }, orderBy: { askedAt: 'desc' } });
  if (!probe) return null;
  const { id, askedAt, answeredAt, errorCode } = probe;
  return {
    id,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    errorCode,
    milliseconds: answeredAt && Math.max(0, answeredAt.getTime() - askedAt.getTime()),
  };
}
