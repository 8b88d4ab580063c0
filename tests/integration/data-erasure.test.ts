import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { stoppedAt } from '../support/filled-store.ts';
import { type Filled, fillWorkspace, OTHER, PERSON } from '../support/filled-workspace.ts';
import { everythingInTables } from '../support/kept.ts';

const at = new Date('2026-03-02T09:00:00Z');
const later = new Date('2026-03-03T09:00:00Z');
const OPERATOR = { actor: 'operator', now: later };

let database: TestDatabase;
let store: Store;
let acme: Filled;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  acme = await fillWorkspace(store, { mark: 'quux', at });
  await fillWorkspace(store, { workspaceId: 'T0BRAVO', mark: 'zorp', at });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const signal = new AbortController().signal;
async function erase(userId: string, workspaceId = ACME.id) {
  await store.data.requestErasure(workspaceId, userId, OPERATOR);
  return store.data.continueErasure(workspaceId, userId, { now: later, signal });
}
function lines() {
  return database.query<{ target: string; details: object; actor: string }>(
    `SELECT actor, target, details FROM "AuditEntry" WHERE action = 'person_erased' ORDER BY at, id`,
  );
}

/** Rows of one workspace, of the tables that tell whose they are. */
async function rowsOf(workspaceId: string): Promise<string> {
  const kept = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'workspaceId' AND table_name <> 'AuditEntry' ORDER BY 1`,
  );
  const contents = kept.map(({ name }) =>
    database.query(`SELECT to_jsonb(t) AS row FROM "${name}" t WHERE "workspaceId" = $1 ORDER BY t::text`, [
      workspaceId,
    ]),
  );
  return JSON.stringify(await Promise.all(contents));
}

describe('a person whose data is deleted', () => {
  let before: string;
  beforeAll(async () => {
    before = await rowsOf('T0BRAVO');
    expect(await erase(PERSON)).toEqual({
      deleted: 2,
      renamed: 3,
      digestsDeleted: 1,
      digestsPaused: 1,
    });
  });

  it('is named in one row alone, by which their words are left out from then on', async () => {
    const own = await rowsOf(acme.workspaceId);
    const named = new RegExp(String.raw`\b${PERSON}\b`, 'g');
    expect(own.match(named)).toHaveLength(1);
    expect(await store.people.isOptedOut(acme.workspaceId, PERSON)).toBe(true);
    const kept = await everythingInTables(database);
    expect(kept.includes('quux alone')).toBe(false);
    expect(kept.includes('zorp alone')).toBe(true);
  });

  it('has no recap or notes of their own any more, and others have theirs', async () => {
    expect(await store.recaps.find(acme.personal)).toBeNull();
    expect(await store.recaps.find(acme.notes)).toBeNull();
    const recap = await store.recaps.find(acme.thread);
    expect(recap?.recap).toMatchObject({
      headline: `quux […] and ${PERSON}X`,
      points: [{ text: `quux point […] of ${OTHER}` }],
      decisions: [{ by: null, text: `quux decision […] of ${OTHER}` }],
      actionItems: [{ assignee: null, due: '2026-03-05' }],
      openQuestions: [{ askedOf: null }],
    });
    expect(await store.recaps.find(acme.others)).toMatchObject({ recap: { headline: 'quux other' } });
  });

  it('has what Slack shows of them shown anew', async () => {
    const unshown = await store.standingRecaps.unshown({
      since: at,
      before: new Date(later.getTime() + 1),
      limit: 100,
    });
    expect(unshown).toEqual(expect.arrayContaining([acme.thread, acme.second, acme.shared]));
    expect(unshown).toEqual(expect.arrayContaining([acme.personal, acme.notes]));
  });

  it('is untouched in another workspace', async () => {
    expect((await rowsOf('T0BRAVO')) === before).toBe(true);
  });

  it('is not named by the lines about it in the audit log, of which the first comes before anything goes', async () => {
    const line = { actor: 'operator', target: expect.stringMatching(/^person:[0-9a-f]{16}$/) };
    expect(await lines()).toEqual([
      { ...line, details: { isLast: false } },
      {
        ...line,
        details: { deleted: 2, renamed: 3, digestsDeleted: 1, digestsPaused: 1, isLast: true },
      },
    ]);
  });

  it('is counted once where it is done twice', async () => {
    const once = await rowsOf(acme.workspaceId);
    const nothing = { deleted: 0, renamed: 0, digestsDeleted: 0, digestsPaused: 0 };
    expect(await erase(PERSON)).toEqual(nothing);
    const twice = await rowsOf(acme.workspaceId);
    expect(twice.length).toBe(once.length);
  });

  it.each([
    ['somebody', ACME.id, 'bad_input'],
    [`${PERSON}'; DROP TABLE "Recap"; --`, ACME.id, 'bad_input'],
    [PERSON, 'T0NOWHERE', 'no_longer_there'],
  ])('%s of %s is refused: %s', async (userId, workspaceId, code) => {
    await expect(erase(userId, workspaceId)).rejects.toMatchObject({ code });
  });
});

describe('an erasure that is stopped half-way', () => {
  const CEDAR = 'T0CEDAR';
  const going = { now: later, signal };

  it('has its line, is gone on with, and counts all that was done', async () => {
    const cedar = await fillWorkspace(store, { workspaceId: CEDAR, mark: 'plugh', at });
    const before = (await lines()).length;
    await store.data.requestErasure(CEDAR, PERSON, OPERATOR);
    await expect(
      store.data.continueErasure(CEDAR, PERSON, { now: later, signal: stoppedAt(2) }),
    ).rejects.toThrow('stopped');
    expect(await store.recaps.find(cedar.personal)).toBeNull();
    expect((await lines()).slice(before).map(({ details }) => details)).toEqual([{ isLast: false }]);
    await store.data.continueErasures(going);
    expect((await lines()).slice(before).map(({ details }) => details)).toEqual([
      { isLast: false },
      { deleted: 2, renamed: 3, digestsDeleted: 1, digestsPaused: 1, isLast: true },
    ]);
    await store.data.continueErasures(going);
    expect(await lines()).toHaveLength(before + 2);
  });

  it('is counted once where two processes do it at the same time', async () => {
    await fillWorkspace(store, { workspaceId: 'T0DELTA', mark: 'waldo', at });
    await store.data.requestErasure('T0DELTA', PERSON, OPERATOR);
    const ends = await Promise.all([1, 2].map(() => store.data.continueErasure('T0DELTA', PERSON, going)));
    const all = { deleted: 2, renamed: 3, digestsDeleted: 1, digestsPaused: 1 };
    expect(ends.filter((end) => end !== null)).toEqual([all]);
  });

  it('is nothing that could be gone on with where nobody asked', async () => {
    expect(await store.data.continueErasure(CEDAR, OTHER, going)).toBeNull();
    expect(await store.people.isOptedOut(CEDAR, OTHER)).toBe(false);
  });
});

describe('the audit log', () => {
  it.each(['UPDATE "AuditEntry" SET actor = \'x\'', 'DELETE FROM "AuditEntry"', 'TRUNCATE "AuditEntry"'])(
    'refuses %s',
    async (sql) => {
      await expect(database.query(sql)).rejects.toThrow('append-only');
    },
  );
});
