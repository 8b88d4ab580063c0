import { afterEach, describe, expect, it } from 'vitest';
import {
  ACTION_RECAP_KEEP,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_SHARE_TO,
  ACTION_RECAP_UPDATE,
  COMMAND,
  INPUT_NOTE_TEXTS,
  INPUT_SHARE_CHANNEL,
  SHORTCUT_RECALL_NOTE,
} from '../../src/core/slack/ids.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { BO, GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { labelsOf, lastTold, placeOf, recapOf, settled, threadSaying } from '../support/result.ts';
import { type SortingEngine, sortingEngine } from '../support/sorting-engine.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
let engine: SortingEngine;
let thread: SeedMessage[];
const rootTs = () => thread[0]?.ts ?? '';
const shared = () => recall.inThread(GENERAL, rootTs());
const original = () => recall.inDirectMessage(MARA)[0];
const direct = () => recall.simulator.world.directChannel(MARA)?.id ?? '';
const press = (actionId: string) =>
  recall.simulator.as(MARA).click({ ...placeOf(original(), direct()), actionId });

afterEach(() => recall.close());

async function start({ backend = 'postgres' as Backend, members = [MARA, BO] } = {}): Promise<void> {
  thread = threadSaying('When do we launch?', 'Decided: on Thursday', 'Task: tell support');
  engine = sortingEngine();
  recall = await startRecall({ backend, seed: meetingWorkspace({ messages: thread, members }), engine });
  await recapOf(recall, { rootTs: rootTs(), isPrivate: true });
}

async function readers(): Promise<(string | null)[]> {
  const tables = ['ActionItem', 'Decision', 'SearchEntry'];
  const rows = await Promise.all(
    tables.map((table) =>
      recall.database.query<{ onlyFor: string | null }>(`SELECT "onlyFor" FROM "${table}"`),
    ),
  );
  return [...new Set(rows.flat().map(({ onlyFor }) => onlyFor))];
}

describeOnEachBackend('Share here', (backend) => {
  it('posts the recap for everyone where it was read, says who shared it, and lets them see what came of it', async () => {
    await start({ backend });
    expect(await readers()).toEqual([MARA]);
    await press(ACTION_RECAP_SHARE);
    await until(() => shared().length === 1);
    await until(() => wordsOf(original() ?? { text: '' }).includes('Shared in'));
    const words = wordsOf(shared()[0] ?? { text: '' });
    expect(words).toContain(`Shared by <@${MARA}>`);
    expect(words).toContain('on Thursday');
    expect(words).not.toContain('for you alone');
    expect(labelsOf(shared()[0])).not.toContain('Share here');
    expect(labelsOf(original())).not.toContain('Share here');
    expect(labelsOf(original())).not.toContain('Keep to myself');
    expect(wordsOf(original() ?? { text: '' })).toContain(`Shared in <#${GENERAL}>`);
    expect(wordsOf(original() ?? { text: '' })).not.toContain('for you alone');
    expect(await readers()).toEqual([null]);
  });

  it('comes later where Slack is away, once', async () => {
    await start({ backend });
    recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
    await recall.stopWorker();
    await press(ACTION_RECAP_SHARE);
    await until(() => /did not answer me in time/.test(lastTold(recall, MARA, direct())));
    await recall.startWorker();
    await until(() => wordsOf(original() ?? { text: '' }).includes('Shared in'));
    await until(async () => {
      const rows = await recall.database.query('SELECT 1 FROM "Recap" WHERE version > "shownVersion"');
      return rows.length === 0;
    });
    expect(shared()).toHaveLength(1);
  });
});

