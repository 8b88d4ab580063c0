import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTION_RECAP_UPDATE } from '../../src/core/slack/ids.ts';
import { ask } from '../support/asking.ts';
import { launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { BO, GAIL, GENERAL, HARBOUR, OTTO, readingWorkspace } from '../support/reading-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { placeOf, recapOf } from '../support/result.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;

describe('a guest who asks', () => {
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';
  const toldTo = (userId: string) =>
    recall.simulator.world.ephemerals(GENERAL, userId).map(({ text }) => text);

  beforeEach(async () => {
    const seed = meetingWorkspace({ messages: thread, members: [MARA, BO, GAIL] });
    const people = [...seed.people, { id: GAIL, name: 'gail', realName: 'Gail Ford', isRestricted: true }];
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, people } });
  });
  afterEach(() => recall.close());

  it('takes no part in a thread by the mention that asks, or any other of Recall', async () => {
    const mention = `<@${recall.simulator.app.botUserId}> what did I miss?`;
    await recall.simulator.as(GAIL).say({ channel: GENERAL, text: mention, threadTs: rootTs });
    await until(() => toldTo(GAIL).some((text) => text.includes('Guests and people')));
    await recall.simulator.as(GAIL).say({ channel: GENERAL, text: mention, threadTs: rootTs });
    await until(() => toldTo(GAIL).length === 2);
    expect(toldTo(GAIL)[1]).toContain('Guests and people');
    expect(await recall.states()).toEqual([]);
  });

  it('takes part by what they say to others, and is given the recap', async () => {
    await recall.simulator.as(GAIL).say({ channel: GENERAL, text: 'I can test it.', threadTs: rootTs });
    const mention = `<@${recall.simulator.app.botUserId}>`;
    await recall.simulator.as(GAIL).say({ channel: GENERAL, text: mention, threadTs: rootTs });
    await until(async () => (await recall.states())[0] === 'done');
    expect(
      recall
        .inThread(GENERAL, rootTs)
        .map((message) => wordsOf(message))
        .join(),
    ).toContain('I can test it.');
  });

  it('does not have a thread of others brought up to date', async () => {
    await recapOf(recall, { rootTs });
    const [message] = recall.inThread(GENERAL, rootTs);
    await recall.simulator.as(GAIL).click({ ...placeOf(message), actionId: ACTION_RECAP_UPDATE });
    await until(() => toldTo(GAIL).some((text) => text.includes('Guests and people')));
    expect(await recall.states()).toEqual(['done']);
  });
});

describe('what lists show to guests and people of other organizations', () => {
  const source = (ts: string) => [{ ts, threadTs: null }];
  const threadTs = '1700000500.000100';
  const words = async (userId: string, text: string, channel = GENERAL) =>
    wordsOf(await ask(recall, { userId, channel, text }));

  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', services: ['bot'], seed: readingWorkspace() });
    const general = { id: GENERAL, name: 'general' };
    const { store } = recall;
    await storeRecap(store, {
      ask: { channel: general, askedBy: MARA, audience: 'channel', source: aWindow() },
      recap: {
        headline: 'Whales of the week',
        decisions: [{ text: 'Whales are out', by: MARA, sources: source('1700000601.000000') }],
        actionItems: [
          { text: 'Feed the whales', assignee: BO, due: null, sources: source('1700000602.000000') },
          { text: 'Count the whales', assignee: GAIL, due: null, sources: source('1700000603.000000') },
        ],
        openQuestions: [{ text: 'Do whales sing?', askedOf: GAIL, sources: source('1700000604.000000') }],
        tags: ['whales'],
      },
    });
    const said = {
      headline: 'Whales in the thread',
      decisions: [{ text: 'Whales stay after all', by: MARA, sources: source('1700000501.000000') }],
      actionItems: [
        { text: 'Sing to the whales', assignee: BO, due: null, sources: source('1700000502.000000') },
      ],
      tags: ['songs'],
    };
    const inThread = { channel: general, source: { kind: 'thread', threadTs } } as const;
    await storeRecap(store, { ask: { ...inThread, askedBy: MARA, audience: 'thread' }, recap: said });
    const ofGail = { ...inThread, askedBy: GAIL, audience: 'private', trigger: 'command' } as const;
    await storeRecap(store, { ask: ofGail, recap: said });
  });
  afterAll(() => recall.close());

  it('is what stands in recaps of threads that they asked for, of the others too', async () => {
    const found = await words(GAIL, 'find whales');
    expect(found).toContain('Whales in the thread'.slice('Whales'.length));
    expect(found).toContain('3 results');
    expect(found).not.toMatch(/of the week|are out|Feed/);
    expect(await words(BO, 'find whales')).toContain('7 results');
  });

  it('leaves out tags and decisions of the channel', async () => {
    expect(await words(GAIL, 'tags')).toContain('#songs');
    expect(await words(GAIL, 'tags')).not.toContain('#whales');
    const ledger = await words(GAIL, 'decisions');
    expect(ledger).toContain('Whales stay after all');
    expect(ledger).not.toContain('Whales are out');
    expect(await words(BO, 'decisions')).toContain('Whales are out');
  });

  it('has what they are to do themselves, and no more of the window that says so', async () => {
    expect(await words(GAIL, 'actions')).toContain('Count the whales');
    const here = await words(GAIL, 'actions here');
    expect(here).toContain('Count the whales');
    expect(here).toContain('Sing to the whales');
    expect(here).not.toContain('Feed the whales');
    expect(await words(GAIL, `actions <@${BO}>`)).not.toContain('Feed the whales');
    expect(await words(GAIL, 'waiting')).toContain('Do whales sing?');
    expect(await words(BO, 'actions')).toContain('Feed the whales');
  });

  it('is nothing for somebody of another organization who asked for nothing', async () => {
    await storeRecap(recall.store, {
      ask: { channel: { id: HARBOUR, name: 'harbour' }, askedBy: MARA },
      recap: { headline: 'Piers are closed', tags: ['piers'] },
    });
    expect(await words(OTTO, 'find piers', HARBOUR)).toContain('I found nothing');
    expect(await words(MARA, 'find piers', HARBOUR)).toContain('1 result');
  });
});

function aWindow() {
  return {
    kind: 'channel',
    from: new Date(1_700_000_000_000),
    to: new Date(1_700_001_000_000),
    limit: null,
  } as const;
}
