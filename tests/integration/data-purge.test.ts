import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purgeAfter } from '../../src/core/domain/retention.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Filled, fillWorkspace, GENERAL, SECOND } from '../support/filled-workspace.ts';
import { everythingInTables } from '../support/kept.ts';
import { storeRecap } from '../support/stored-recap.ts';

const at = new Date('2026-03-02T09:00:00Z');
const signal = new AbortController().signal;
const inDays = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60_000);
const BRAVO = 'T0BRAVO';

let database: TestDatabase;
let store: Store;
let acme: Filled;

beforeEach(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  acme = await fillWorkspace(store, { mark: 'quux', at });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

interface Line {
  workspaceId: string;
  actor: string;
  target: string | null;
  details: Record<string, unknown>;
}
function lines(action: string): Promise<Line[]> {
  return database.query<Line>(
    `SELECT "workspaceId", actor, target, details FROM "AuditEntry" WHERE action = $1 ORDER BY at, id`,
    [action],
  );
}

async function conversations(workspaceId = ACME.id): Promise<string[]> {
  const sql = 'SELECT id FROM "Conversation" WHERE "workspaceId" = $1 ORDER BY id';
  return (await database.query<{ id: string }>(sql, [workspaceId])).map(({ id }) => id);
}

/** Conversations that wait, put there by SQL since that is fast. */
async function queueMany(count: number, channelId: string): Promise<void> {
  await database.query(
    `INSERT INTO "Conversation" (id, "workspaceId", "channelId", source, "threadTs", trigger, audience, "askedBy")
     SELECT gen_random_uuid(), $1, $2, 'thread', '1.' || n, 'command', 'thread', 'U0OTHER'
     FROM generate_series(1, $3::int) AS n`,
    [ACME.id, channelId, count],
  );
}

/** Has the database refuse to delete some conversations, as where a fault is ours. */
async function holdUp(column: 'workspaceId' | 'channelId', id: string): Promise<void> {
  await database.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END'`,
  );
  await database.query(
    `CREATE TRIGGER refuse BEFORE DELETE ON "Conversation" FOR EACH ROW WHEN (OLD."${column}" = '${id}') EXECUTE FUNCTION refuse()`,
  );
}

/** A signal that is given when it is looked at for the nth time. */
function stopping(nth: number): AbortSignal {
  let looks = 0;
  return Object.assign(new AbortController().signal, {
    throwIfAborted() {
      looks += 1;
      if (looks === nth) throw new Error('stopped');
    },
  });
}

/** All that stands in the database without the audit log, which keeps its lines. */
async function everythingButTheLog(): Promise<string> {
  const tables = (await everythingInTables(database)).split('\n');
  return tables.filter((table) => !table.startsWith('public."AuditEntry"')).join('\n');
}

/** Whether a word stands anywhere but in the audit log. */
async function keeps(word: string): Promise<boolean> {
  return (await everythingButTheLog()).includes(word);
}

