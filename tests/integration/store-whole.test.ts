import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecallError } from '../../src/core/domain/errors.ts';
import { createStore, type Store, type WorkspaceStore } from '../../src/core/store/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { functionsOf } from '../support/functions-of.ts';
import { type FurnishedWorkspace, furnish, later } from '../support/furnished-workspace.ts';
import { everythingInTables } from '../support/kept.ts';
import { BRAVO, SECRET } from '../support/scoped-call.ts';

const ALPHA = 'T0ALPHA';
const at = later(5);
const OF_ALPHA = { organizationId: ALPHA };

let database: TestDatabase;
let store: Store;
let b: FurnishedWorkspace & { tokenId: string; sessionId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  const ours = { channelId: 'C0ALPHA', userId: 'U0ALPHA', word: 'alpha', time: '1700000000' };
  const theirs = { channelId: 'C0BRAVO', userId: 'U0BRAVO', word: SECRET, time: '1710000000' };
  await furnish(store, { workspaceId: ALPHA, ...ours });
  const bravo = await furnish(store, { workspaceId: BRAVO, ...theirs });
  const common = { workspaceId: BRAVO, organizationId: BRAVO, reach: 'organization' as const };
  const token = { ...common, name: SECRET, hash: `hash ${SECRET}`, ending: 'hash', scopes: [] };
  const { id: tokenId } = await store.auth.apiTokens.create(
    { ...token, createdBy: 'U0BRAVO', expiresAt: later(1000) },
    at,
  );
  const session = { ...common, id: `session ${SECRET}`, userId: 'U0BRAVO', csrfToken: SECRET };
  const { id: sessionId } = await store.auth.sessions.create({ ...session, expiresAt: later(1000) }, at);
  await store.engineProbes.ask({ organizationId: BRAVO, askedBy: 'U0BRAVO' }, at);
  b = { ...bravo, tokenId, sessionId };
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const { signal } = new AbortController();
const going = { now: at, signal };
const purging = { actor: 'recall', now: at };
const ending = { for: 'app_uninstalled', at: later(60), purgeAfter: later(9000) };
const exported = { texts: true, actor: 'operator', now: at };

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}

/** Works through every workspace, as what is over its time does, or counts over all. */
const OVER_ALL = 'over all workspaces';
/** What it is given names nothing but what is asked for: who knows a secret, or the id of a job that was queued, may have what is behind it. */
const BY_SECRET = 'by a secret, or by an id that only a job or the command line has';

