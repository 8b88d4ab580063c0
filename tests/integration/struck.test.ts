import { afterEach, describe, expect, it } from 'vitest';
import { ACTION_RECAP_UPDATE, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import {
  deleteInSlack,
  lastTold,
  placeOf,
  recapOf,
  settled,
  threadSaying,
  wordsIn,
} from '../support/result.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: SortingEngine;
let thread: SeedMessage[];
const tsOf = (index: number) => thread[index]?.ts ?? '';
const at = (index: number) => ({ channel: GENERAL, ts: tsOf(index) });

const TEXTS = [
  'The launch needs a new date.',
  'Zebras are striped.',
  'Decided: we launch on Thursday',
  'Task: tell support',
  'Question: who has the keys?',
  'The importer is slow.',
  '+ It reads every file twice.',
];

afterEach(() => recall.close());

async function start({ texts = TEXTS, backend = 'postgres' as Backend } = {}): Promise<void> {
  thread = threadSaying(...texts);
  engine = sortingEngine();
  recall = await startRecall({ backend, seed: meetingWorkspace({ messages: thread }), engine });
}

const shown = () => wordsIn(recall, tsOf(0));
const untilShown = (words: string) => until(() => shown().includes(words), { what: words });
const untilGone = (words: string) => until(() => !shown().includes(words), { what: `no ${words}` });

async function searchable(): Promise<string> {
  const rows = await recall.database.query<{ text: string }>('SELECT text FROM "SearchEntry"');
  return rows.map(({ text }) => text).join('\n');
}

describe('a message that is deleted', () => {
  it('takes with it what rests on it alone, in Slack and in search, and says so', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    for (const index of [1, 2, 3, 4]) expect(shown()).toContain(TEXTS[index]?.replace(/^\w+: /, ''));
    await recall.simulator.as(BO).remove(at(1));
    await untilShown(':wastebasket: 1 point was removed because its message was deleted or edited.');
    expect(shown()).not.toContain('Zebras');
    expect(await searchable()).not.toContain('Zebras');
    await recall.simulator.as(MARA).remove(at(2));
    await recall.simulator.as(BO).remove(at(3));
    await recall.simulator.as(MARA).remove(at(4));
    await untilShown(':wastebasket: 4 points were removed because their messages were deleted or edited.');
    expect(shown()).not.toMatch(/Thursday|support|keys/);
    expect(await searchable()).not.toMatch(/Thursday|support|keys/);
    for (const table of ['ActionItem', 'Decision'])
      expect(await recall.database.query(`SELECT 1 FROM "${table}"`)).toEqual([]);
    expect(shown()).toContain('The launch needs a new date.');
  });

  it('takes its words out of the headline too, where nothing else cites it', async () => {
    await start({ texts: ['+ The launch is cancelled for good.', 'Zebras are striped.', 'Lions are not.'] });
    await recapOf(recall, { rootTs: tsOf(0) });
    expect(shown()).toContain('The launch is cancelled for good');
    await recall.simulator.as(MARA).edit({ ...at(0), text: '+ Good morning.' });
    await untilGone('cancelled');
    expect(shown()).toContain(':wastebasket: 1 point was removed');
    expect(shown()).toContain('Lions are not.');
    expect(await searchable()).not.toContain('cancelled');
  });

  it('is counted once however often Slack tells of it', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    const previous_message = { type: 'message', user: BO, text: TEXTS[1], ts: tsOf(1) };
    const event = {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      channel: GENERAL,
      channel_type: 'channel',
      deleted_ts: tsOf(1),
      previous_message,
      ts: '1799999999.000100',
      event_ts: '1799999999.000100',
    };
    await recall.simulator.deliverEvent(event, { times: 5 });
    await untilShown('1 point was removed');
    await recall.simulator.deliverEvent(event);
    await recall.simulator.as(MARA).remove(at(2));
    await untilShown('2 points were removed');
  });

  it('among many at once ends with all of them struck', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    recall.simulator.faults.delay('chat.update', 30);
    await Promise.all([
      recall.simulator.as(BO).remove(at(1)),
      recall.simulator.as(MARA).remove(at(2)),
      recall.simulator.as(BO).remove(at(3)),
      recall.simulator.as(MARA).remove(at(4)),
    ]);
    await untilShown('4 points were removed');
    const rows = await recall.database.query('SELECT struck FROM "Recap"');
    expect(rows).toEqual([{ struck: 4 }]);
  });

  it('leaves what rests on others too, without its link', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    const link = `p${tsOf(6).replace('.', '')}`;
    expect(shown()).toContain(link);
    await recall.simulator.as(MARA).remove(at(6));
    await until(() => !shown().includes(link));
    expect(shown()).toContain('The importer is slow.');
    expect(shown()).not.toContain('wastebasket');
  });

  it('takes the headline with it where that was about it, also where it was the root of the thread', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.as(MARA).remove(at(0));
    await untilGone('The launch needs a new date.');
    expect(shown().split('\n')[0]).toContain('Zebras are striped.');
    expect(await searchable()).not.toContain('new date');
    expect(recall.simulator.world.message(GENERAL, tsOf(0))?.subtype).toBe('tombstone');
  });

  it('leaves a neutral sentence where nothing is left', async () => {
    await start({ texts: ['First.', 'Second.'] });
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.as(BO).remove(at(1));
    await untilShown('1 point was removed');
    await recall.simulator.as(MARA).remove(at(0));
    await untilShown('What this recap was about was deleted or edited');
    expect(shown()).not.toMatch(/First|Second|launch/);
    const rows = await recall.database.query('SELECT * FROM "Tag"');
    expect(rows).toEqual([]);
  });

  it('is no news to a later update, which reads what came since', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.as(BO).remove(at(1));
    await untilShown('1 point was removed');
    const update = () =>
      recall.simulator
        .as(MARA)
        .click({ ...placeOf(recall.inThread(GENERAL, tsOf(0))[0]), actionId: ACTION_RECAP_UPDATE });
    await update();
    await settled(recall, 2);
    expect(engine.questions).toHaveLength(1);
    await until(() => /still holds/.test(lastTold(recall)));
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: tsOf(0), text: 'Giraffes are tall.' });
    await update();
    await untilShown('Giraffes are tall.');
    expect(shown()).not.toContain('wastebasket');
    expect(shown()).not.toContain('Zebras');
  });

  it('leaves private recaps too, each for whoever asked, and those that are not current any more', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0), isPrivate: true });
    await recapOf(recall, { rootTs: tsOf(0), isPrivate: true, by: BO });
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: tsOf(0), text: 'One more thing.' });
    await recapOf(recall, { rootTs: tsOf(0), isPrivate: true, by: BO });
    await recall.simulator.as(BO).remove(at(1));
    const direct = (userId: string) => recall.inDirectMessage(userId).map((message) => wordsOf(message));
    await until(() => ![...direct(BO), ...direct(MARA)].some((words) => words.includes('Zebras')));
    expect(direct(BO)).toHaveLength(2);
    expect(direct(BO)[1]).toContain('1 point was removed');
  });

  it('is struck from a recap that is made while it goes', async () => {
    await start();
    let isAsked = false;
    engine.beforeAnswer = async () => {
      isAsked = true;
      await until(
        async () =>
          (await recall.database.query(`SELECT 1 FROM "Conversation" WHERE changes <> '[]'`)).length > 0,
      );
    };
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: tsOf(0) });
    await until(() => isAsked);
    await recall.simulator.as(BO).remove(at(1));
    await settled(recall, 1);
    expect(shown()).not.toContain('Zebras');
    expect(shown()).toContain('1 point was removed');
    expect(await searchable()).not.toContain('Zebras');
  });
});

