import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME, anAsk } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const AWAY = { code: 'database_unavailable', retryable: true };
const now = new Date('2026-01-05T09:00:00Z');

let database: TestDatabase;
let relay: Relay;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  relay = await startRelay(database.url);
  store = createStore({ databaseUrl: relay.url, answerTimeoutMs: 2000 });
  await store.workspaces.install(ACME);
});
afterEach(async () => {
  await relay.close();
  await store.close();
  await database.drop();
});

it('tells a database that refuses, and works again when it is back', async () => {
  await database.goAway();
  await expect(store.ping()).rejects.toMatchObject(AWAY);
  await expect(store.conversations.pickUp(anAsk(), now)).rejects.toMatchObject(AWAY);
  await database.comeBack();
  expect(await store.conversations.pickUp(anAsk(), now)).toMatchObject({ created: true });
});

it('tells a server that cannot be reached, and works again when it is back', async () => {
  await relay.cut();
  await expect(store.ping()).rejects.toMatchObject(AWAY);
  await expect(store.conversations.pickUp(anAsk(), now)).rejects.toMatchObject(AWAY);
  await relay.mend();
  expect(await store.conversations.pickUp(anAsk(), now)).toMatchObject({ created: true });
});

it('gives up on a connection that fell silent, and works again when it is back', async () => {
  relay.silence();
  await expect(store.conversations.pickUp(anAsk(), now)).rejects.toMatchObject(AWAY);
  await relay.mend();
  expect(await store.conversations.pickUp(anAsk(), now)).toMatchObject({ created: true });
});

it('tells a server that has no connection left', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const crowded = Object.assign(new URL(database.url), { username: `user_${name}`, password: 'secret' });
  await database.query(`CREATE ROLE ${crowded.username} LOGIN PASSWORD 'secret' CONNECTION LIMIT 0`);
  const shutOut = createStore({ databaseUrl: crowded.toString() });
  await expect(shutOut.ping()).rejects.toMatchObject(AWAY);
  await expect(shutOut.conversations.lastErrorCode()).rejects.toMatchObject(AWAY);
  await shutOut.close();
  await database.query(`DROP ROLE ${crowded.username}`);
});