describe('Share here', () => {
  it('twice at once is there once', async () => {
    await start();
    await Promise.all([press(ACTION_RECAP_SHARE), press(ACTION_RECAP_SHARE)]);
    await until(() => wordsOf(original() ?? { text: '' }).includes('Shared in'));
    await until(async () => {
      const rows = await recall.database.query('SELECT 1 FROM "Recap" WHERE version > "shownVersion"');
      return rows.length === 0;
    });
    expect(shared()).toHaveLength(1);
  });

  it('posts a window in the channel', async () => {
    await start();
    await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND });
    await settled(recall, 2);
    const message = recall.inDirectMessage(MARA).at(-1);
    await recall.simulator.as(MARA).click({ ...placeOf(message, direct()), actionId: ACTION_RECAP_SHARE });
    const inChannel = () =>
      recall.simulator.world
        .timeline(GENERAL)
        .filter(({ user, thread_ts }) => user === recall.simulator.app.botUserId && thread_ts === undefined);
    await until(() => inChannel().some((posted) => wordsOf(posted).includes(`Shared by <@${MARA}>`)));
    expect(wordsOf(inChannel().at(-1) ?? { text: '' })).toContain('Recap of');
  });

  it('lives on: an update of either changes both, and what it adds is for everyone', async () => {
    await start();
    await press(ACTION_RECAP_SHARE);
    await until(() => wordsOf(original() ?? { text: '' }).includes('Shared in'));
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Task: buy flags' });
    await recall.simulator.as(BO).click({ ...placeOf(shared()[0]), actionId: ACTION_RECAP_UPDATE });
    await until(() =>
      [shared()[0], original()].every((message) => wordsOf(message ?? { text: '' }).includes('buy flags')),
    );
    await settled(recall, 2);
    expect(shared()).toHaveLength(1);
    expect(await readers()).toEqual([null]);
    await until(() => /is up to date/.test(lastTold(recall, BO)));
    await recall.simulator.as(MARA).remove({ channel: GENERAL, ts: thread[2]?.ts ?? '' });
    await until(() =>
      [shared()[0], original()].every(
        (message) => !wordsOf(message ?? { text: '' }).includes('tell support'),
      ),
    );
  });

  it('while it is brought up to date is there once, and up to date', async () => {
    await start();
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'Task: buy flags' });
    let isHeld = false;
    let release = (): void => {};
    engine.beforeAnswer = () => {
      isHeld = true;
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    await press(ACTION_RECAP_UPDATE);
    await until(() => isHeld);
    await press(ACTION_RECAP_SHARE);
    await until(() => wordsOf(original() ?? { text: '' }).includes('Shared in'));
    release();
    await settled(recall, 2);
    expect(shared()).toHaveLength(1);
    expect(wordsOf(shared()[0] ?? { text: '' })).toContain('buy flags');
    expect(await readers()).toEqual([null]);
  });

  it('is taken back where Slack does not let Recall post', async () => {
    await start();
    recall.simulator.faults.fail('chat.postMessage', { error: 'restricted_action', times: 1 });
    await press(ACTION_RECAP_SHARE);
    await until(() => /does not let me post/.test(lastTold(recall, MARA, direct())));
    expect(shared()).toEqual([]);
    expect(await readers()).toEqual([MARA]);
    await until(() => labelsOf(original()).includes('Share here'));
  });

  it('is refused to somebody who left the channel', async () => {
    await start();
    await recall.simulator.as(MARA).leave(GENERAL);
    await press(ACTION_RECAP_SHARE);
    await until(() => /You are not in <#C0GENERAL>/.test(lastTold(recall, MARA, direct())));
    expect(shared()).toEqual([]);
    expect(await readers()).toEqual([MARA]);
  });
});

describe('Keep to myself', () => {
  it('takes the buttons away, and leaves the rest', async () => {
    await start();
    await press(ACTION_RECAP_KEEP);
    await until(() => !labelsOf(original()).includes('Share here'));
    expect(labelsOf(original()).slice(-6)).toEqual([
      'Update',
      '👍',
      '👎',
      'More detail',
      'Less detail',
      'Delete…',
    ]);
    expect(await readers()).toEqual([MARA]);
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: rootTs(), text: 'One more thing.' });
    await press(ACTION_RECAP_UPDATE);
    await until(() => wordsOf(original() ?? { text: '' }).includes('One more thing.'));
    expect(labelsOf(original())).not.toContain('Share here');
  });
});

describe('a recap of notes', () => {
  it('is shared to a channel that both are in, without links that nobody can open', async () => {
    await start();
    await recall.simulator.as(MARA).useGlobalShortcut({ callbackId: SHORTCUT_RECALL_NOTE });
    const form = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    const text = 'Mara: the pier opens at noon.\nBo: Task: paint the pier';
    await recall.simulator.as(MARA).submitView({ viewId: form.id, values: { [INPUT_NOTE_TEXTS[0]]: text } });
    const recap = await until(() =>
      recall.inDirectMessage(MARA).find((message) => labelsOf(message).includes('Share to a channel…')),
    );
    expect(labelsOf(recap)).not.toContain('Update');
    for (const view of recall.simulator.world.openViews(MARA))
      await recall.simulator.as(MARA).closeView({ viewId: view.id });
    await recall.simulator.as(MARA).click({ ...placeOf(recap, direct()), actionId: ACTION_RECAP_SHARE_TO });
    const asking = await until(() => recall.simulator.world.openViews(MARA).at(-1));
    const send = (channel: string) =>
      recall.simulator.as(MARA).submitView({ viewId: asking.id, values: { [INPUT_SHARE_CHANNEL]: channel } });
    expect((await send('C0PUBLIC')).errors?.[INPUT_SHARE_CHANNEL]).toContain('/invite @Recall');
    await recall.simulator.as(MARA).leave('C0QUIET');
    expect((await send('C0QUIET')).errors?.[INPUT_SHARE_CHANNEL]).toContain('You are not in this channel');
    expect((await send(GENERAL)).errors).toBeUndefined();
    const posted = await until(() =>
      recall.simulator.world
        .timeline(GENERAL)
        .find((message) => message.user === recall.simulator.app.botUserId),
    );
    const words = wordsOf(posted);
    expect(words).toContain('the pier opens at noon');
    expect(words).toContain(`Shared by <@${MARA}>`);
    expect(words).not.toContain('/archives/');
    await until(() => /everyone in <#C0GENERAL> can read/.test(lastTold(recall, MARA, direct())));
    const rows = await recall.database.query<{ channelId: string }>(
      `SELECT "channelId" FROM "SearchEntry" WHERE text LIKE '%pier%' AND "onlyFor" IS NULL`,
    );
    expect(new Set(rows.map(({ channelId }) => channelId))).toEqual(new Set([GENERAL]));
  });
});