/** Each function of the whole store that the one within a workspace lacks: why it needs no bounds, or a call with ids of another workspace. */
const CALLS: Record<string, string | (() => unknown)> = {
  'data.purgeRetained': OVER_ALL,
  'data.purgeDueWorkspaces': OVER_ALL,
  'data.purgeGoneChannels': OVER_ALL,
  'data.purgeAccess': OVER_ALL,
  'data.removeTombstones': OVER_ALL,
  'data.continueErasures': OVER_ALL,
  'data.countOverdue': () =>
    store.data.countOverdue({
      ...{ workspaceId: ALPHA, channelId: 'C0BRAVO', retentionDays: 1, environment: 1 },
      now: later(60 * 24 * 90),
    }),
  'data.purgeChannel': () => store.data.purgeChannel(ALPHA, 'C0BRAVO', purging),
  'data.noteGoneChannel': () => store.data.noteGoneChannel(ALPHA, 'C0BRAVO', at),
  'data.renameChannel': () => store.data.renameChannel(ALPHA, 'C0BRAVO', 'C0ALPHA'),
  'data.exportWorkspace': () => whole(store.data.exportWorkspace(ALPHA, exported)),
  'data.exportPerson': () => whole(store.data.exportPerson(ALPHA, 'U0BRAVO', exported)),
  'data.requestErasure': () => store.data.requestErasure(ALPHA, 'U0BRAVO', purging),
  'data.continueErasure': () => store.data.continueErasure(ALPHA, 'U0BRAVO', going),
  'installations.save': () =>
    store.installations.save(
      {
        ...{ id: 'E0ALPHA', organizationId: 'E0ALPHA', organizationName: 'Alpha', isOrgWide: true },
        ...{ hasAllWorkspaces: true, token: 'xoxb-1', installedBy: null, url: '', workspaces: [] },
        ...{ botUserId: 'U0BOT', botId: 'B0BOT', scopes: [] },
      },
      at,
    ),
  'installations.tokenFor': () => store.installations.tokenFor(ALPHA),
  'installations.tokenOf': () => store.installations.tokenOf(ALPHA),
  'installations.addWorkspace': () =>
    store.installations.addWorkspace('E0NOWHERE', { id: BRAVO, name: 'x', url: '' }),
  'installations.removeWorkspaces': () => store.installations.removeWorkspaces(ALPHA, [BRAVO], ending),
  'installations.revoke': () => store.installations.revoke(ALPHA, ending),
  'installations.isOfEnvironment': () => store.installations.isOfEnvironment(ALPHA),
  'installations.resealAll': OVER_ALL,
  'installations.lacking': OVER_ALL,
  'installations.listEnded': OVER_ALL,
  'installations.purgeEnded': OVER_ALL,
  'installations.sealedBeside': OVER_ALL,
  'installations.keyUse': OVER_ALL,
  'auth.sessions.create': BY_SECRET,
  'auth.sessions.find': BY_SECRET,
  'auth.sessions.touchChecked': BY_SECRET,
  'auth.sessions.revoke': BY_SECRET,
  'auth.sessions.revokeAllOf': () => store.auth.sessions.revokeAllOf({ ...OF_ALPHA, userId: 'U0BRAVO' }, at),
  'auth.sessions.purge': OVER_ALL,
  'auth.links.create': BY_SECRET,
  'auth.links.find': BY_SECRET,
  'auth.links.use': BY_SECRET,
  'auth.links.purge': OVER_ALL,
  'auth.attempts.create': BY_SECRET,
  'auth.attempts.use': BY_SECRET,
  'auth.attempts.purge': OVER_ALL,
  'auth.apiTokens.create': BY_SECRET,
  'auth.apiTokens.findByHash': BY_SECRET,
  'auth.apiTokens.touchUsed': BY_SECRET,
  'auth.apiTokens.list': () => store.auth.apiTokens.list(OF_ALPHA),
  'auth.apiTokens.revoke': () => store.auth.apiTokens.revoke(OF_ALPHA, b.tokenId, at),
  'auth.endAccess': () =>
    store.auth.endAccess({ ...OF_ALPHA, userId: 'U0BRAVO' }, { withTokens: true, actor: 'x', now: at }),
  'engineProbes.ask': () => store.engineProbes.ask({ ...OF_ALPHA, askedBy: 'U0ALPHA' }, at),
  'engineProbes.answer': BY_SECRET,
  'engineProbes.find': BY_SECRET,
  'engineProbes.latest': () => store.engineProbes.latest(ALPHA),
  'metrics.figures': OVER_ALL,
  'metrics.finishedAfter': OVER_ALL,
  'owners.of': OVER_ALL,
  'owners.ofConversation': BY_SECRET,
  'owners.ofPeriod': BY_SECRET,
  'owners.sharingChannel': () => store.owners.sharingChannel(ALPHA, 'C0BRAVO'),
  'owners.installedBeside': OVER_ALL,
  'workerBeats.beat': OVER_ALL,
  'workerBeats.remove': OVER_ALL,
  'workerBeats.removeBefore': OVER_ALL,
  'workerBeats.summary': OVER_ALL,
};

/** The rows that name the other workspace, or hold its word. */
async function rowsOfBravo(): Promise<string[]> {
  const rows = (await everythingInTables(database))
    .split('\n')
    .flatMap((table) => table.slice(table.indexOf('[')).split('{"row":'));
  return rows.filter((row) => row.includes(BRAVO) || row.includes(SECRET)).map(withoutEnd);
}

/** Whatever comes after it in its table. */
function withoutEnd(row: string): string {
  return row.replace(/\}[,\]]?$/, '');
}

async function given(call: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await call()) ?? '';
  } catch (error) {
    if (error instanceof RecallError) return '';
    throw error;
  }
}

describe('what the whole store has beside', () => {
  it('does not pass for a store of one workspace, for the compiler', () => {
    // @ts-expect-error: so that nobody who is to work for one workspace is given the store of all
    const bound: WorkspaceStore = store;
    expect(bound.workspaceId).toBeUndefined();
    expect(store.within(ALPHA).workspaceId).toBe(ALPHA);
  });

  it('has no function that is not thought of here', () => {
    const { admin: _, within: __, ping: ___, close: ____, ...parts } = store;
    const kept = new Set(functionsOf(store.within(ALPHA)).filter((name) => !name.startsWith('auth.')));
    expect(
      functionsOf(parts)
        .filter((name) => !kept.has(name))
        .sort(),
    ).toEqual(Object.keys(CALLS).sort());
  });

  const tried = Object.entries(CALLS).flatMap(([name, call]) =>
    typeof call === 'function' ? [{ name, call }] : [],
  );
  it.each(tried)('$name neither gives nor changes what is of another workspace', async ({ call }) => {
    const before = await rowsOfBravo();
    expect(before.length).toBeGreaterThan(20);
    const text = await given(call);
    expect([SECRET, BRAVO, b.tokenId, b.recapId].filter((trace) => text.includes(trace))).toEqual([]);
    const after = await rowsOfBravo();
    expect(after.filter((row) => !before.includes(row))).toEqual([]);
    expect(before.filter((row) => !after.includes(row))).toEqual([]);
  });
});
