import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_RECAP_KEEP,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_UP,
  ACTION_RECAP_UPDATE,
  ACTION_SHOW_RECAP,
} from '../../src/core/slack/ids.ts';
import type { Message } from '../../src/simulator/index.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeWithRedis } from '../support/backends.ts';
import { itemBlockIds } from '../support/items.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { pictures, untilShown } from '../support/picture.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { lastTold, placeOf, recapOf, settled, threadSaying } from '../support/result.ts';
import { type FurtherBot, startFurtherBot } from '../support/second-bot.ts';
import { sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

vi.setConfig({ testTimeout: 60_000 });

const AWAY = /database is out of reach/;

let recall: RecallUnderTest;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const shown = () => recall.inThread(GENERAL, rootTs())[0];
const original = () => recall.inDirectMessage(MARA)[0];
const direct = () => recall.simulator.world.directChannel(MARA)?.id ?? '';
const words = (message: Message | undefined) => wordsOf(message ?? { text: '' });
const itemIds = () => itemBlockIds(shown() ?? {}).map((id) => id.split('/').at(-1) ?? '');
const conversationId = async () =>
  (await recall.database.query<{ id: string }>('SELECT id FROM "Conversation" LIMIT 1'))[0]?.id ?? '';

async function start(options: Partial<RecallOptions> = {}): Promise<void> {
  thread = threadSaying(
    'When do we launch?',
    'Decided: on Thursday',
    'Task: tell support',
    'Task: buy flags',
  );
  const seed = meetingWorkspace({ messages: thread });
  recall = await startRecall({ backend: 'postgres', seed, engine: sortingEngine(), ...options });
}
afterEach(() => recall.close());

const press = (actionId: string, { by = MARA, message = shown(), channel = GENERAL, value }: Pressing = {}) =>
  recall.simulator.as(by).click({ ...placeOf(message, channel), actionId, ...(value ? { value } : {}) });
interface Pressing {
  by?: string;
  message?: Message | undefined;
  channel?: string;
  value?: string;
}

describeWithRedis('while Redis is away', () => {
  it('every button of a recap in a thread does what it says at once, and an update comes when Redis is back', async () => {
    await start({ backend: 'redis' });
    await recapOf(recall, { rootTs: rootTs() });
    await recall.redis?.kill();
    const [first = ''] = itemIds();
    await press(ACTION_ITEM_DONE, { value: first, by: BO });
    await until(() => JSON.stringify(shown()?.blocks).includes('recall_item_reopen'));
    await press(ACTION_RECAP_UP);
    await until(async () => (await recall.database.query('SELECT 1 FROM "Feedback"')).length === 1);
    await recall.simulator.as(BO).remove({ channel: GENERAL, ts: thread[3]?.ts ?? '' });
    await until(() => !words(shown()).includes('buy flags'));
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Task: bring cake' });
    await press(ACTION_RECAP_UPDATE);
    await until(() => lastTold(recall).includes('queue'));
    await recall.redis?.restart();
    await until(() => words(shown()).includes('bring cake'));
    await settled(recall, 2);
    const { shown: before, drawnAnew } = await pictures(recall);
    expect(before).toEqual(drawnAnew);
    const [item] = await recall.database.query<{ state: string }>(
      `SELECT i.state FROM "ActionItem" i JOIN "Recap" r ON r.id = i."recapId" WHERE r."isCurrent" AND i.text = 'tell support'`,
    );
    expect(item?.state).toBe('done');
  });

  it('a private recap is shared, and deleted, all the same', async () => {
    await start({ backend: 'redis' });
    await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
    await recall.redis?.kill();
    await press(ACTION_RECAP_SHARE, { message: original(), channel: direct() });
    await until(() => words(shown()).includes('on Thursday'));
    await until(() => words(original()).includes('Shared in'));
    const value = `delete:${await conversationId()}`;
    await press(ACTION_RECAP_MENU, { message: original(), channel: direct(), value });
    const view = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    await recall.simulator.as(MARA).submitView({ viewId: view.id });
    await until(() => original() === undefined && shown() === undefined);
  });

  it('what Slack did not show meanwhile is shown when both are back', async () => {
    await start({ backend: 'redis' });
    await recapOf(recall, { rootTs: rootTs() });
    await recall.redis?.kill();
    recall.simulator.faults.httpError('chat.update', { status: 503, times: 40 });
    const [first = ''] = itemIds();
    await press(ACTION_ITEM_DONE, { value: first });
    await until(async () => {
      const rows = await recall.database.query('SELECT 1 FROM "ActionItem" WHERE state = \'done\'');
      return rows.length === 1;
    });
    await until(() =>
      recall.simulator.calls.some(({ method, status }) => method === 'chat.update' && status === 503),
    );
    recall.simulator.faults.clear();
    await recall.redis?.restart();
    await until(() => JSON.stringify(shown()?.blocks).includes('recall_item_reopen'));
    await untilShown(recall);
  });
});

describe('while PostgreSQL is away', () => {
  let relay: Relay;
  let bot: FurtherBot;

  beforeEach(async () => {
    await start({ services: ['worker'] });
    relay = await startRelay(recall.database.url);
    bot = await startFurtherBot(recall, { DATABASE_URL: relay.url });
    recall.simulator.connect(bot.requestUrl);
  });
  afterEach(async () => {
    await relay.mend().catch(() => {});
    await bot.close();
    await relay.close();
  });

  const rows = () =>
    Promise.all(
      [
        'SELECT id, version, "isCurrent" FROM "Recap" ORDER BY id',
        'SELECT id, state, assignee, due, "changedBy" FROM "ActionItem" ORDER BY id',
        'SELECT id, state, "sharedTo", "keptAt", "deletedAt" FROM "Conversation" ORDER BY id',
        'SELECT * FROM "Feedback"',
      ].map((sql) => recall.database.query(sql)),
    );

  it.each([
    ['Done', (id: string) => ({ actionId: ACTION_ITEM_DONE, value: id })],
    ['Not a task', (id: string) => ({ actionId: ACTION_ITEM_MENU, value: `drop:${id}` })],
  ])('%s says so, does nothing by halves, and works when it is back', async (_, control) => {
    await recapOf(recall, { rootTs: rootTs() });
    const [first = ''] = itemIds();
    const { actionId, value } = control(first);
    const before = await rows();
    const picture = JSON.stringify(shown());
    await relay.cut();
    expect((await press(actionId, { value })).status).toBe(200);
    await until(() => AWAY.test(lastTold(recall)));
    expect(await rows()).toEqual(before);
    expect(JSON.stringify(shown())).toBe(picture);
    await relay.mend();
    await until(async () => {
      await press(actionId, { value }).catch(() => {});
      return JSON.stringify(await rows()) !== JSON.stringify(before);
    });
    const { shown: now, drawnAnew } = await pictures(recall);
    expect(now).toEqual(drawnAnew);
  });

  it.each([
    ['Update', ACTION_RECAP_UPDATE, undefined],
    ['👍', ACTION_RECAP_UP, undefined],
    ['More detail', ACTION_RECAP_MENU, 'more'],
    ['Delete', ACTION_RECAP_MENU, 'delete'],
  ])('%s says so, and does nothing by halves', async (_, actionId, choice) => {
    await recapOf(recall, { rootTs: rootTs() });
    const value = choice && `${choice}:${await conversationId()}`;
    const before = await rows();
    await relay.cut();
    expect((await press(actionId, value ? { value } : {})).status).toBe(200);
    await until(() => AWAY.test(lastTold(recall)));
    expect(await rows()).toEqual(before);
    expect(words(shown())).toContain('on Thursday');
  });

  it.each([
    ['Share here', ACTION_RECAP_SHARE],
    ['Keep to myself', ACTION_RECAP_KEEP],
  ])('%s says so, and does nothing by halves', async (_, actionId) => {
    await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
    const before = await rows();
    await relay.cut();
    expect((await press(actionId, { message: original(), channel: direct() })).status).toBe(200);
    await until(() => AWAY.test(lastTold(recall, MARA, direct())));
    expect(await rows()).toEqual(before);
    expect(shown()).toBeUndefined();
  });

  it('the App Home says so, and is there again when it is back', async () => {
    await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
    const home = () => JSON.stringify(recall.simulator.world.homeView(MARA)?.blocks ?? []);
    await relay.cut();
    await recall.simulator.as(MARA).openHome('home');
    await until(() => AWAY.test(home()));
    await relay.mend();
    await until(async () => {
      await recall.simulator.as(MARA).openHome('home');
      return home().includes(ACTION_SHOW_RECAP);
    });
  });

  it('a deleted message is struck once it is back', async () => {
    await recapOf(recall, { rootTs: rootTs() });
    await relay.cut();
    await recall.simulator.as(BO).remove({ channel: GENERAL, ts: thread[3]?.ts ?? '' });
    await relay.mend();
    await until(() => !words(shown()).includes('buy flags'));
    expect(words(shown())).toContain('tell support');
  });
});

describe('while Slack', () => {
  it.each([
    ['fails', () => recall.simulator.faults.httpError('chat.update', { status: 500, times: 20 })],
    [
      'holds back',
      () => recall.simulator.faults.rateLimit('chat.update', { retryAfterSeconds: 30, times: 2 }),
    ],
    ['loses its answers', () => recall.simulator.faults.loseAnswer('chat.update', { times: 2 })],
    ['hangs', () => recall.simulator.faults.hang('chat.update', { times: 2 })],
  ])('%s on an update, what was done is kept, and shown later', async (_, break_) => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    break_();
    const [first = ''] = itemIds();
    await press(ACTION_ITEM_DONE, { value: first, by: BO });
    await until(() =>
      recall.simulator.calls.some(
        ({ method, args }) => method === 'chat.update' && JSON.stringify(args).includes('recall_item_reopen'),
      ),
    );
    recall.simulator.faults.clear();
    recall.simulator.faults.release();
    await until(() => JSON.stringify(shown()?.blocks).includes('recall_item_reopen'), { limitMs: 40_000 });
    await untilShown(recall);
  });

  it.each([
    ['fails', () => recall.simulator.faults.httpError('views.open', { status: 500, times: 20 })],
    ['refuses', () => recall.simulator.faults.fail('views.open', { error: 'expired_trigger_id', times: 1 })],
  ])('%s on a modal, the person is told', async (_, break_) => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    break_();
    const [first = ''] = itemIds();
    const before = recall.simulator.world.ephemerals(GENERAL, BO).length;
    await press(ACTION_ITEM_MENU, { value: `due:${first}`, by: BO });
    await until(() => recall.simulator.world.ephemerals(GENERAL, BO).length > before);
    expect(recall.simulator.world.openViews(BO)).toEqual([]);
    const [item] = await recall.database.query<{ changedBy: string | null }>(
      `SELECT "changedBy" FROM "ActionItem" WHERE id = '${first}'`,
    );
    expect(item?.changedBy).toBeNull();
  });

  it('takes no token any more, buttons keep what was done, and say it where they can', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    recall.simulator.faults.revokeToken();
    const [first = ''] = itemIds();
    await press(ACTION_RECAP_UPDATE, { by: BO });
    await until(() => lastTold(recall, BO) !== '');
    expect((await press(ACTION_ITEM_DONE, { value: first, by: BO })).status).toBe(200);
    recall.simulator.faults.clear();
    expect(words(shown())).toContain('tell support');
  });
});
