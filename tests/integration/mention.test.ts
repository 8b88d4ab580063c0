import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const threads = [launchThread(3), launchThread(2), launchThread(1)];
const [steered, plain, twice] = threads.map((thread) => thread[0]?.ts ?? '');

describe('a mention', () => {
  let recall: RecallUnderTest;
  let engine: QuotingEngine;

  beforeAll(async () => {
    engine = quotingEngine();
    const seed = meetingWorkspace({ messages: threads.flat() });
    recall = await startRecall({ backend: 'postgres', seed, engine });
  });
  afterAll(() => recall.close());

  const mention = (userId: string, threadTs: string, words: string) =>
    recall.simulator
      .as(userId)
      .say({ channel: GENERAL, threadTs, text: `<@${recall.simulator.app.botUserId}> ${words}` });
  const recapIn = (ts: string) =>
    until(() => {
      const own = recall.inThread(GENERAL, ts);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });

  it('with words is steered by them', async () => {
    await mention(BO, steered ?? '', 'focus on the importer &amp; its delay');
    await recapIn(steered ?? '');
    expect(engine.questions.at(-1)?.focus).toBe('the importer & its delay');
  });

  it('that only asks is steered nowhere', async () => {
    await mention(BO, plain ?? '', 'please recap this thread');
    await recapIn(plain ?? '');
    expect(engine.questions.at(-1)?.focus).toBeUndefined();
  });

  it('makes one recap, though it arrives as a mention and as a message', async () => {
    const { deliveries } = await mention(MARA, twice ?? '', 'tl;dr');
    expect(deliveries.length).toBe(2);
    await recapIn(twice ?? '');
    expect(recall.inThread(GENERAL, twice ?? '')).toHaveLength(1);
    expect(await recall.states()).toHaveLength(3);
  });
});

describe('a message to Recall alone', () => {
  let recall: RecallUnderTest;

  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', services: ['bot'] });
  });
  afterAll(() => recall.close());

  const answers = (userId: string) => recall.inDirectMessage(userId);

  it('is answered with what Recall can do', async () => {
    await recall.simulator.as(BO).say({ channel: 'app', text: 'hello?' });
    const [answer] = await until(() => (answers(BO).length > 0 ? answers(BO) : null));
    expect(wordsOf(answer ?? { text: '' })).toContain('`/recall help`');
    expect(await recall.states()).toEqual([]);
  });

  it('is answered once, also where it is delivered five times', async () => {
    const direct = recall.simulator.world.directChannel(BO)?.id ?? '';
    const event = {
      type: 'message',
      channel: direct,
      channel_type: 'im',
      user: BO,
      text: 'are you there?',
      ts: `${Math.floor(Date.now() / 1000)}.000900`,
      event_ts: `${Math.floor(Date.now() / 1000)}.000900`,
    };
    await recall.simulator.deliverEvent(event, { times: 5 });
    await until(() => answers(BO).length === 2);
    await recall.simulator.deliverEvent(event);
    await recall.simulator.as(MARA).say({ channel: 'app', text: 'hi' });
    await until(() => answers(MARA).length === 1);
    expect(answers(BO)).toHaveLength(2);
  });

  it('is not answered again where it is edited or deleted, nor is Recall answered by itself', async () => {
    const direct = recall.simulator.world.directChannel(MARA)?.id ?? '';
    const { ts } = await recall.simulator.as(MARA).say({ channel: 'app', text: 'recap please' });
    await until(() => answers(MARA).length === 2);
    await recall.simulator.as(MARA).edit({ channel: direct, ts, text: 'recap now' });
    await recall.simulator.as(MARA).remove({ channel: direct, ts });
    await recall.simulator.as(BO).say({ channel: 'app', text: 'still there?' });
    await until(() => answers(BO).length === 3);
    expect(answers(MARA)).toHaveLength(2);
  });

  it('that mentions Recall is answered all the same, and makes no recap', async () => {
    const text = `<@${recall.simulator.app.botUserId}> recap`;
    await recall.simulator.as(MARA).say({ channel: 'app', text });
    await until(() => answers(MARA).length === 3);
    expect(await recall.states()).toEqual([]);
  });
});
