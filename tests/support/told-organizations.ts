import { randomUUID } from 'node:crypto';
import { type AdminReads, createAdminReads } from '../../src/core/store/admin/index.ts';
import type { AdminScope } from '../../src/core/store/admin/scope.ts';
import { createDb, type Db } from '../../src/core/store/db.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { SECRET, twoOrganizations } from './two-organizations.ts';

/** When the admins of `toldOrganizations` look. */
export const NOW = new Date('2026-11-23T12:00:00Z');
export const ACME: AdminScope = { organizationId: 'E0ACME', workspaceIds: null };
export const ONLY_TWO: AdminScope = { organizationId: 'E0ACME', workspaceIds: ['T0TWO', 'T0OTHER'] };
export const OTHER: AdminScope = { organizationId: 'T0OTHER', workspaceIds: null };

/** Two organizations with some days behind them. */
export interface ToldOrganizations {
  database: TestDatabase;
  db: Db;
  reads: AdminReads;
  /** Ids of conversations, by what a test calls them. */
  ids: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A moment of November 2026, in UTC. */
export const at = (day: string, time = '09:00:00') => new Date(`2026-11-${day}T${time}Z`);

export async function toldOrganizations(): Promise<ToldOrganizations> {
  const database = await createTestDatabase();
  const db = createDb({ databaseUrl: database.url });
  const ids = await tellAll(database);
  return {
    database,
    db,
    reads: createAdminReads(db),
    ids,
    async close() {
      await db.$disconnect();
      await database.drop();
    },
  };
}

async function tellAll(database: TestDatabase): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  const { make, tell } = twoOrganizations(database);
  await make();
  const item = { assignee: 'U0BO', due: '2026-11-20' };
  ids.first = await tell({ at: at('20'), tookMs: 2000, costUsd: 0.5, items: [item, { due: '2026-12-01' }] });
  ids.second = await tell({
    at: at('20', '23:59:59'),
    tookMs: 6000,
    trigger: 'command',
    askedBy: 'U0BO',
    costUsd: null,
  });
  ids.digest = await tell({
    at: at('21'),
    trigger: 'schedule',
    audience: 'digest',
    tookMs: 90_000,
    costUsd: 0.25,
    model: 'model-b',
  });
  ids.failed = await tell({
    at: at('22'),
    state: 'failed',
    errorCode: 'engine_throttled',
    channelId: 'CONEUNKNOWN',
  });
  ids.cancelled = await tell({ at: at('22', '10:00:00'), state: 'cancelled', trigger: 'mention' });
  ids.queued = await tell({ at: at('23'), state: 'queued', trigger: 'reaction' });
  ids.private = await tell({
    at: at('23', '10:00:00'),
    audience: 'private',
    channelId: 'CONEPRIVATE',
    tookMs: 10_000,
    costUsd: 1,
    items: [{ state: 'done', assignee: 'U0MARA' }, { state: 'dropped' }],
    feedback: { verdict: 'down', reason: `wrong ${SECRET}` },
  });
  ids.two = await tell({
    at: at('23', '11:00:00'),
    workspaceId: 'T0TWO',
    costUsd: 2,
    feedback: { verdict: 'down', reason: 'missed The date.' },
  });
  ids.old = await tell({
    at: new Date('2026-10-01T09:00:00Z'),
    workspaceId: 'T0TWO',
    costUsd: 4,
    feedback: { verdict: 'up' },
  });
  ids.other = await tell({
    at: at('23'),
    workspaceId: 'T0OTHER',
    costUsd: 8,
    items: [{}],
    feedback: { verdict: 'up' },
  });
  for (const [workspaceId, organizationId] of [
    ['T0ONE', 'E0ACME'],
    [null, 'E0ACME'],
    ['T0TWO', 'E0ACME'],
    ['T0OTHER', 'T0OTHER'],
  ]) {
    await database.query(
      `INSERT INTO "AuditEntry" ("id", "at", "organizationId", "workspaceId", "actor", "action") VALUES ($1, $2, $3, $4, 'U0MARA', 'signed_in')`,
      [randomUUID(), at('22'), organizationId, workspaceId],
    );
  }
  for (const workspaceId of ['T0ONE', 'T0TWO', 'T0OTHER']) {
    const end = workspaceId.slice(2);
    await database.query(
      `INSERT INTO "Digest" ("id", "workspaceId", "channelIds", "postTo", "cron", "timeZone", "focus", "author", "nextDueAt")
        VALUES ($1, $2, $3, $4, '0 9 * * 1', 'Europe/Berlin', '${SECRET}', 'U0MARA', $5)`,
      [randomUUID(), workspaceId, [`C${end}PUBLIC`, `C${end}PRIVATE`], `C${end}PUBLIC`, at('24')],
    );
  }
  return ids;
}
