import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rotateKey, runRotateKey } from '../../src/cli/rotate-key.ts';
import { createVault } from '../../src/core/runtime/vault.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { named, orgWide, own } from '../support/installations.ts';

const KEY = randomBytes(32);
const NEW_KEY = randomBytes(32);
const NOW = new Date('2026-01-05T09:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const ended = (at: Date, why = 'app_uninstalled') => ({ for: why, at, purgeAfter: later(9999) });

let database: TestDatabase;
let store: Store;
const opened: Store[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.query('DELETE FROM "Organization"');
  store = storeWith(KEY);
});
afterAll(async () => {
  for (const each of opened) await each.close();
  await database.drop();
});

function storeWith(...keys: Buffer[]): Store {
  const own = createStore({ databaseUrl: database.url, vault: createVault(keys), max: 3 });
  opened.push(own);
  return own;
}

const purging = async () =>
  (
    await database.query<{ id: string }>(
      'SELECT id FROM "Workspace" WHERE "purgeAfter" IS NOT NULL ORDER BY id',
    )
  ).map(({ id }) => id);

describe('an installation', () => {
  it('keeps its token sealed, and opens it for its workspace', async () => {
    await store.installations.save(own('T1'), NOW);
    expect(await store.installations.tokenFor('T1')).toEqual({
      ...{
        token: 'xoxb-T1',
        botUserId: 'U0RECALL',
        botId: 'B0RECALL',
        installationId: 'T1',
        isOrgWide: false,
      },
    });
    const rows = await database.query('SELECT * FROM "Installation"');
    expect(JSON.stringify(rows)).not.toContain('xoxb');
    expect(await store.workspaces.findActive('T1')).toMatchObject({
      name: 'Workspace T1',
      scopes: ['chat:write'],
    });
  });

  it('does not open a sealed token that was put in another row', async () => {
    await store.installations.save(own('T1'), NOW);
    await store.installations.save(own('T2'), NOW);
    await database.query(
      `UPDATE "Installation" SET token = (SELECT token FROM "Installation" WHERE id = 'T2')`,
    );
    await expect(store.installations.tokenFor('T1')).rejects.toMatchObject({ code: 'internal' });
  });

  it('needs the key, and says so', async () => {
    await store.installations.save(own('T1'), NOW);
    const keyless = createStore({ databaseUrl: database.url, max: 2 });
    opened.push(keyless);
    await expect(keyless.installations.tokenFor('T1')).rejects.toMatchObject({ code: 'key_missing' });
    await expect(keyless.installations.save(own('T2'), NOW)).rejects.toMatchObject({ code: 'key_missing' });
    await expect(storeWith(NEW_KEY).installations.tokenFor('T1')).rejects.toMatchObject({
      code: 'key_missing',
    });
  });

  it('ends once, whatever Slack tells first, and comes back with another token and other scopes', async () => {
    await store.installations.save(own('T1'), NOW);
    const all = await Promise.all([
      store.workspaces.markRevoked('T1', ended(later(1), 'tokens_revoked')),
      store.installations.revoke('T1', ended(later(1))),
      store.workspaces.markRevoked('T1', ended(later(1), 'invalid_auth')),
    ]);
    expect(all.filter(Boolean)).toEqual([
      { installationId: 'T1', organizationId: 'T1', workspaceIds: ['T1'] },
    ]);
    expect(await store.installations.tokenFor('T1')).toBeNull();
    expect(await purging()).toEqual(['T1']);

    await store.installations.save(
      own('T1', { token: 'xoxb-again', scopes: ['chat:write', 'im:write'] }),
      later(2),
    );
    expect(await store.installations.tokenFor('T1')).toMatchObject({ token: 'xoxb-again' });
    expect(await store.workspaces.findActive('T1')).toMatchObject({ scopes: ['chat:write', 'im:write'] });
    expect(await purging()).toEqual([]);
  });

  it('is not ended by news from before it was installed again', async () => {
    await store.installations.save(own('T1'), later(5));
    expect(await store.workspaces.markRevoked('T1', ended(later(4)))).toBeNull();
    expect(await store.installations.tokenFor('T1')).not.toBeNull();
    expect(await store.workspaces.markRevoked('T1', ended(later(5)))).not.toBeNull();
  });
});

