import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';
import { withContext } from '../../src/core/runtime/context.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { keepingBooks } from '../../src/worker/keeping-books.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = () => new Date('2026-03-02T09:00:00Z');
const answer = {
  ...{ headline: 'zebra', points: [], decisions: [] },
  ...{ actionItems: [], openQuestions: [], tags: [] },
};
let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  for (const id of ['T0ACME', 'T0BETA']) await store.workspaces.install({ ...ACME, id });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

it('an engine finds what it answered in the same workspace, and nothing of another one, though it is asked the same', async () => {
  const { parts } = keepingBooks(store, now);
  await withContext({ workspaceId: 'T0ACME' }, async () => parts?.put('a hash', answer));
  expect(await withContext({ workspaceId: 'T0ACME' }, async () => parts?.get('a hash'))).toEqual(answer);
  expect(await withContext({ workspaceId: 'T0BETA' }, async () => parts?.get('a hash'))).toBeNull();
  expect(await parts?.get('a hash')).toBeNull();
  // Where a message is deleted, what was answered about it goes within its workspace.
  await store.within('T0BETA').engineCalls.removePartsBefore(new Date('2026-03-03'));
  expect(await withContext({ workspaceId: 'T0ACME' }, async () => parts?.get('a hash'))).toEqual(answer);
  await store.within('T0ACME').engineCalls.removePartsBefore(new Date('2026-03-03'));
  expect(await withContext({ workspaceId: 'T0ACME' }, async () => parts?.get('a hash'))).toBeNull();
});

it('what a call cost is written down for the workspace that it was made for', async () => {
  const { onCall } = keepingBooks(store, now);
  const call = { model: 'm', tokens: NO_TOKENS, costUsd: 0.5 };
  await withContext({ workspaceId: 'T0BETA' }, async () => onCall?.(call));
  const since = new Date('2026-03-01');
  expect(await store.engineCalls.spentSince('T0BETA', since)).toBe(0.5);
  expect(await store.engineCalls.spentSince('T0ACME', since)).toBe(0);
});
