import { afterEach, describe, expect, it } from 'vitest';
import { ACTION_RECAP_MENU, ACTION_RECAP_UPDATE, COMMAND } from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { labelsOf, lastTold, placeOf, recapOf, settled, threadSaying, wordsIn } from '../support/result.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: SortingEngine;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const own = () => recall.inThread(GENERAL, rootTs());

afterEach(() => recall.close());

async function start(backend: Backend = 'postgres', ...texts: string[]): Promise<void> {
  thread = threadSaying('When do we launch?', 'On Thursday.', 'Task: tell support', ...texts);
  engine = sortingEngine();
  recall = await startRecall({ backend, seed: meetingWorkspace({ messages: thread }), engine });
}

function press(actionId: string, { by = MARA, value = '' } = {}) {
  const menu = value === '' ? {} : { value: `${value}:${conversationOf(own()[0]?.metadata)}` };
  return recall.simulator.as(by).click({ ...placeOf(own()[0]), actionId, ...menu });
}

function conversationOf(metadata: unknown): string {
  return /"conversation":"([^"]+)"/.exec(JSON.stringify(metadata))?.[1] ?? '';
}

const say = (text: string) => recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text });

describe('the buttons of a recap', () => {
  it('are few, at its end', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    const blocks = own()[0]?.blocks ?? [];
    expect(blocks.at(-1)?.type).toBe('actions');
    expect(labelsOf(own()[0]).slice(-6)).toEqual([
      'Update',
      '👍',
      '👎',
      'More detail',
      'Less detail',
      'Delete…',
    ]);
  });

  it('offer to share or keep a private one', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
    expect(labelsOf(recall.inDirectMessage(MARA)[0]).slice(-8)).toEqual([
      'Share here',
      'Keep to myself',
      'Update',
      'More detail',
      'Less detail',
      '👍 Good recap',
      '👎 Not so good',
      'Delete…',
    ]);
  });
});

describeOnEachBackend('Update', (backend) => {
  it('reads what came since, edits the same message, and tells whoever pressed it', async () => {
    await start(backend);
    await recapOf(recall, { rootTs: rootTs() });
    const [before] = own();
    await say('Now it is Friday.');
    await press(ACTION_RECAP_UPDATE, { by: BO });
    await until(() => wordsIn(recall, rootTs()).includes('Now it is Friday.'));
    await settled(recall, 2);
    expect(own().map(({ ts }) => ts)).toEqual([before?.ts]);
    await until(() => /is up to date: 1 new/.test(lastTold(recall, BO)));
    expect(lastTold(recall, MARA)).not.toMatch(/up to date/);
    const [first] = await recall.database.query<{ askedBy: string; updatedBy: string }>(
      'SELECT "askedBy", "updatedBy" FROM "Conversation" WHERE "followsId" IS NOT NULL',
    );
    expect(first).toEqual({ askedBy: MARA, updatedBy: BO });
  });
});

