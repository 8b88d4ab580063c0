import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_RETRY, SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { BACKENDS, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

describe.each(BACKENDS)('a recap, with the queue in %s', (backend) => {
  let recall: RecallUnderTest;
  const [thread, mentioned, repeated] = [launchThread(), launchThread(1), launchThread(2)];
  const rootOf = (messages: typeof thread) => messages[0]?.ts ?? '';
  const rootTs = rootOf(thread);
  const lastTs = thread.at(-1)?.ts ?? '';

  beforeAll(async () => {
    const messages = [...repeated, ...mentioned, ...thread];
    recall = await startRecall({ backend, seed: meetingWorkspace({ messages }) });
  });
  afterAll(() => recall.close());

  const settledInThread = (threadTs: string) =>
    until(() => {
      const own = recall.inThread(GENERAL, threadTs);
      return own.length === 1 && own.every(isSettled) ? own : null;
    });
  const settledInDirectMessage = (userId: string, count: number) =>
    until(() => {
      const own = recall.inDirectMessage(userId);
      return own.length === count && own.every(isSettled) ? own : null;
    });

  const toldIn = (channelId: string, userId: string) =>
    recall.simulator.world.ephemerals(channelId, userId).at(-1)?.text;

  it('stands in the thread after the shortcut “Recall this thread”, in the place of one placeholder', async () => {
    const delivery = await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: lastTs });
    expect(delivery).toMatchObject({ status: 200, body: '' });
    const [message] = await settledInThread(rootTs);
    const words = wordsOf(message ?? { text: '' });
    expect(words).toContain('4 messages');
    expect(words).toContain('Then we launch on Thursday.');
    expect(words).toContain(`I'll tell support, <@${MARA}>.`);
    expect(words).toContain('Read 4 messages');
    expect(message?.text).toBe('Recap: 4 messages');
    expect(message?.metadata?.event_type).toBe('recall_recap');
    const calls = recall.simulator.calls.filter(
      ({ method }) => method === 'chat.postMessage' || method === 'chat.update',
    );
    expect(calls.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update']);
    expect(calls[0]?.args.text).toBe(':hourglass_flowing_sand: Reading 4 messages of this thread…');
  });

  it('links each point to the message that it rests on', async () => {
    const [message] = recall.inThread(GENERAL, rootTs);
    const links = [...wordsOf(message ?? { text: '' }).matchAll(/\[(\d+)\]\((\S+?)\)/g)].map(
      ([, , url]) => url,
    );
    const permalinks = [rootTs, ...thread.slice(1).map(({ ts }) => ts)].map((ts) => {
      const found = recall.simulator.world.message(GENERAL, ts);
      return found && recall.simulator.world.permalink(GENERAL, found);
    });
    expect(links).toEqual(permalinks);
  });

  it('comes in the direct message after “Recall just for me”, and nobody else sees anything', async () => {
    const before = recall.inThread(GENERAL, rootTs).length;
    await recall.simulator
      .as(BO)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
    const [message] = await settledInDirectMessage(BO, 1);
    expect(wordsOf(message ?? { text: '' })).toContain('Then we launch on Thursday.');
    expect(wordsOf(message ?? { text: '' })).toMatch(
      /^Recap of <https:\/\/acme\.slack\.com\/\S+\|a thread> in <#C0GENERAL>, for you alone/,
    );
    expect(recall.inThread(GENERAL, rootTs)).toHaveLength(before);
    const [notice] = await until(() => recall.simulator.world.ephemerals(GENERAL, BO));
    expect(notice?.text).toContain('The recap comes in');
    const placeholder = recall.simulator.world.permalink(
      recall.simulator.world.directChannel(BO)?.id ?? '',
      message ?? never(),
    );
    expect(notice?.text).toContain(placeholder);
  });

  it('covers the last 24 hours of the channel after /recall, threads included, without the recaps', async () => {
    const delivery = await recall.simulator
      .as(MARA)
      .runCommand({ channel: GENERAL, command: '/recall', text: '' });
    expect(delivery).toMatchObject({ status: 200, body: '' });
    const [message] = await settledInDirectMessage(MARA, 1);
    expect(wordsOf(message ?? { text: '' })).toContain("I'll tell support");
    expect(wordsOf(message ?? { text: '' })).toContain(
      "Read 12 of 13 messages (left out: 1 of Recall's own)",
    );
  });

  it('follows a mention in a thread', async () => {
    await recall.simulator.as(BO).say({
      channel: GENERAL,
      threadTs: rootOf(mentioned),
      text: `<@${recall.simulator.app.botUserId}> where do we stand?`,
    });
    const [message] = await settledInThread(rootOf(mentioned));
    expect(wordsOf(message ?? { text: '' })).toContain('Then we launch on Thursday.');
    expect(wordsOf(message ?? { text: '' })).not.toContain('where do we stand?');
  });

  it('is made once for an event that Slack delivers five times, and once more later', async () => {
    const event = {
      type: 'app_mention',
      user: MARA,
      text: `<@${recall.simulator.app.botUserId}>`,
      ts: `${Math.floor(Date.now() / 1000)}.000900`,
      thread_ts: rootOf(repeated),
      channel: GENERAL,
      event_ts: '1700000000.000900',
    };
    const deliveries = await recall.simulator.deliverEvent(event, { times: 5 });
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await settledInThread(rootOf(repeated));
    await recall.simulator.deliverEvent(event);
    await until(
      () => recall.logLines.filter((line) => line.includes('delivered again by Slack')).length === 5,
    );
    expect(recall.inThread(GENERAL, rootOf(repeated))).toHaveLength(1);
  });

  it('asks back where /recall is given words that it does not understand', async () => {
    await recall.simulator
      .as(BO)
      .runCommand({ channel: GENERAL, command: '/recall', text: 'everything please' });
    await until(() => toldIn(GENERAL, BO)?.includes('I did not understand “everything please”'));
  });

  it('leaves every conversation finished', async () => {
    await until(async () => (await recall.states()).every((state) => state === 'done'));
    expect(await recall.states()).toHaveLength(5);
  });
});

