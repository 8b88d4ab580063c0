import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelMode } from '../../src/core/domain/channel.ts';
import type { SeedMessage } from '../../src/simulator/seed.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const OTTO = 'U0OTTO';
const threads = [launchThread(3), launchThread(2), launchThread(1)];
const [first, second, quiet] = threads.map((thread) => thread[0]?.ts ?? '');
const single: SeedMessage = { ts: `${Math.floor(Date.now() / 1000) - 60}.000700`, user: BO, text: 'Lunch?' };

describe('the reaction :recall:', () => {
  let recall: RecallUnderTest;

  beforeAll(async () => {
    const seed = meetingWorkspace({
      messages: [...threads.flat(), single],
      isShared: true,
      members: [MARA, BO, OTTO],
    });
    recall = await startRecall({
      backend: 'postgres',
      seed: {
        ...seed,
        people: [...seed.people, { id: OTTO, name: 'otto', realName: 'Otto Kern', teamId: 'T0OTHER' }],
      },
    });
  });
  afterAll(() => recall.close());

  const switchTo = (mode: ChannelMode) =>
    recall.store.channels.changeSettings(
      'T0ACME',
      { id: GENERAL, name: 'general' },
      { mode, language: null },
    );
  const react = (userId: string, ts: string, name = 'recall') =>
    recall.simulator.as(userId).react({ channel: GENERAL, ts, name });
  const recapIn = (ts: string) =>
    until(() => {
      const own = recall.inThread(GENERAL, ts);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });

  it('asks for nothing where the channel does not allow it', async () => {
    await react(MARA, quiet ?? '');
    await switchTo('off');
    await react(BO, quiet ?? '');
    expect(await recall.states()).toEqual([]);
    expect(recall.simulator.world.ephemerals(GENERAL, MARA)).toEqual([]);
    expect(recall.simulator.world.ephemerals(GENERAL, BO)).toEqual([]);
  });

  it('puts a recap into the thread that the message stands in, also from a reply', async () => {
    await switchTo('on');
    await react(BO, threads[0]?.at(-1)?.ts ?? '');
    const [message] = await recapIn(first ?? '');
    expect(wordsOf(message ?? { text: '' })).toContain('Then we launch on Thursday.');
    const rows = await recall.database.query<{ trigger: string }>('SELECT trigger FROM "Conversation"');
    expect(rows).toEqual([{ trigger: 'reaction' }]);
  });

  it('does so once for a message, however many people react and however often', async () => {
    await react(BO, second ?? '');
    await react(MARA, second ?? '');
    await recapIn(second ?? '');
    await recall.simulator.as(BO).unreact({ channel: GENERAL, ts: second ?? '', name: 'recall' });
    await react(BO, second ?? '');
    await until(
      () => recall.logLines.filter((line) => line.includes('delivered again by Slack')).length === 2,
    );
    expect(recall.inThread(GENERAL, second ?? '')).toHaveLength(1);
    expect(await recall.states()).toHaveLength(2);
  });

  it('is refused to people of other organizations where they take no part', async () => {
    await react(OTTO, quiet ?? '');
    await until(() =>
      recall.simulator.world
        .ephemerals(GENERAL, OTTO)
        .at(-1)
        ?.text.includes('people from other organizations'),
    );
    expect(recall.inThread(GENERAL, quiet ?? '')).toEqual([]);
    const { ts } = await recall.simulator
      .as(OTTO)
      .say({ channel: GENERAL, threadTs: quiet ?? '', text: 'The pier is ours.' });
    await react(OTTO, ts);
    await recapIn(quiet ?? '');
  });

  it('on a message in no thread tells the person why there is none', async () => {
    await react(BO, single.ts);
    await until(() =>
      recall.simulator.world.ephemerals(GENERAL, BO).at(-1)?.text.includes('single message without replies'),
    );
    expect(recall.inThread(GENERAL, single.ts)).toEqual([]);
  });

  it('is not asked for by other reactions', async () => {
    await react(BO, quiet ?? '', 'recall_me');
    await react(MARA, quiet ?? '', 'eyes');
    expect(await recall.states()).toHaveLength(3);
  });

  it('says nothing where PostgreSQL is away: most reactions ask for nothing', async () => {
    const before = recall.simulator.world.ephemerals(GENERAL, MARA).length;
    await recall.database.goAway();
    await react(MARA, single.ts);
    await until(() =>
      recall.logLines.some((line) => line.includes('not picked up') && line.includes('database_unavailable')),
    );
    await recall.database.comeBack();
    expect(recall.simulator.world.ephemerals(GENERAL, MARA)).toHaveLength(before);
  });
});
