import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_ITEM_REOPEN,
  ACTION_RECAP_KEEP,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_UPDATE,
  INPUT_ASSIGNEE,
  INPUT_DUE,
  VIEW_DUE,
  VIEW_REASSIGN,
  VIEW_RECAP_DELETE,
} from '../../src/core/slack/ids.ts';
import type { Delivery, Message } from '../../src/simulator/index.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { anAsk } from '../support/asks.ts';
import { submitCrafted } from '../support/crafted.ts';
import { itemBlockIds } from '../support/items.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { pictures } from '../support/picture.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { placeOf, recapOf, settled, threadSaying } from '../support/result.ts';
import { type FurtherBot, startFurtherBot } from '../support/second-bot.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

vi.setConfig({ testTimeout: 60_000 });

const TIMES = 5;

let recall: RecallUnderTest;
let engine: SortingEngine;
let further: FurtherBot;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';

/** Two bots and two workers on one database. */
beforeEach(async () => {
  thread = threadSaying(
    'When do we launch?',
    'Decided: on Thursday',
    'Task: tell support',
    'Task: buy flags',
  );
  engine = sortingEngine();
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }), engine });
  further = await startFurtherBot(recall);
  const { close } = await recall.startWorker();
  closeWorker = close;
});
let closeWorker: () => Promise<void>;
afterEach(async () => {
  await further.close();
  await closeWorker();
  await recall.close();
});

/** Lets all of it happen at the same time, by way of one bot and the other in turn. */
async function atOnce(...acts: (() => Promise<Delivery>)[]): Promise<Delivery[]> {
  const urls = [`${recall.botUrl}/slack/events`, further.requestUrl];
  return Promise.all(
    acts.map((act, index) => {
      recall.simulator.connect(urls[index % urls.length] ?? '');
      return act();
    }),
  );
}

const times = (act: () => Promise<Delivery>) => Array.from({ length: TIMES }, () => act);
const recapInThread = () => recall.inThread(GENERAL, rootTs())[0];
const recapInDirect = () => recall.inDirectMessage(MARA)[0];
const direct = () => recall.simulator.world.directChannel(MARA)?.id ?? '';
const press =
  (actionId: string, { by = MARA, message = recapInThread(), channel = GENERAL, value }: Pressing = {}) =>
  () =>
    recall.simulator.as(by).click({ ...placeOf(message, channel), actionId, ...(value ? { value } : {}) });
interface Pressing {
  by?: string;
  message?: Message | undefined;
  channel?: string;
  value?: string;
}
const itemIds = () => itemBlockIds(recapInThread() ?? {}).map((id) => id.split('/').at(-1) ?? '');

async function expectOnePicture(): Promise<void> {
  const { shown, drawnAnew } = await pictures(recall);
  expect(shown).toEqual(drawnAnew);
  const failures = [...recall.logLines, ...further.logLines].filter((line) =>
    line.includes('a listener failed'),
  );
  expect(failures).toEqual([]);
}

async function conversationId(): Promise<string> {
  const [row] = await recall.database.query<{ id: string }>('SELECT id FROM "Conversation" LIMIT 1');
  return row?.id ?? '';
}

it('Done and Not done, five times each by two people, end with one state that the message shows', async () => {
  await recapOf(recall, { rootTs: rootTs() });
  const [first = '', second = ''] = itemIds();
  const done = (value: string, by: string) => press(ACTION_ITEM_DONE, { by, value });
  await atOnce(...times(done(first, MARA)), ...times(done(first, BO)), ...times(done(second, BO)));
  await until(async () => {
    const rows = await recall.database.query(`SELECT 1 FROM "ActionItem" WHERE state = 'done'`);
    return rows.length === 2;
  });
  await until(() => JSON.stringify(recapInThread()?.blocks).includes(ACTION_ITEM_REOPEN));
  const reopen = (value: string, by: string) => press(ACTION_ITEM_REOPEN, { by, value });
  const still = JSON.stringify(recapInThread()?.blocks);
  expect(still).toContain(first);
  await atOnce(...times(reopen(first, BO)), ...times(reopen(first, MARA)));
  await until(async () => {
    const rows = await recall.database.query(`SELECT 1 FROM "ActionItem" WHERE state = 'open'`);
    return rows.length === 1;
  });
  await expectOnePicture();
});

it('a modal that is sent off five times, and by two people, is saved once', async () => {
  await recapOf(recall, { rootTs: rootTs() });
  const [first = ''] = itemIds();
  const open = async (choice: string, by: string) => {
    await press(ACTION_ITEM_MENU, { by, value: `${choice}:${first}` })();
    const view = await until(() => {
      const top = recall.simulator.world.openViews(by).at(-1);
      return top?.submit ? top : null;
    });
    return view.private_metadata;
  };
  const maras = await open('reassign', MARA);
  const bos = await open('due', BO);
  const reassign = () =>
    submitCrafted(recall, {
      userId: MARA,
      callbackId: VIEW_REASSIGN,
      metadata: maras,
      inputs: { [INPUT_ASSIGNEE]: { selected_user: BO } },
    });
  const change = () =>
    submitCrafted(recall, {
      userId: BO,
      callbackId: VIEW_DUE,
      metadata: bos,
      inputs: { [INPUT_DUE]: { selected_date: '2031-05-05' } },
    });
  await atOnce(...times(reassign), ...times(change));
  await until(async () => {
    const changed = await recall.database.query('SELECT 1 FROM "ActionItem" WHERE "changedBy" IS NOT NULL');
    return changed.length === 1;
  });
  await expectOnePicture();
  const [item] = await recall.database.query<{ assignee: string; due: Date | null }>(
    `SELECT assignee, due FROM "ActionItem" WHERE id = '${first}'`,
  );
  const isReassigned = item?.assignee === BO;
  expect(isReassigned).toBe(item?.due === null);
  const told = recall.inDirectMessage(BO).filter((message) => wordsOf(message).includes('tell support'));
  expect(told.length).toBeLessThanOrEqual(isReassigned ? 1 : 0);
});