describe('where there can be no recap', () => {
  let recall: RecallUnderTest;
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';
  const single = { ts: `${Math.floor(Date.now() / 1000) - 10}.000100`, user: BO, text: 'Lunch?' };

  beforeAll(async () => {
    recall = await startRecall({
      backend: 'postgres',
      seed: meetingWorkspace({ messages: [...thread, single] }),
    });
  });
  afterAll(() => recall.close());

  const toldIn = (channelId: string, userId: string) =>
    until(() => recall.simulator.world.ephemerals(channelId, userId).at(-1)?.text);

  it.each(['C0PUBLIC', 'C0SECRET'])(
    'says how to invite Recall to %s, by command and by shortcut',
    async (channelId) => {
      await recall.simulator.as(MARA).runCommand({ channel: channelId, command: '/recall', text: '' });
      expect(await toldIn(channelId, MARA)).toContain('`/invite @Recall`');
      await recall.simulator
        .as(BO)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: channelId, ts: rootTs });
      expect(await toldIn(channelId, BO)).toContain('`/invite @Recall`');
      expect(recall.inDirectMessage(MARA)).toEqual([]);
    },
  );

  it('says that a single message is no thread, without writing under it', async () => {
    await recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: single.ts });
    expect(await toldIn(GENERAL, MARA)).toContain('single message without replies');
    expect(recall.inThread(GENERAL, single.ts)).toEqual([]);
  });

  it('says that there is nothing in an empty channel', async () => {
    await recall.simulator.as(BO).runCommand({ channel: 'C0QUIET', command: '/recall', text: '' });
    const [message] = await until(() => {
      const own = recall.inDirectMessage(BO);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });
    expect(message?.text).toContain('There is nothing to recap');
  });

  it('says that a mention outside a thread needs a thread', async () => {
    await recall.simulator
      .as(BO)
      .say({ channel: GENERAL, text: `<@${recall.simulator.app.botUserId}> hello` });
    expect(await until(() => recall.simulator.world.ephemerals(GENERAL, BO).at(-1)?.text)).toContain(
      'Mention me inside a thread',
    );
  });

  it('says that the message is gone when the thread vanished before the shortcut arrived', async () => {
    recall.simulator.faults.fail('conversations.replies', { error: 'thread_not_found', times: 1 });
    await recall.simulator
      .as(BO)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    await until(() =>
      recall.simulator.world.ephemerals(GENERAL, BO).at(-1)?.text.includes('That message is gone'),
    );
    expect(recall.inThread(GENERAL, rootTs)).toEqual([]);
  });

  it('leaves no conversation running or queued', async () => {
    await until(async () => (await recall.states()).every((state) => state === 'failed'));
  });
});

describe('a recap that fails', () => {
  it('leaves a sentence that says what to do, and nothing of the error', async () => {
    const thread = launchThread();
    const rootTs = thread[0]?.ts ?? '';
    const recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace({ messages: thread }) });
    try {
      recall.simulator.faults.fail('conversations.info', { error: 'missing_scope', times: 1 });
      await recall.simulator
        .as(MARA)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
      const failed = await until(() =>
        recall.inThread(GENERAL, rootTs).find(({ text }) => text.startsWith(':warning:')),
      );
      expect(failed.text).toContain('I lack a permission');
      expect(failed.text).not.toMatch(/Error|missing_scope|\.ts:/);
      expect(await recall.states()).toEqual(['failed']);
    } finally {
      await recall.close();
    }
  });

  it('is tried again by anyone who presses “Try again”', async () => {
    const thread = launchThread();
    const rootTs = thread[0]?.ts ?? '';
    const failing = { code: 'engine_bad_answer' as const, times: 1 };
    const { failingEngine } = await import('../support/failing-engine.ts');
    const recall = await startRecall({
      backend: 'postgres',
      seed: meetingWorkspace({ messages: thread }),
      engine: failingEngine(failing),
    });
    try {
      await recall.simulator
        .as(MARA)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
      const failed = await until(() =>
        recall.inThread(GENERAL, rootTs).find(({ text }) => text.startsWith(':warning:')),
      );
      await recall.simulator.as(BO).click({ channel: GENERAL, ts: failed.ts, actionId: ACTION_RETRY });
      const [message] = await until(() => {
        const own = recall.inThread(GENERAL, rootTs);
        return own.every(({ text }) => text.startsWith('Recap:')) ? own : null;
      });
      expect(message?.ts).toBe(failed.ts);
      await until(async () => (await recall.states()).every((state) => state === 'done'));
    } finally {
      await recall.close();
    }
  });
});

function never(): never {
  throw new Error('there is no message');
}