describe('a message that is edited', () => {
  it('takes with it what it said, and an update reads it again', async () => {
    await start();
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.as(BO).edit({ ...at(1), text: 'Zebras are spotted.' });
    await untilShown('1 point was removed');
    expect(shown()).not.toContain('striped');
    await recall.simulator
      .as(BO)
      .click({ ...placeOf(recall.inThread(GENERAL, tsOf(0))[0]), actionId: ACTION_RECAP_UPDATE });
    await untilShown('Zebras are spotted.');
    expect(shown()).not.toContain('wastebasket');
  });

  it('is not struck by late news of an edition that was read', async () => {
    await start();
    await recall.simulator.as(BO).edit({ ...at(1), text: 'Zebras are spotted.' });
    const message = recall.simulator.world.message(GENERAL, tsOf(1));
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.deliverEvent({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: GENERAL,
      channel_type: 'channel',
      message,
      previous_message: { ...message, text: TEXTS[1], edited: undefined },
      ts: '1799999999.000100',
      event_ts: '1799999999.000100',
    });
    await recall.simulator.as(MARA).remove(at(2));
    await untilShown('1 point was removed');
    expect(shown()).toContain('spotted');
  });

  it('is not one that got the preview of a link', async () => {
    await start({ texts: ['See <https://example.com/a>', 'Fine.'] });
    await recapOf(recall, { rootTs: tsOf(0) });
    await recall.simulator.as(MARA).unfurl(at(0));
    await recall.simulator.as(BO).remove(at(1));
    await untilShown('1 point was removed');
    expect(shown()).toContain('example.com/a');
  });
});

describeOnEachBackend('a change that Slack does not take', (backend) => {
  it('comes later', async () => {
    await start({ backend });
    await recapOf(recall, { rootTs: tsOf(0) });
    recall.simulator.faults.fail('chat.update', { error: 'internal_error', times: 2 });
    await recall.simulator.as(BO).remove(at(1));
    expect(shown()).toContain('Zebras');
    await untilShown('1 point was removed');
    await until(async () => {
      const rows = await recall.database.query('SELECT 1 FROM "Recap" WHERE version > "shownVersion"');
      return rows.length === 0;
    });
  });

  it('is not tried for ever where the message is gone or the channel archived', async () => {
    await start({ backend });
    await recapOf(recall, { rootTs: tsOf(0) });
    await deleteInSlack(recall, recall.inThread(GENERAL, tsOf(0))[0]);
    await recall.simulator.as(BO).remove(at(1));
    const isQuiet = async () =>
      (await recall.database.query('SELECT 1 FROM "Recap" WHERE version > "shownVersion"')).length === 0;
    await until(isQuiet);
    expect(recall.inThread(GENERAL, tsOf(0))).toEqual([]);
    recall.simulator.faults.fail('chat.update', { error: 'is_archived' });
    await recall.simulator.as(MARA).remove(at(2));
    await until(
      async () => (await recall.database.query('SELECT 1 FROM "Recap" WHERE struck = 2')).length > 0,
    );
    await until(isQuiet);
  });
});