it('Update and another length, five times each by two people, leave one recap that stands', async () => {
  await recapOf(recall, { rootTs: rootTs() });
  await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Task: bring cake' });
  const id = await conversationId();
  await atOnce(
    ...times(press(ACTION_RECAP_UPDATE)),
    ...times(press(ACTION_RECAP_UPDATE, { by: BO })),
    ...times(press(ACTION_RECAP_MENU, { value: `more:${id}` })),
  );
  await until(() => wordsOf(recapInThread() ?? { text: '' }).includes('bring cake'));
  await until(async () =>
    (await recall.states()).every((state) => state !== 'queued' && state !== 'running'),
  );
  expect(recall.inThread(GENERAL, rootTs()).filter(({ text }) => text.startsWith('Recap:'))).toHaveLength(1);
  expect(await recall.database.query('SELECT 1 FROM "Recap" WHERE "isCurrent"')).toHaveLength(1);
  await expectOnePicture();
});

it('Share and Keep, five times each, share a recap once', async () => {
  await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
  const at = { message: recapInDirect(), channel: direct() };
  const id = await conversationId();
  await atOnce(
    ...times(press(ACTION_RECAP_SHARE, at)),
    ...times(press(ACTION_RECAP_KEEP, at)),
    ...times(press(ACTION_RECAP_MENU, { ...at, value: `up:${id}` })),
    ...times(press(ACTION_RECAP_MENU, { ...at, value: `down:${id}` })),
  );
  const rows = (sql: string) => recall.database.query(sql);
  await until(async () => (await rows('SELECT 1 FROM "Feedback"')).length === 1);
  await until(
    async () => (await rows('SELECT 1 FROM "Conversation" WHERE "sharedTo" IS NOT NULL')).length === 1,
  );
  await until(() => wordsOf(recapInDirect() ?? { text: '' }).includes('Shared in'));
  await expectOnePicture();
  expect(recall.inThread(GENERAL, rootTs())).toHaveLength(1);
  const given = await recall.database.query<{ verdict: string }>('SELECT verdict FROM "Feedback"');
  expect(given).toHaveLength(1);
});

it('a recap that is struck while it is shared is struck in both places', async () => {
  await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
  const at = { message: recapInDirect(), channel: direct() };
  const { ts = '' } = thread[2] ?? {};
  await atOnce(...times(press(ACTION_RECAP_SHARE, at)), async () => {
    await recall.simulator.as(MARA).remove({ channel: GENERAL, ts });
    return press(ACTION_RECAP_KEEP, at)();
  });
  await until(() => recall.inThread(GENERAL, rootTs()).length === 1);
  const both = () => [recapInDirect(), recapInThread()].map((message) => wordsOf(message ?? { text: '' }));
  await until(() => both().every((words) => !words.includes('tell support')));
  await expectOnePicture();
  expect(both().every((words) => words.includes('buy flags'))).toBe(true);
});

it('a recap that is deleted five times while it is brought up to date is gone, and stays gone', async () => {
  await recapOf(recall, { rootTs: rootTs() });
  await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Task: bring cake' });
  const id = await conversationId();
  const metadata = JSON.stringify({ conversationId: id, channelId: GENERAL, threadTs: rootTs() });
  const remove = () => submitCrafted(recall, { userId: MARA, callbackId: VIEW_RECAP_DELETE, metadata });
  await atOnce(press(ACTION_RECAP_UPDATE), ...times(remove), press(ACTION_RECAP_UPDATE, { by: BO }));
  const standing = () =>
    recall.database.query(
      'SELECT 1 FROM "Recap" r JOIN "Conversation" c ON c.id = r."conversationId" WHERE c."deletedAt" IS NULL',
    );
  await until(async () => (await standing()).length === 0);
  await until(async () =>
    (await recall.states()).every((state) => state !== 'queued' && state !== 'running'),
  );
  await until(() => recall.inThread(GENERAL, rootTs()).length === 0);
  expect(await standing()).toEqual([]);
  await until(async () => (await recall.database.query('SELECT 1 FROM "Delivery"')).length === 0);
  const late = anAsk({ follows: { conversationId: id, isReread: false } });
  const picked = recall.store.conversations.pickUp(late, new Date());
  await expect(picked).rejects.toMatchObject({ code: 'no_longer_there' });
});

it('a recap that is cancelled five times while it is delivered is either there or not', async () => {
  let goOn = () => {};
  engine.beforeAnswer = () => new Promise((resolve) => (goOn = resolve));
  const asked = recapOf(recall, { rootTs: rootTs() });
  await until(() => engine.questions.length > 0);
  const message = await until(() => recapInThread());
  const id = await conversationId();
  goOn();
  await atOnce(...times(press('recall_cancel', { message, value: id })));
  await asked;
  await settled(recall, 1);
  const [state] = await recall.states();
  await until(() =>
    wordsOf(recapInThread() ?? { text: '' }).includes(state === 'done' ? 'on Thursday' : 'ancelled'),
  );
  const saved = await recall.database.query('SELECT 1 FROM "Recap"');
  expect(saved).toHaveLength(state === 'done' ? 1 : 0);
});
