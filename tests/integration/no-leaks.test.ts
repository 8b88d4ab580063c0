import { afterEach, describe, expect, it, vi } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import {
  ACTION_RECAP_SHARE,
  ACTION_RECAP_SHARE_TO,
  INPUT_NOTE_TEXTS,
  INPUT_SHARE_CHANNEL,
  SHORTCUT_RECALL_NOTE,
  SHORTCUT_RECALL_PRIVATELY,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import {
  pressEverything,
  submitEverything,
  type Targets,
  typeEverything,
  type Visitor,
} from '../support/doors.ts';
import { CHANNELS, COMMON, guardedWorkspace, rootOf, SOL, wordOf } from '../support/guarded-workspace.ts';
import { everythingInRedis } from '../support/kept.ts';
import { markingEngine, recapMarksIn } from '../support/marking-engine.ts';
import { ATTIC, BO, GAIL, GENERAL, HARBOUR, MARA, OTTO, VAULT } from '../support/reading-workspace.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { settled } from '../support/result.ts';
import { until } from '../support/until.ts';

/** Stands in notes that Mara pasted. */
const NOTED = 'wnotedw';
const READABLE: Record<string, readonly string[]> = {
  [MARA]: CHANNELS,
  [BO]: [GENERAL, ATTIC, HARBOUR],
  [GAIL]: [GENERAL, HARBOUR],
  [SOL]: [GENERAL],
  [OTTO]: [HARBOUR],
};

/** A walk through all doors is long, also for a machine that does other things meanwhile. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let recall: RecallUnderTest;
let recorder: RequestRecorder;
let stopBot: () => Promise<void>;

afterEach(async () => {
  await stopBot();
  await recall.close();
  await recorder.close();
});

async function startOwnBot(): Promise<void> {
  const stopping = new AbortController();
  const logger = createLogger(
    { level: 'debug', format: 'json' },
    { write: (line) => void botLines.push(line) },
  );
  const bot = await startBot({ config: recall.config, logger, signal: stopping.signal });
  recall.simulator.connect(`${bot.url}/slack/events`);
  stopBot = async () => {
    stopBot = async () => {};
    await bot.close();
    stopping.abort();
  };
}
let botLines: string[];

/** Recaps of every kind: in threads, for one person alone, of notes, and shared from one channel to another. */
async function start(backend: Backend, isQuoting: boolean): Promise<void> {
  botLines = [];
  recorder = await startRequestRecorder();
  const engine = markingEngine({ isQuoting });
  recall = await startRecall({ backend, seed: guardedWorkspace(), engine, services: ['worker'] });
  await startOwnBot();
  for (const channel of CHANNELS) await recapIn(channel, MARA, SHORTCUT_RECALL_THREAD);
  for (const channel of [GENERAL, VAULT]) await recapIn(channel, MARA, SHORTCUT_RECALL_PRIVATELY);
  await recapIn(VAULT, BO, SHORTCUT_RECALL_PRIVATELY);
  await recapIn(HARBOUR, MARA, SHORTCUT_RECALL_PRIVATELY);
  await pressLast(ACTION_RECAP_SHARE);
  await untilShared(1);
  await noteOf(MARA, 'the spare harvest');
  await shareLastTo(GENERAL);
  await untilShared(2);
  await noteOf(MARA, NOTED);
  await recall.simulator.as(BO).leave(VAULT);
}

async function recapIn(channel: string, userId: string, callbackId: string): Promise<void> {
  const before = await recall.states();
  await recall.simulator.as(userId).useMessageShortcut({ callbackId, channel, ts: rootOf(channel) });
  await settled(recall, before.length + 1);
  expect(await recall.states()).not.toContain('failed');
}

async function pressLast(actionId: string): Promise<void> {
  const channel = recall.simulator.world.directChannel(MARA)?.id ?? '';
  const ts = recall.inDirectMessage(MARA).at(-1)?.ts ?? '';
  await recall.simulator.as(MARA).click({ channel, ts, actionId });
}

async function shareLastTo(channel: string): Promise<void> {
  await pressLast(ACTION_RECAP_SHARE_TO);
  const view = await until(() => recall.simulator.world.openViews(MARA).at(-1));
  const values = { [INPUT_SHARE_CHANNEL]: channel };
  await recall.simulator.as(MARA).submitView({ viewId: view.id, values });
}

async function untilShared(count: number): Promise<void> {
  await until(async () => {
    const rows = await recall.database.query('SELECT 1 FROM "Delivery" WHERE copy > 0');
    return rows.length === count;
  });
}

async function noteOf(userId: string, about: string): Promise<void> {
  const before = await recall.states();
  const person = recall.simulator.as(userId);
  await person.useGlobalShortcut({ callbackId: SHORTCUT_RECALL_NOTE });
  const view = await until(() => recall.simulator.world.openViews(userId).at(-1));
  const text = `Mara: the ${COMMON} of ${about}\nBo: ${about} it is`;
  await person.submitView({ viewId: view.id, values: { [INPUT_NOTE_TEXTS[0]]: text } });
  await settled(recall, before.length + 1);
  await person.closeView({ viewId: view.id });
}

async function targets(): Promise<Targets> {
  const { query } = recall.database;
  const [conversations, items, decisions] = await Promise.all([
    query<{ id: string }>('SELECT id FROM "Conversation" ORDER BY "requestedAt"'),
    query<{ id: string }>('SELECT id FROM "ActionItem" WHERE position < 2 ORDER BY "recapId", position'),
    query<{ id: string; channelId: string }>(
      'SELECT id, "channelId" FROM "Decision" ORDER BY "recapId", position',
    ),
  ]);
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return { conversations: ids(conversations), items: ids(items), decisions, people: Object.keys(READABLE) };
}

/** All that came to a person by what they did: answers, what only they see, modals, their App Home and direct messages. */
async function givenTo(visitor: Visitor, act: () => Promise<void>): Promise<string> {
  const { simulator } = recall;
  const { userId } = visitor;
  const before = { calls: simulator.calls.length, deliveries: simulator.deliveries.length };
  const told = recorder.requests.length;
  await act();
  await stopBot();
  await startOwnBot();
  await until(async () =>
    (await recall.states()).every((state) => state !== 'queued' && state !== 'running'),
  );
  const direct = simulator.world.directChannel(userId)?.id;
  const isTheirs = ({ args, method }: (typeof simulator.calls)[number]) =>
    /^views\.(open|update|push)$/.test(method) ||
    args.user === userId ||
    args.user_id === userId ||
    (direct !== undefined && args.channel === direct);
  return JSON.stringify([
    simulator.calls
      .slice(before.calls)
      .filter((call) => isTheirs(call) && !/^conversations|^users/.test(call.method)),
    simulator.deliveries.slice(before.deliveries).map(({ body }) => body),
    recorder.requests.slice(told).map(({ body }) => body),
    simulator.world.channels().flatMap(({ id }) => simulator.world.ephemerals(id, userId)),
    simulator.world.homeView(userId) ?? null,
  ]);
}

/** Of which recaps a person may read words, by their marks. */
async function marksFor(userId: string): Promise<{ allowed: Set<number>; all: Set<number> }> {
  const rows = await recall.database.query<{
    headline: string;
    audience: string;
    askedBy: string;
    channelId: string;
    sharedTo: string | null;
  }>(
    `SELECT r.headline, c.audience, c."askedBy", c."channelId", c."sharedTo"
     FROM "Recap" r JOIN "Conversation" c ON c.id = r."conversationId"`,
  );
  const readable = (id: string | null) => id !== null && (READABLE[userId] ?? []).includes(id);
  const allowed = rows.filter(({ audience, askedBy, channelId, sharedTo }) => {
    if (channelId.startsWith('D')) return askedBy === userId || readable(sharedTo);
    if (audience !== 'private') return readable(channelId);
    if (sharedTo !== null) return readable(channelId);
    return askedBy === userId && readable(channelId);
  });
  const marks = (some: typeof rows) => recapMarksIn(some.map(({ headline }) => headline).join(' '));
  return { allowed: marks(allowed), all: marks(rows) };
}

async function expectNoLeak(userId: string, given: string): Promise<void> {
  const { allowed } = await marksFor(userId);
  const seen = recapMarksIn(given);
  expect(
    [...seen].filter((mark) => !allowed.has(mark)),
    `recaps that ${userId} may not read`,
  ).toEqual([]);
}

/** Each table but those that recaps are kept in, with all that is in it. */
async function otherTables(): Promise<string> {
  const kept = new Set(['Recap', 'ActionItem', 'Decision', 'Tag', 'SearchEntry']);
  const tables = await recall.database.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const contents = await Promise.all(
    tables
      .filter(({ name }) => !kept.has(name))
      .map(({ schema, name }) =>
        recall.database.query(`SELECT to_jsonb(t) AS row FROM "${schema}"."${name}" t`),
      ),
  );
  return JSON.stringify(contents);
}

const readingDoors = async (visitor: Visitor) => {
  const wanted = await targets();
  await recall.simulator.as(visitor.userId).openHome('home');
  await typeEverything(recall, visitor, { ...wanted, responseUrl: recorder.url });
};

describe('through every door', () => {
  it('whoever may read everything finds everything', async () => {
    await start('postgres', true);
    const visitor = { userId: MARA, channel: GENERAL };
    const { allowed, all } = await marksFor(MARA);
    const given = await givenTo(visitor, () => readingDoors(visitor));
    expect(all.size).toBe(10);
    expect(allowed.size).toBe(9);
    expect([...allowed].filter((mark) => !recapMarksIn(given).has(mark))).toEqual([]);
    await expectNoLeak(MARA, given);
    for (const channel of CHANNELS) expect(given).toContain(wordOf(channel));
  });

  it.each([
    ['a member who left a channel', BO, GENERAL],
    ['a guest', GAIL, GENERAL],
    ['a guest of one channel', SOL, GENERAL],
    ['somebody of another company', OTTO, HARBOUR],
  ])('%s sees no word of what they may not read', async (_, userId, channel) => {
    await start('postgres', true);
    const visitor = { userId, channel };
    const given = await givenTo(visitor, async () => {
      const wanted = await targets();
      await readingDoors(visitor);
      await pressEverything(recall, visitor, wanted);
      await submitEverything(recall, visitor, wanted);
      await readingDoors(visitor);
    });
    await expectNoLeak(userId, given);
    expect(recapMarksIn(given).size).toBeGreaterThan(0);
    const closed = CHANNELS.filter((id) => !READABLE[userId]?.includes(id));
    const elsewhere = JSON.stringify(recall.simulator.world.timeline('C0SPARE'));
    for (const id of closed) expect(given + elsewhere).not.toContain(wordOf(id));
    expect(given).not.toContain(NOTED);
  });

  it('somebody who may not read it changes nothing of it', async () => {
    await start('postgres', true);
    const state = async () =>
      JSON.stringify(
        await Promise.all(
          [
            `SELECT r."conversationId", r.version FROM "Recap" r JOIN "Conversation" c ON c.id = r."conversationId"
             WHERE c."channelId" = '${VAULT}' OR c."sharedTo" IS NULL AND c."channelId" LIKE 'D%' ORDER BY r.id`,
            `SELECT id, state, assignee, due, "changedBy" FROM "ActionItem" WHERE "channelId" = '${VAULT}' ORDER BY id`,
            `SELECT id, "supersedesId" FROM "Decision" WHERE "channelId" = '${VAULT}' ORDER BY id`,
            `SELECT id, state, "keptAt", "sharedTo", "deletedAt" FROM "Conversation" WHERE "channelId" = '${VAULT}' ORDER BY id`,
            'SELECT * FROM "Feedback"',
          ].map((sql) => recall.database.query(sql)),
        ),
      );
    const before = await state();
    const wanted = await targets();
    const rows = await recall.database.query<{ id: string }>(
      `SELECT id FROM "Conversation" WHERE "channelId" = '${VAULT}' OR "sharedTo" IS NULL AND "channelId" LIKE 'D%'`,
    );
    const items = await recall.database.query<{ id: string }>(
      `SELECT id FROM "ActionItem" WHERE "channelId" = '${VAULT}'`,
    );
    const closed: Targets = {
      ...wanted,
      conversations: rows.map(({ id }) => id),
      items: items.map(({ id }) => id),
      decisions: wanted.decisions.filter(({ channelId }) => channelId === VAULT),
    };
    const visitor = { userId: GAIL, channel: GENERAL };
    await givenTo(visitor, async () => {
      await pressEverything(recall, visitor, closed);
      await submitEverything(recall, visitor, closed);
    });
    expect(await state()).toBe(before);
  });
});

describeOnEachBackend('what people said', (backend) => {
  it('is in no table, job or log line, and what recaps say in their own tables alone', async () => {
    await start(backend, false);
    const visitor = { userId: MARA, channel: GENERAL };
    const given = await givenTo(visitor, async () => {
      const { conversations, items, decisions, people } = await targets();
      const some = { conversations: conversations.slice(0, 3), items: items.slice(0, 3), decisions, people };
      await readingDoors(visitor);
      await pressEverything(recall, visitor, some);
      await submitEverything(recall, visitor, { ...some, conversations: [] });
    });
    expect(recapMarksIn(given).size).toBeGreaterThan(0);
    const jobs = recall.redis ? await everythingInRedis(recall.redis.url) : '';
    const elsewhere = [await otherTables(), jobs, ...botLines, ...recall.logLines].join('\n');
    const recaps = JSON.stringify(await recall.database.query('SELECT * FROM "Recap"'));
    for (const word of [...CHANNELS.map(wordOf), NOTED]) {
      expect(elsewhere).not.toContain(word);
      expect(recaps).not.toContain(word);
    }
    expect([...recapMarksIn(elsewhere)]).toEqual([]);
    expect(elsewhere).not.toContain(COMMON);
  });
});
