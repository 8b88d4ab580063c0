import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/core/domain/conversation.ts';
import { decideDue } from '../../src/core/domain/digest/decide.ts';
import type { Digest, NewDigest } from '../../src/core/domain/digest/digest.ts';
import type { ErrorCode } from '../../src/core/domain/errors.ts';
import type { PeriodEnd } from '../../src/core/store/digests/digest-periods.ts';
import { createStore, type Store } from '../../src/core/store/index.ts';
import { ACME } from '../support/asks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAILY } from '../support/digests.ts';
import { DAY_MS } from '../support/items.ts';
import { GENERAL, MARA } from '../support/meeting-workspace.ts';

const OTHER = 'C0OTHER';
/** A Monday, before nine in New York. */
const START = new Date('2026-11-23T10:00:00Z');

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  store = createStore({ databaseUrl: database.url });
  await store.workspaces.install(ACME);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const workspaceId = ACME.id;
const later = (days: number) => new Date(START.getTime() + days * DAY_MS);
const find = async ({ id }: Digest) => store.digests.find(workspaceId, id);
const create = (changes: Partial<NewDigest> = {}, now = START) =>
  store.digests.create({ ...DAILY, workspaceId, ...changes }, now);

/** Opens what is due. @returns the conversations of the period */
async function open({ id }: Digest, now: Date): Promise<Conversation[]> {
  const { opened } = await store.digests.openMany({ ids: [id], now }, ({ digest }) => ({
    kind: 'settle',
    decision: decideDue({ ...digest, kind: digest.covers, now }),
    startAt: now,
  }));
  const ids = opened.flatMap(({ conversationIds }) => conversationIds);
  const found = await Promise.all(ids.map((one) => store.conversations.find(one)));
  return found.filter((one) => one !== null);
}

async function end(conversation: Conversation, code: ErrorCode | null, now: Date): Promise<void> {
  const running = await store.conversations.takeUp(conversation.id, now);
  if (!running) throw new Error('nothing was taken up');
  if (code === null) await store.conversations.finish(running, now);
  else await store.conversations.fail(running, code, now);
}

async function settle([part]: readonly Conversation[], how: PeriodEnd, now: Date): Promise<number | null> {
  const id = part?.digestPeriodId ?? '';
  const claim = await store.digestPeriods.claim(id, { now, staleBefore: START });
  return claim && store.digestPeriods.settle(claim, how, now);
}

function windowOf(parts: readonly Conversation[], channelId = GENERAL) {
  const [part] = parts.filter(({ channel }) => channel.id === channelId);
  return part?.source.kind === 'channel' ? part.source : null;
}

describe('a period of a digest', () => {
  it('goes where its digest went when it was opened, for whom it did', async () => {
    const digest = await create({ postTo: null, isPersonal: true });
    const [part] = await open(digest, later(1));
    await store.digests.change(workspaceId, digest.id, { postTo: GENERAL, isPersonal: false }, later(1));
    const periodId = part?.digestPeriodId ?? '';
    expect(await store.digestPeriods.find(periodId)).toMatchObject({ postTo: null, isPersonal: true });
    expect(await store.digestPeriods.postsTo(periodId)).toBeNull();
  });

  it.each(['failed', 'put_off'] as const)('that ended as %s is told of by the next', async (how) => {
    const digest = await create();
    await settle(await open(digest, later(1)), 'told', later(1));
    const second = await open(digest, later(2));
    expect(await settle(second, how, later(2))).toBe(how === 'failed' ? 1 : 0);
    const third = await open(digest, later(3));
    expect(windowOf(third)?.from).toEqual(windowOf(second)?.from);
    expect(await settle(third, 'told', later(3))).toBe(0);
  });

  it('that was read after all is not told of again, and not where the next one does so already', async () => {
    const digest = await create();
    const first = await open(digest, later(1));
    await settle(first, 'failed', later(1));
    const id = first[0]?.digestPeriodId ?? '';
    expect(await store.digestPeriods.isStillShown(id)).toBe(true);
    await store.digestPeriods.makeUp(id);
    expect((await find(digest))?.lastPeriodEnd).toEqual((await store.digestPeriods.find(id))?.end);
    const second = await open(digest, later(2));
    await settle(second, 'failed', later(2));
    await open(digest, later(3));
    const covered = (await find(digest))?.lastPeriodEnd;
    const secondId = second[0]?.digestPeriodId ?? '';
    expect(await store.digestPeriods.isStillShown(secondId)).toBe(false);
    await store.digestPeriods.makeUp(secondId);
    expect((await find(digest))?.lastPeriodEnd).toEqual(covered);
  });

  it('tells of the one channel that could not be read before, too, and of that alone', async () => {
    const digest = await create({ channelIds: [GENERAL, OTHER] });
    const first = await open(digest, later(1));
    for (const part of first)
      await end(part, part.channel.id === OTHER ? 'engine_unavailable' : 'nothing_to_recap', later(1));
    await settle(first, 'told', later(1));
    const second = await open(digest, later(2));
    expect(windowOf(second, OTHER)?.from).toEqual(windowOf(first, OTHER)?.from);
    expect(windowOf(second, GENERAL)?.from).toEqual(windowOf(first, GENERAL)?.to);
  });
});