describe('what is over its time', () => {
  it('goes by the retention of its channel, else of its workspace, else of all', async () => {
    await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
    await database.query(`UPDATE "Channel" SET "retentionDays" = 5 WHERE id = $1`, [SECOND]);
    await database.query(`UPDATE "Channel" SET "retentionDays" = 0 WHERE id = 'D0PERSON'`);
    await database.query(`UPDATE "Workspace" SET "retentionDays" = 20 WHERE id = $1`, [BRAVO]);
    const purge = (days: number) =>
      store.data.purgeRetained({ retentionDays: 10, now: inDays(days), signal });
    expect(await purge(5)).toBe(0);
    expect(await purge(6)).toBe(2);
    expect(await store.conversations.find(acme.second)).toBeNull();
    expect(await purge(10)).toBe(0);
    expect(await purge(11)).toBe(4);
    expect(await store.conversations.find(acme.notes)).not.toBeNull();
    expect(await purge(21)).toBe(4);
    expect(await purge(21)).toBe(0);
    expect((await lines('retention_purged')).map((line) => [line.workspaceId, line.details])).toEqual([
      [ACME.id, { conversations: 1, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [BRAVO, { conversations: 1, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [ACME.id, { conversations: 4, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
      [BRAVO, { conversations: 4, digestPeriods: 0, finishedBefore: '2026-03-03T00:00:00.000Z' }],
    ]);
  });

  it('goes with its words; what it cost, and what is unfinished, stays', async () => {
    await store.data.purgeRetained({ retentionDays: 1, now: inDays(3), signal });
    // The conversations of the digest that was started are not finished.
    expect(await conversations()).toHaveLength(2);
    expect(await database.query('SELECT 1 FROM "Recap"')).toEqual([]);
    expect(await database.query('SELECT 1 FROM "SearchEntry"')).toEqual([]);
    expect(await database.query('SELECT "conversationId" AS id FROM "EngineCall"')).toEqual([
      { id: acme.thread },
    ]);
  });

  it('has the recaps shown anew whose decisions it took the place of', async () => {
    const decision = (text: string) => ({ recap: { decisions: [{ text, by: null, sources: [] }] } });
    const early = await storeRecap(store, { ...decision('in May'), at: inDays(30) });
    const late = await storeRecap(store, { ...decision('in June'), at });
    const [may, june] = await Promise.all([early, late].map((id) => store.recaps.find(id)));
    const link = { id: may?.decisionIds[0] ?? '', byId: june?.decisionIds[0] ?? '', seenId: null };
    await store.decisions.supersede(link, at);
    const before = await store.recaps.find(early);
    expect(before?.supersededBy).toEqual(['in June']);
    await store.data.purgeRetained({ retentionDays: 10, now: inDays(31), signal });
    const after = await store.recaps.find(early);
    expect(after?.supersededBy).toEqual([null]);
    expect(after?.version).toBe((before?.version ?? 0) + 1);
  });

  it('is left where retention is 0', async () => {
    expect(await store.data.purgeRetained({ retentionDays: 0, now: inDays(10_000), signal })).toBe(0);
    expect(await lines('retention_purged')).toEqual([]);
  });

  it('goes where it can, though one workspace cannot be purged', async () => {
    await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
    await holdUp('workspaceId', ACME.id);
    const purged = store.data.purgeRetained({ retentionDays: 1, now: inDays(3), signal });
    await expect(purged).rejects.toMatchObject({ code: 'internal' });
    expect(await conversations()).toHaveLength(8);
    expect(await conversations(BRAVO)).toHaveLength(2);
  });

  it('is counted before a shorter time of keeping is set', async () => {
    await database.query(`UPDATE "Channel" SET "retentionDays" = 90 WHERE id = $1`, [SECOND]);
    const count = (retentionDays: number | null, channelId: string | null = null) =>
      store.data.countOverdue({
        ...{ workspaceId: ACME.id, channelId, retentionDays, environment: 365, now: inDays(20) },
      });
    expect(await count(10)).toBe(5);
    expect(await count(30)).toBe(0);
    expect(await count(0)).toBe(0);
    expect(await count(null)).toBe(0);
    expect(await count(10, SECOND)).toBe(1);
    expect(await count(null, SECOND)).toBe(0);
  });

  it('of signing in goes, too', async () => {
    await store.data.purgeAccess(inDays(31));
    for (const table of ['AdminSession', 'SignInLink', 'EngineProbe']) {
      expect(await database.query(`SELECT 1 FROM "${table}"`)).toEqual([]);
    }
  });
});

describe('a channel that Slack has no more', () => {
  const purge = (channelId: string) =>
    store.data.purgeChannel(ACME.id, channelId, { actor: 'recall', now: inDays(1) });

  it('is forgotten with all that was said in it, and with the digests of it alone', async () => {
    expect(await purge(SECOND)).toBe(2);
    expect(await keeps(SECOND)).toBe(false);
    expect(await store.recaps.find(acme.thread)).not.toBeNull();
    const digests = await database.query('SELECT "channelIds", "isPersonal" FROM "Digest" ORDER BY 2');
    expect(digests).toEqual([
      { channelIds: [GENERAL], isPersonal: false },
      { channelIds: [], isPersonal: true },
    ]);
    expect(await lines('channel_purged')).toEqual([
      {
        workspaceId: ACME.id,
        actor: 'recall',
        target: SECOND,
        details: { conversations: 2, digests: 3, isLast: true },
      },
    ]);
  });

  it('leaves no words of what stands elsewhere, which is taken down before its row goes', async () => {
    await database.query(`UPDATE "Delivery" SET "channelId" = 'D0PERSON' WHERE "conversationId" = $1`, [
      acme.personal,
    ]);
    await purge(GENERAL);
    expect(await conversations()).toContain(acme.personal);
    expect(await store.recaps.find(acme.personal)).toBeNull();
    expect(await database.query('SELECT 1 FROM "Citation" WHERE "channelId" = $1', [GENERAL])).toEqual([]);
    expect(await keeps('quux-tag')).toBe(true);
    const unshown = await store.standingRecaps.unshown({ since: at, before: inDays(2), limit: 9 });
    expect(unshown).toContain(acme.personal);
    expect(await store.data.removeTombstones(inDays(1), signal)).toBe(0);
    await store.deliveries.forget(acme.personal, 0);
    expect(await store.data.removeTombstones(inDays(1), signal)).toBe(1);
    expect(await database.query('SELECT id FROM "Channel" WHERE id = $1', [GENERAL])).toEqual([]);
  });

  it('is purged once, however often it is told', async () => {
    await purge(SECOND);
    expect(await purge(SECOND)).toBe(0);
    await store.data.purgeChannel('T0NOWHERE', SECOND, { actor: 'recall', now: at });
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is purged in the end where that was stopped half-way', async () => {
    await queueMany(250, SECOND);
    const purging = { actor: 'recall', now: inDays(1), signal: stopping(2) };
    await expect(store.data.purgeChannel(ACME.id, SECOND, purging)).rejects.toThrow();
    expect(await purge(SECOND)).toBe(52);
    const counts = (await lines('channel_purged')).map(({ details }) => details.conversations);
    expect(counts).toEqual([200, 52]);
  });
});

describe('a channel that is written down as gone', () => {
  const note = (channelId: string) => store.data.noteGoneChannel(ACME.id, channelId, at);
  const purge = () => store.data.purgeGoneChannels({ now: inDays(1), signal });

  it('is purged, however late, and once', async () => {
    expect(await note(SECOND)).toEqual([ACME.id]);
    expect(await note(SECOND)).toEqual([ACME.id]);
    expect(await purge()).toBe(2);
    expect(await keeps(SECOND)).toBe(false);
    expect(await purge()).toBe(0);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is counted once where two processes purge it at the same time', async () => {
    await note(SECOND);
    expect((await Promise.all([purge(), purge()])).toSorted()).toEqual([0, 2]);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('of which messages stand elsewhere is purged once, and its row goes with them', async () => {
    await database.query(`UPDATE "Delivery" SET "channelId" = 'D0PERSON' WHERE "conversationId" = $1`, [
      acme.personal,
    ]);
    await note(GENERAL);
    expect(await purge()).toBe(5);
    expect(await purge()).toBe(0);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is purged though another one cannot be', async () => {
    await note(GENERAL);
    await note(SECOND);
    await database.query(`UPDATE "Channel" SET "goneAt" = $1 WHERE id = $2`, [inDays(-1), GENERAL]);
    await holdUp('channelId', GENERAL);
    await expect(purge()).rejects.toMatchObject({ code: 'internal' });
    expect(await keeps(SECOND)).toBe(false);
    expect(await store.recaps.find(acme.thread)).not.toBeNull();
  });

  it('is nothing where nothing is kept about it', async () => {
    expect(await note('C0NEVER')).toEqual([]);
    expect(await keeps('C0NEVER')).toBe(false);
  });

  it('goes in all workspaces of the organization that have it, and in no other', async () => {
    await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
    await fillWorkspace(store, { workspaceId: 'T0CEDAR', mark: 'plugh', at });
    await database.query(`UPDATE "Workspace" SET "organizationId" = $1 WHERE id = $2`, [ACME.id, BRAVO]);
    expect(await note(SECOND)).toEqual([ACME.id, BRAVO]);
    expect(await purge()).toBe(4);
    expect(await keeps('quux-second')).toBe(false);
    expect(await keeps('zorp-second')).toBe(false);
    expect(await keeps('plugh-second')).toBe(true);
    expect(await store.data.renameChannel(BRAVO, GENERAL, 'C0NEW')).toBe(true);
    const rows = await database.query(
      `SELECT "workspaceId", id FROM "Channel" WHERE id LIKE 'C0%' ORDER BY 1, 2`,
    );
    expect(rows).toEqual([
      { workspaceId: ACME.id, id: 'C0NEW' },
      { workspaceId: BRAVO, id: 'C0NEW' },
      { workspaceId: 'T0CEDAR', id: GENERAL },
      { workspaceId: 'T0CEDAR', id: SECOND },
    ]);
  });
});

describe('a workspace that Recall was taken out of', () => {
  const takeOut = async (workspaceId: string) => {
    await store.workspaces.markRevoked(workspaceId, {
      for: 'app_uninstalled',
      at,
      purgeAfter: purgeAfter(at),
    });
  };
  const purge = (days: number, stop = signal) =>
    store.data.purgeDueWorkspaces({ now: inDays(days), signal: stop });

  it('is forgotten after its grace period, and no other one', async () => {
    await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
    await takeOut(ACME.id);
    expect(await purge(29)).toBe(0);
    expect(await conversations()).toHaveLength(8);
    expect(await purge(30)).toBe(1);
    expect(await keeps('quux')).toBe(false);
    expect(await keeps(ACME.id)).toBe(false);
    expect(await keeps('zorp')).toBe(true);
    expect(await conversations(BRAVO)).toHaveLength(8);
    expect(await lines('workspace_purged')).toEqual([
      {
        workspaceId: ACME.id,
        actor: 'recall',
        target: ACME.id,
        details: { conversations: 8, engineCalls: 1, organization: true, isLast: true },
      },
    ]);
    expect(await purge(31)).toBe(0);
  });

  it('is purged in the end where that was stopped half-way', async () => {
    await queueMany(600, GENERAL);
    await takeOut(ACME.id);
    await expect(purge(30, stopping(3))).rejects.toThrow('stopped');
    expect(await conversations()).toHaveLength(108);
    expect(await purge(30)).toBe(1);
    expect(await keeps(ACME.id)).toBe(false);
    expect((await lines('workspace_purged')).map(({ details }) => details.isLast)).toEqual([false, true]);
  });

  it('is purged though another one cannot be', async () => {
    await fillWorkspace(store, { workspaceId: BRAVO, mark: 'zorp', at });
    await takeOut(ACME.id);
    await takeOut(BRAVO);
    await holdUp('workspaceId', ACME.id);
    await expect(purge(30)).rejects.toMatchObject({ code: 'internal' });
    expect(await keeps('zorp')).toBe(false);
    expect(await keeps('quux')).toBe(true);
  });

  it('keeps all that is left where Recall comes back before', async () => {
    await takeOut(ACME.id);
    await store.workspaces.install(ACME);
    expect(await purge(90)).toBe(0);
    expect(await store.recaps.find(acme.thread)).not.toBeNull();
  });
});

describe('a channel that Slack calls by another id', () => {
  it('keeps all that is kept about it under the new one', async () => {
    const count = async () => (await everythingButTheLog()).split(`"${GENERAL}"`).length;
    const [before, newBefore] = [await count(), (await everythingButTheLog()).split('"C0NEW"').length];
    expect(before).toBeGreaterThan(10);
    expect(newBefore).toBe(1);
    expect(await store.data.renameChannel(ACME.id, GENERAL, 'C0NEW')).toBe(true);
    expect(await keeps(GENERAL)).toBe(false);
    // Who was in it is asked anew.
    expect((await everythingButTheLog()).split('"C0NEW"').length).toBe(before - 1);
    expect(await store.data.renameChannel(ACME.id, GENERAL, 'C0NEW')).toBe(false);
    expect((await store.conversations.find(acme.thread))?.channel.id).toBe('C0NEW');
  });

  it('is one with what was kept under the new id already', async () => {
    await store.channels.changeSettings(
      ACME.id,
      { id: GENERAL, name: 'general' },
      { mode: 'on', language: 'de' },
    );
    await storeRecap(store, { ask: { channel: { id: 'C0NEW', name: '' } }, at });
    await store.data.renameChannel(ACME.id, GENERAL, 'C0NEW');
    expect(await store.channels.modeOf(ACME.id, 'C0NEW')).toBe('on');
    expect(await keeps(GENERAL)).toBe(false);
  });

  it('of another workspace is not touched', async () => {
    const before = await everythingButTheLog();
    await store.data.renameChannel('T0NOWHERE', GENERAL, 'C0NEW');
    expect((await everythingButTheLog()) === before).toBe(true);
  });
});
