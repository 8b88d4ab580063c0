import { afterEach, describe, expect, it } from 'vitest';
import { ACTION_RECAP_MENU, ACTION_RECAP_UPDATE } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { deleteInSlack, lastTold, placeOf, recapOf, settled, threadSaying } from '../support/result.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: SortingEngine;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const own = () => recall.inThread(GENERAL, rootTs());

afterEach(() => recall.close());

async function start(backend: Backend = 'postgres'): Promise<void> {
  thread = threadSaying('When do we launch?', 'Decided: on Thursday', 'Task: tell support');
  engine = sortingEngine();
  recall = await startRecall({ backend, seed: meetingWorkspace({ messages: thread }), engine });
}

const idIn = (value: unknown) => /"conversation":"([^"]+)"/.exec(JSON.stringify(value))?.[1] ?? '';
const chooseDelete = (by: string, message = own()[0]) =>
  recall.simulator.as(by).click({
    ...placeOf(message),
    actionId: ACTION_RECAP_MENU,
    value: `delete:${idIn(message?.metadata)}`,
  });

async function confirmDelete(by: string): Promise<void> {
  const view = await until(() => recall.simulator.world.openViews(by).at(-1));
  await recall.simulator.as(by).submitView({ viewId: view.id });
}

async function rowsLeft(): Promise<Record<string, number>> {
  const tables = ['Recap', 'ActionItem', 'Decision', 'Tag', 'Citation', 'SearchEntry'];
  const counts = await Promise.all(
    tables.map(
      async (table): Promise<[string, number]> => [
        table,
        (await recall.database.query(`SELECT 1 FROM "${table}"`)).length,
      ],
    ),
  );
  return Object.fromEntries(counts);
}
const NOTHING = { Recap: 0, ActionItem: 0, Decision: 0, Tag: 0, Citation: 0, SearchEntry: 0 };

describeOnEachBackend('Delete', (backend) => {
  it('asks first, then removes the message and all that was kept, and stays so while Slack is away', async () => {
    await start(backend);
    await recapOf(recall, { rootTs: rootTs() });
    await chooseDelete(MARA);
    const view = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    expect(JSON.stringify(view.blocks)).toContain('cannot be undone');
    expect(own()).toHaveLength(1);
    recall.simulator.faults.fail('chat.delete', { error: 'internal_error', times: 2 });
    await confirmDelete(MARA);
    await until(async () => (await rowsLeft()).Recap === 0);
    expect(await rowsLeft()).toEqual(NOTHING);
    await until(() => own().length === 0);
    await until(async () => (await recall.database.query('SELECT 1 FROM "Delivery"')).length === 0);
    const [row] = await recall.database.query<{ deletedBy: string }>(
      'SELECT "deletedBy" FROM "Conversation"',
    );
    expect(row?.deletedBy).toBe(MARA);
  });
});

describe('Delete', () => {
  it('is for whoever asked, also for somebody who is no admin, and not for others', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await chooseDelete(BO);
    await until(() => lastTold(recall, BO).startsWith('Only the person who asked'));
    expect(recall.simulator.world.openViews(BO)).toEqual([]);
    await chooseDelete(MARA);
    await confirmDelete(MARA);
    await until(() => own().length === 0);
    await recapOf(recall, { rootTs: rootTs(), by: BO });
    await chooseDelete(BO);
    await confirmDelete(BO);
    await until(() => own().length === 0);
  });

  it('works where the message is gone already, and is said where the recap is', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    const [message] = own();
    await chooseDelete(MARA);
    const view = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    await deleteInSlack(recall, message);
    await recall.simulator.as(MARA).submitView({ viewId: view.id });
    await until(async () => (await rowsLeft()).Recap === 0);
    await until(async () => (await recall.database.query('SELECT 1 FROM "Delivery"')).length === 0);
  });

  it('has the next recap of the same start anew', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'One more thing.' });
    await recapOf(recall, { rootTs: rootTs(), by: BO });
    await chooseDelete(MARA);
    await confirmDelete(MARA);
    await until(() => own().length === 0);
    expect(await rowsLeft()).toEqual(NOTHING);
    await recapOf(recall, { rootTs: rootTs() });
    expect(engine.questions.at(-1)?.earlier).toBeUndefined();
    expect(own()).toHaveLength(1);
    expect(wordsOf(own()[0] ?? { text: '' })).toContain('One more thing.');
  });

  it('ends an update that is under way, which brings nothing back', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'One more thing.' });
    let isHeld = false;
    let release = (): void => {};
    engine.beforeAnswer = () => {
      isHeld = true;
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    await recall.simulator.as(BO).click({ ...placeOf(own()[0]), actionId: ACTION_RECAP_UPDATE });
    await until(() => isHeld);
    await chooseDelete(MARA);
    await confirmDelete(MARA);
    await until(() => own().length === 0);
    release();
    await settled(recall, 2);
    await until(async () => (await recall.database.query('SELECT 1 FROM "Delivery"')).length === 0);
    expect(await recall.states()).toEqual(['done', 'cancelled']);
    expect(await rowsLeft()).toEqual(NOTHING);
    expect(own()).toEqual([]);
  });
});