describe('Update', () => {
  it('says so where nothing came', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    const before = own();
    await press(ACTION_RECAP_UPDATE, { by: BO });
    await settled(recall, 2);
    await until(() => /still holds/.test(lastTold(recall, BO)));
    expect(own()).toEqual(before);
  });

  it('pressed by two while one runs is done once, and the recap stands meanwhile', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await say('Now it is Friday.');
    const before = wordsIn(recall, rootTs());
    let release = (): void => {};
    let isHeld = false;
    engine.beforeAnswer = () => {
      isHeld = true;
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    await press(ACTION_RECAP_UPDATE, { by: BO });
    await until(() => isHeld);
    await press(ACTION_RECAP_UPDATE, { by: MARA });
    await until(() => lastTold(recall, MARA) !== '');
    expect(wordsIn(recall, rootTs())).toBe(before);
    release();
    await settled(recall, 2);
    expect(engine.questions).toHaveLength(2);
    expect(own()).toHaveLength(1);
    expect(wordsIn(recall, rootTs())).toContain('Now it is Friday.');
  });

  it('of a window reads up to now, and edits the message in the direct conversation', async () => {
    await start();
    await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND });
    await settled(recall, 1);
    const direct = () => recall.inDirectMessage(MARA);
    const [before] = direct();
    await recall.simulator.as(BO).say({ channel: GENERAL, text: 'Now it is Friday.' });
    const channel = recall.simulator.world.directChannel(MARA)?.id ?? '';
    await recall.simulator.as(MARA).click({ ...placeOf(before, channel), actionId: ACTION_RECAP_UPDATE });
    await until(() => direct().some((message) => wordsOf(message).includes('Now it is Friday.')));
    await settled(recall, 2);
    expect(direct().map(({ ts }) => ts)).toEqual([before?.ts]);
    expect(labelsOf(direct()[0])).toContain('Share here');
  });

  it('of a recap in the channel edits it there, pressed by anyone in it', async () => {
    await start();
    await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND, text: 'public' });
    await settled(recall, 1);
    const inChannel = () =>
      recall.simulator.world
        .timeline(GENERAL)
        .filter(({ user, thread_ts }) => user === recall.simulator.app.botUserId && thread_ts === undefined);
    const [before] = inChannel();
    await recall.simulator.as(BO).say({ channel: GENERAL, text: 'Now it is Friday.' });
    await recall.simulator.as(BO).click({ ...placeOf(before), actionId: ACTION_RECAP_UPDATE });
    await until(() => wordsOf(inChannel()[0] ?? { text: '' }).includes('Now it is Friday.'));
    await settled(recall, 2);
    expect(inChannel().map(({ ts }) => ts)).toEqual([before?.ts]);
    await until(() => /is up to date/.test(lastTold(recall, BO)));
  });

  it('works after forty days and a restart of the worker', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    for (const column of ['requestedAt', 'touchedAt', 'finishedAt'])
      await recall.database.query(`UPDATE "Conversation" SET "${column}" = "${column}" - interval '40 days'`);
    await recall.database.query(`UPDATE "Recap" SET "changedAt" = "changedAt" - interval '40 days'`);
    await recall.stopWorker();
    await recall.startWorker();
    await say('Now it is Friday.');
    await press(ACTION_RECAP_UPDATE);
    await until(() => wordsIn(recall, rootTs()).includes('Now it is Friday.'));
    expect(own()).toHaveLength(1);
  });

  it('says so where the recap is gone', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await recall.database.query('DELETE FROM "Conversation"');
    await press(ACTION_RECAP_UPDATE, { by: BO });
    await until(() => lastTold(recall, BO).startsWith('That is no longer there'));
  });

  it('does not call an item that was done "no longer open"', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await recall.database.query(
      `UPDATE "ActionItem" SET state = 'done', "changedAt" = now(), "changedBy" = 'U0BO'`,
    );
    await recall.simulator
      .as(MARA)
      .edit({ channel: GENERAL, ts: thread[1]?.ts ?? '', text: 'x' })
      .catch(() => {});
    engine.summarize = async (question) => ({
      answer: {
        headline: 'All done',
        points: [{ text: question.transcript.messages[0]?.text ?? '', sources: [1] }],
        decisions: [],
        actionItems: [],
        openQuestions: [],
        tags: [],
      },
      tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      model: null,
      promptVersion: null,
      costUsd: 0,
    });
    await say('Support knows.');
    await press(ACTION_RECAP_UPDATE);
    await until(() => wordsIn(recall, rootTs()).includes('All done'));
    expect(wordsIn(recall, rootTs())).not.toContain('No longer open');
  });
});

describe('More and less detail', () => {
  it('read everything again for another length, in the same message', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    const [before] = own();
    await press(ACTION_RECAP_MENU, { value: 'more' });
    await settled(recall, 2);
    expect(engine.questions.at(-1)).toMatchObject({ length: 'detailed' });
    expect(engine.questions.at(-1)?.earlier).toBeUndefined();
    expect(own().map(({ ts }) => ts)).toEqual([before?.ts]);
    expect(labelsOf(own()[0])).not.toContain('More detail');
    await press(ACTION_RECAP_MENU, { value: 'less' });
    await settled(recall, 3);
    await press(ACTION_RECAP_MENU, { value: 'less' });
    await settled(recall, 4);
    expect(engine.questions.at(-1)).toMatchObject({ length: 'brief' });
    expect(labelsOf(own()[0])).not.toContain('Less detail');
  });

  it('are for whoever asked, and for admins', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await press(ACTION_RECAP_MENU, { value: 'more', by: BO });
    await until(() => lastTold(recall, BO).startsWith('Only the person who asked for it'));
    expect(engine.questions).toHaveLength(1);
  });

  it('at the same time as an update end with one recap that stands', async () => {
    await start();
    await recapOf(recall, { rootTs: rootTs() });
    await say('Now it is Friday.');
    let held = 0;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    engine.beforeAnswer = () => {
      held += 1;
      return released;
    };
    await press(ACTION_RECAP_UPDATE);
    await press(ACTION_RECAP_MENU, { value: 'less' });
    await until(() => held === 2);
    release();
    await settled(recall, 3);
    const current = await recall.database.query('SELECT 1 FROM "Recap" WHERE "isCurrent"');
    expect(current).toHaveLength(1);
    expect(own()).toHaveLength(1);
    expect(wordsIn(recall, rootTs())).toContain('Now it is Friday.');
  });
});