describe('an installation of a whole organization', () => {
  it('serves its workspaces, those that come later too, until they leave or it ends', async () => {
    await store.installations.save(orgWide('E1', ['T1', 'T2']), NOW);
    expect(await store.installations.addWorkspace('E1', named('T3'))).toBe(true);
    expect(await store.workspaces.idsOf('E1')).toEqual(['T1', 'T2', 'T3']);
    expect(await store.installations.tokenFor('T3')).toMatchObject({ token: 'xoxb-E1', isOrgWide: true });

    expect(await store.installations.removeWorkspaces('E1', ['T2', 'T9'], ended(later(1)))).toEqual(['T2']);
    expect(await store.installations.tokenFor('T2')).toBeNull();
    expect(await store.installations.tokenFor('T1')).not.toBeNull();
    expect(await purging()).toEqual(['T2']);

    const revoked = await store.workspaces.markRevoked('T1', ended(later(2)));
    expect(revoked).toMatchObject({ installationId: 'E1', organizationId: 'E1' });
    expect(revoked?.workspaceIds.toSorted()).toEqual(['T1', 'T3']);
    expect(await purging()).toEqual(['T1', 'T2', 'T3']);
    expect(await store.installations.addWorkspace('E1', named('T2'))).toBe(false);
    expect(await store.workspaces.countByState()).toEqual({ active: 0, revoked: 3 });
  });

  it('leaves a workspace alone that has one of its own, until that has ended', async () => {
    await store.installations.save(own('T1', { organizationId: 'E1', organizationName: 'Org' }), NOW);
    await store.installations.save(orgWide('E1', ['T1', 'T2']), later(1));
    expect(await store.installations.tokenFor('T1')).toMatchObject({ installationId: 'T1' });
    await store.installations.revoke('E1', ended(later(2)));
    expect(await store.installations.tokenFor('T1')).toMatchObject({ installationId: 'T1' });
    expect(await purging()).toEqual(['T2']);

    await store.installations.save(orgWide('E1', ['T2']), later(3));
    await store.installations.revoke('T1', ended(later(4)));
    expect(await store.installations.addWorkspace('E1', named('T1'))).toBe(true);
    expect(await store.installations.tokenFor('T1')).toMatchObject({ installationId: 'E1' });
    expect(await purging()).toEqual([]);
  });
});

describe('recall rotate-key', () => {
  const settings = (...encryptionKeys: Buffer[]) => ({ databaseUrl: database.url, encryptionKeys });
  const rotated = async () =>
    database.query<{ target: string }>(
      `SELECT target FROM "AuditEntry" WHERE action = 'key_rotated' ORDER BY at DESC, target`,
    );

  async function run(...keys: Buffer[]): Promise<string> {
    const said: string[] = [];
    await runRotateKey(settings(...keys), (text) => said.push(text));
    return said.join('');
  }

  it('seals every token with the new key, goes on after it was killed, and does nothing the third time', async () => {
    const count = 5;
    const ids = Array.from({ length: count }, (_, n) => `T${n}`);
    for (const id of ids) await store.installations.save(own(id), NOW);
    const before = (await rotated()).length;

    const rotating = storeWith(NEW_KEY, KEY);
    const vault = createVault([NEW_KEY, KEY]);
    const die = () => {
      throw new Error('killed');
    };
    await expect(rotateKey({ store: rotating, vault, write: die, now: () => NOW, batch: 2 })).rejects.toThrow(
      'killed',
    );
    expect(await rotating.installations.keyUse()).toHaveLength(2);
    for (const id of ids)
      expect(await rotating.installations.tokenFor(id)).toMatchObject({ token: `xoxb-${id}` });

    const said = await run(NEW_KEY, KEY);
    expect(said).toContain('resealed 3 of 3');
    expect(said).toContain('take ENCRYPTION_KEY_PREVIOUS out of their settings');
    expect(await storeWith(NEW_KEY).installations.tokenFor(ids.at(-1) ?? '')).toMatchObject({
      isOrgWide: false,
    });
    expect(await store.installations.keyUse()).toEqual([{ keyId: vault.keyId, tokens: count }]);
    expect((await rotated()).length - before).toBe(count);

    expect(await run(NEW_KEY)).toContain('nothing to reseal');
    expect((await rotated()).length - before).toBe(count);
  });

  it('says which key is missing, after it has done what it could', async () => {
    await store.installations.save(own('T1'), NOW);
    await storeWith(randomBytes(32)).installations.save(own('T2'), NOW);
    await expect(run(NEW_KEY, KEY)).rejects.toThrow(
      /^1 token is sealed with another key \([0-9a-f]{8}\): set ENCRYPTION_KEY_PREVIOUS/,
    );
    expect(await storeWith(NEW_KEY).installations.tokenFor('T1')).toMatchObject({ token: 'xoxb-T1' });
    await expect(run()).rejects.toThrow(/ENCRYPTION_KEY is not set/);
  });
});