describe('changing a digest', () => {
  it('leaves what is due, and what it has covered, where its schedule stays', async () => {
    const digest = await create();
    await open(digest, later(1));
    const opened = await find(digest);
    const stale = { ...digest, tellsQuiet: true, state: 'paused', failures: 2 } as const;
    const changed = await store.digests.change(workspaceId, digest.id, stale, later(3));
    expect(changed).toEqual({ ...opened, tellsQuiet: true });
  });

  it('has it come at the new time where the schedule is another', async () => {
    const digest = await create();
    const schedule = { ...digest.schedule, time: '10:30' };
    const changed = await store.digests.change(workspaceId, digest.id, { schedule }, later(3));
    expect(changed?.nextDueAt).toEqual(new Date('2026-11-26T15:30:00Z'));
  });
});

describe('removing a digest', () => {
  it('ends what of it is not made yet', async () => {
    const digest = await create({ channelIds: [GENERAL, OTHER] });
    const [one, two] = await open(digest, later(1));
    if (!one || !two) throw new Error('two channels are two conversations');
    await store.conversations.takeUp(one.id, later(1));
    expect(await store.digests.remove(workspaceId, digest.id, later(1))).toBe(true);
    expect(await store.conversations.find(one.id)).toMatchObject({ state: 'cancelled' });
    expect(await store.conversations.takeUp(two.id, later(1))).toBeNull();
    expect(await store.digestPeriods.ready(later(9), 10)).toEqual([]);
  });

  it('takes it out of every list, and keeps its periods', async () => {
    const digest = await create({ wishes: { ...DAILY.wishes, focus: 'the launch' } });
    const [part] = await open(digest, later(1));
    await store.digests.remove(workspaceId, digest.id, later(1));
    expect(await find(digest)).toBeNull();
    expect(await store.digests.ofChannel(workspaceId, GENERAL)).toEqual([]);
    expect(await store.digests.byAuthor(workspaceId, MARA)).toEqual([]);
    expect(await store.digests.due(later(9), 10)).toEqual([]);
    expect(await store.digests.resume(workspaceId, digest.id, later(2), MARA)).toBeNull();
    expect(await store.digests.startNow(workspaceId, digest.id, later(2))).toBeNull();
    expect(await store.digests.change(workspaceId, digest.id, { tellsQuiet: true }, later(2))).toBeNull();
    expect(await store.digests.remove(workspaceId, digest.id, later(2))).toBe(false);
    expect(await store.digestPeriods.find(part?.digestPeriodId ?? '')).toMatchObject({ isRemoved: true });
    expect(await database.query('SELECT focus FROM "Digest"')).toEqual([{ focus: null }]);
  });

  it('leaves nothing of one that never came', async () => {
    const digest = await create();
    await store.digests.remove(workspaceId, digest.id, later(1));
    expect(await database.query('SELECT id FROM "Digest"')).toEqual([]);
  });
});

describe('resuming a digest', () => {
  it('whose author was erased makes it that of whoever resumes it', async () => {
    const digest = await create();
    await database.query(`UPDATE "Digest" SET author = 'erased', state = 'paused'`);
    expect(await store.digests.resume(workspaceId, digest.id, later(1), 'U0BO')).toMatchObject({
      state: 'active',
      author: 'U0BO',
    });
  });
});

describe('a period from before it was written down where it goes', () => {
  it('goes where it stands, or where it was made for, and is never another one', async () => {
    const migration = 'prisma/migrations/20261123000005_digests_as_opened/migration.sql';
    const changedSince = { postTo: OTHER, isPersonal: false };
    const own = await create({ postTo: null, isPersonal: true });
    const [direct] = await open(own, later(1));
    const shared = await create();
    const [posted] = await open(shared, later(1));
    await database.query('UPDATE "DigestPeriod" SET messages = $1 WHERE id = $2', [
      JSON.stringify([{ channelId: GENERAL, ts: '1.000100' }]),
      posted?.digestPeriodId,
    ]);
    await store.digests.change(workspaceId, own.id, changedSince, later(1));
    await store.digests.change(workspaceId, shared.id, { postTo: null, isPersonal: true }, later(1));
    await database.query('ALTER TABLE "Digest" DROP COLUMN "removedAt"');
    await database.query('ALTER TABLE "DigestPeriod" DROP COLUMN "isPersonal", DROP COLUMN "postTo"');
    for (const statement of (await readFile(migration, 'utf8')).split(';'))
      if (statement.trim() !== '') await database.query(statement);
    const periodOf = (part: Conversation | undefined) => store.digestPeriods.find(part?.digestPeriodId ?? '');
    expect(await periodOf(direct)).toMatchObject({ postTo: null });
    expect(await periodOf(posted)).toMatchObject({ postTo: GENERAL, isPersonal: false });
  });
});
