import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ACTION_ITEM_DONE,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_UP,
  ACTION_RECAP_UPDATE,
  ACTION_RETRY,
  VIEW_RECAP_DELETE,
} from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { styled, valuesOf } from '../support/asking.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { labelsOf, lastTold, placeOf, recapOf, settled, threadSaying, wordsIn } from '../support/result.ts';
import { type FurtherBot, startFurtherBot } from '../support/second-bot.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

vi.setConfig({ testTimeout: 60_000 });

const DATES: readonly [string, readonly string[]][] = [
  ['Conversation', ['requestedAt', 'touchedAt', 'finishedAt']],
  ['Recap', ['createdAt', 'changedAt']],
  ['ActionItem', ['createdAt', 'changedAt']],
  ['Decision', ['madeAt']],
  ['SearchEntry', ['createdAt']],
  ['InboundEvent', ['receivedAt']],
  ['Person', ['homeOpenedAt']],
];

let recall: RecallUnderTest;
let engine: SortingEngine;
let restarted: FurtherBot | null;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const inThread = () => recall.inThread(GENERAL, rootTs())[0];
const directMessage = () => recall.inDirectMessage(MARA)[0];
const direct = () => recall.simulator.world.directChannel(MARA)?.id ?? '';

beforeEach(async () => {
  restarted = null;
  thread = threadSaying('When do we launch?', 'Decided: on Thursday', 'Task: tell support');
  engine = sortingEngine();
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }), engine });
});
afterEach(async () => {
  await restarted?.close();
  await recall.close();
});

/** All that is stored is forty days older, and what runs has never seen it. */
async function fortyDaysLater(): Promise<void> {
  await recall.stopWorker();
  for (const [table, columns] of DATES) {
    const older = columns.map((column) => `"${column}" = "${column}" - interval '40 days'`);
    await recall.database.query(`UPDATE "${table}" SET ${older.join(', ')}`);
  }
  restarted = await startFurtherBot(recall);
  recall.simulator.connect(restarted.requestUrl);
  await recall.startWorker();
}

describe('forty days and a restart later', () => {
  it('the buttons of a recap do what they say', async () => {
    await recapOf(recall, { rootTs: rootTs() });
    await fortyDaysLater();
    const choice = (name: string) => `${name}:${valuesOf(inThread() ?? {}, ACTION_RECAP_UPDATE)[0]}`;
    const mara = recall.simulator.as(MARA);
    await recall.simulator.as(BO).click({ ...placeOf(inThread()), actionId: ACTION_ITEM_DONE });
    await until(() => styled(inThread() ?? {}, 'strike').includes('tell support'));
    await recall.simulator.as(BO).click({ ...placeOf(inThread()), actionId: ACTION_RECAP_UP });
    await until(() => lastTold(recall, BO) !== '');
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Now it is Friday.' });
    await mara.click({ ...placeOf(inThread()), actionId: ACTION_RECAP_UPDATE });
    await until(() => wordsIn(recall, rootTs()).includes('Now it is Friday.'));
    await settled(recall, 2);
    await mara.click({ ...placeOf(inThread()), actionId: ACTION_RECAP_MENU, value: choice('more') });
    await settled(recall, 3);
    expect(engine.questions.at(-1)).toMatchObject({ length: 'detailed' });
    expect(styled(inThread() ?? {}, 'strike')).toContain('tell support');
    await mara.click({ ...placeOf(inThread()), actionId: ACTION_RECAP_MENU, value: choice('delete') });
    const view = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    expect(view.callback_id).toBe(VIEW_RECAP_DELETE);
    await mara.submitView({ viewId: view.id, values: {} });
    await until(() => inThread() === undefined);
  });

  it('a private recap can be shared, and its item be done at home', async () => {
    await recall.simulator.as(MARA).openHome();
    await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
    await fortyDaysLater();
    const home = () => recall.simulator.world.homeView(MARA);
    await recall.simulator
      .as(MARA)
      .click({ ...placeOf(directMessage(), direct()), actionId: ACTION_RECAP_SHARE });
    await until(() => inThread() && wordsOf(inThread() ?? { text: '' }).includes('on Thursday'));
    await until(() => valuesOf({ blocks: home()?.blocks ?? [] }, ACTION_ITEM_DONE).length === 1);
    await recall.simulator.as(MARA).click({ viewId: home()?.id ?? '', actionId: ACTION_ITEM_DONE });
    await until(() => styled(inThread() ?? {}, 'strike').includes('tell support'));
    await until(() => styled({ blocks: home()?.blocks ?? [] }, 'strike').includes('tell support'));
  });

  it('what failed can be tried again', async () => {
    const { summarize } = engine;
    engine.summarize = () => Promise.reject(new Error('out of order'));
    await recapOf(recall, { rootTs: rootTs() });
    await until(() => labelsOf(inThread()).includes('Try again'));
    engine.summarize = summarize;
    await fortyDaysLater();
    await recall.simulator.as(BO).click({ ...placeOf(inThread()), actionId: ACTION_RETRY });
    await until(() => wordsIn(recall, rootTs()).includes('on Thursday'));
  });
});
