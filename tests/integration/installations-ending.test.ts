import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../src/core/runtime/vault.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { named, orgWide, own } from '../support/installations.ts';

const NOW = new Date('2026-01-05T09:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const ended = (at: Date) => ({ for: 'app_uninstalled', at, purgeAfter: later(9999) });

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url, vault: createVault([Buffer.alloc(32, 1)]), max: 3 });
});
beforeEach(async () => {
  await database.query('DELETE FROM "Organization"');
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const purging = async () =>
  (
    await database.query<{ id: string }>(
      'SELECT id FROM "Workspace" WHERE "purgeAfter" IS NOT NULL ORDER BY id',
    )
  ).map(({ id }) => id);

describe('an installation of a whole organization, in the course of time,', () => {
  const never = new AbortController().signal;
  const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60_000);

  it('that is made anew for fewer workspaces leaves the others, whose data goes after the grace period', async () => {
    await store.installations.save(orgWide('E1', ['T1', 'T2', 'T3']), NOW);
    await store.installations.removeWorkspaces('E1', ['T3'], ended(later(1)));
    expect(await store.installations.save(orgWide('E1', ['T1']), later(2))).toEqual(['T2']);
    expect(await store.workspaces.findActive('T1')).not.toBeNull();
    expect(await store.workspaces.findActive('T2')).toBeNull();
    expect(await purging()).toEqual(['T2', 'T3']);
  });

  it('leaves none where Slack tells of more workspaces than it is asked for', async () => {
    await store.installations.save(orgWide('E1', ['T1', 'T2']), NOW);
    const some = { ...orgWide('E1', ['T1']), hasAllWorkspaces: false };
    expect(await store.installations.save(some, later(1))).toEqual([]);
    expect(await store.workspaces.findActive('T2')).not.toBeNull();
  });

  it('is not left by news from before it was made anew', async () => {
    await store.installations.save(orgWide('E1', ['T1']), later(5));
    expect(await store.installations.removeWorkspaces('E1', ['T1'], ended(later(4)))).toEqual([]);
    expect(await store.workspaces.findActive('T1')).not.toBeNull();
  });

  it('keeps the name and the address of a workspace that is heard of again', async () => {
    await store.installations.save(orgWide('E1', ['T1']), NOW);
    const unnamed = (id: string) => ({ id, name: null, url: null });
    for (const id of ['T1', 'T2']) await store.installations.addWorkspace('E1', unnamed(id));
    expect(await store.workspaces.findActive('T1')).toMatchObject(named('T1'));
    expect(await store.workspaces.findActive('T2')).toMatchObject({ name: 'T2', url: named('E1').url });
  });

  it('goes with its token and its API tokens, though no workspace is left to go with it', async () => {
    await store.installations.save(orgWide('E1', []), NOW);
    await store.installations.revoke('E1', ended(NOW));
    await database.query(
      `INSERT INTO "OrganizationFigures" ("organizationId", "day") VALUES ('E1', '2026-01-05')`,
    );
    expect(await store.installations.purgeEnded({ now: days(29), signal: never })).toBe(0);
    expect((await store.installations.listEnded(5)).ended).toEqual([
      { id: 'E1', name: named('E1').name, for: 'app_uninstalled', purgeAfter: days(30) },
    ]);
    expect(await store.installations.purgeEnded({ now: days(31), signal: never })).toBe(2);
    for (const table of ['Organization', 'Installation', 'OrganizationFigures'])
      expect(await database.query(`SELECT * FROM "${table}"`)).toEqual([]);
    const lines = await database.query<{ details: object }>(
      `SELECT details FROM "AuditEntry" WHERE action = 'organization_purged'`,
    );
    expect(lines.map(({ details }) => details)).toEqual([{ installations: 1, organization: true }]);
  });

  it('goes where a workspace of it has one of its own, and the organization stays', async () => {
    await store.installations.save(own('T1', { organizationId: 'E1', organizationName: 'Org' }), NOW);
    await store.installations.save(orgWide('E1', ['T1']), later(1));
    await store.installations.revoke('E1', ended(later(2)));
    expect(await store.installations.purgeEnded({ now: days(31), signal: never })).toBe(1);
    expect(await database.query('SELECT id FROM "Installation"')).toEqual([{ id: 'T1' }]);
    expect(await store.installations.tokenFor('T1')).not.toBeNull();
  });

  it('is followed by the row that a workspace stood in for itself, once it is of an organization', async () => {
    await store.installations.save(own('T1'), NOW);
    await store.installations.save(own('T1', { organizationId: 'E1', organizationName: 'Org' }), later(1));
    expect(await store.installations.purgeEnded({ now: later(2), signal: never })).toBe(1);
    expect(await database.query('SELECT id FROM "Organization"')).toEqual([{ id: 'E1' }]);
  });

  it('ends, or is left, with a line in the audit log or not at all', async () => {
    await store.installations.save(orgWide('E1', ['T1', 'T2']), NOW);
    const told = { ...ended(later(1)), line: { action: 'uninstalled' as const, at: later(2) } };
    await database.query('ALTER TABLE "AuditEntry" RENAME TO "Away"');
    await expect(store.installations.removeWorkspaces('E1', ['T2'], told)).rejects.toThrow();
    await expect(store.workspaces.markRevoked('T1', told)).rejects.toThrow();
    await database.query('ALTER TABLE "Away" RENAME TO "AuditEntry"');
    expect(await purging()).toEqual([]);
    expect(await store.installations.tokenFor('T2')).not.toBeNull();
    await store.installations.removeWorkspaces('E1', ['T2'], told);
    await store.workspaces.markRevoked('T1', told);
    const lines = await database.query(
      `SELECT target, details FROM "AuditEntry" WHERE action = 'uninstalled' ORDER BY id`,
    );
    expect(lines).toEqual([
      { target: 'T2', details: { for: 'app_uninstalled' } },
      { target: 'E1', details: { for: 'app_uninstalled', workspaces: 1 } },
    ]);
  });

  it('lists what goes, the first first, and how many there are', async () => {
    await store.installations.save(orgWide('E1', ['T1', 'T2']), NOW);
    await store.installations.save(own('T3'), NOW);
    await store.installations.removeWorkspaces('E1', ['T2'], {
      for: 'team_access_revoked',
      at: NOW,
      purgeAfter: days(3),
    });
    await store.installations.revoke('T3', { for: 'invalid_auth', at: later(1), purgeAfter: days(2) });
    const { ended: listed, total } = await store.installations.listEnded(1);
    expect(listed).toEqual([{ id: 'T3', name: 'Workspace T3', for: 'invalid_auth', purgeAfter: days(2) }]);
    expect(total).toBe(2);
  });
});
