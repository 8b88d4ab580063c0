import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../../src/core/display/access.ts';
import { createSlack } from '../../src/core/slack/client.ts';
import { ACTION_FIND_BACK, ACTION_FIND_MORE, ACTION_FIND_TAG } from '../../src/core/slack/ids.ts';
import { createPeople } from '../../src/core/slack/people.ts';
import { ask, controlsOf, press, styled } from '../support/asking.ts';
import { ACME } from '../support/asks.ts';
import { wordsOf } from '../support/reading.ts';
import {
  ATTIC,
  BO,
  GAIL,
  GENERAL,
  HARBOUR,
  MARA,
  OTTO,
  readingWorkspace,
  VAULT,
} from '../support/reading-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
const at = (day: number) => new Date(Date.UTC(2026, 9, day, 12));
const source = (ts: string) => [{ ts, threadTs: null }];
const inChannel = (id: string, askedBy = MARA) => ({ channel: { id, name: id.toLowerCase() }, askedBy });

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'], seed: readingWorkspace() });
  const { store } = recall;
  await storeRecap(store, {
    ask: inChannel(GENERAL),
    at: at(5),
    recap: {
      headline: 'The launch date moves to Thursday',
      points: [
        { text: 'Support was told', sources: source('1700000001.000000') },
        { text: 'Two launches *clash* with <!channel> & <@U0BO>', sources: source('1700000002.000000') },
      ],
      decisions: [{ text: 'We launch on Thursday', by: MARA, sources: source('1700000003.000000') }],
      actionItems: [
        { text: 'Tell support of the launch', assignee: BO, due: null, sources: source('1700000004.000000') },
      ],
      tags: ['launch', 'release'],
    },
  });
  await storeRecap(store, {
    ask: inChannel(VAULT),
    at: at(6),
    recap: { headline: 'Secret launch budget', tags: ['budget', 'launch'] },
  });
  await storeRecap(store, {
    ask: inChannel(HARBOUR),
    at: at(7),
    recap: { headline: 'Pier closed before the launch', tags: ['pier'] },
  });
  await storeRecap(store, {
    ask: { ...inChannel(GENERAL), audience: 'private', trigger: 'command' },
    at: at(8),
    recap: {
      headline: 'What Mara alone asked: launch nerves',
      decisions: [{ text: 'We launch on Thursday', by: MARA, sources: source('1700000003.000000') }],
      tags: ['nerves'],
    },
  });
  for (let day = 1; day <= 12; day += 1) {
    await storeRecap(store, {
      ask: inChannel(ATTIC),
      at: at(day),
      recap: { headline: `Paging chapter ${day}`, tags: ['chapters'] },
    });
  }
});
afterAll(() => recall.close());

const find = (userId: string, text: string, channel = GENERAL) =>
  ask(recall, { userId, channel, text: `find ${text}` });

describe('/recall find', () => {
  it('finds recaps, decisions and action items, by any form of the words, with where, when and both links', async () => {
    const words = wordsOf(await find(BO, 'launches'));
    expect(words).toContain('5 results for “launches”');
    expect(words).toContain('Decision · ');
    expect(words).toContain('We launch on Thursday');
    expect(words).toContain('Action item · ');
    expect(words).toContain('Oct 5');
    expect(words).toContain('Open the recap(https://acme.slack.com/archives/C0GENERAL/p');
    expect(words).toContain('Open the message(https://acme.slack.com/archives/C0GENERAL/p1700000003000000)');
  });

  it('shows the words in bold, and takes nothing of a text as markup', async () => {
    const found = await find(BO, 'clash');
    expect(styled(found, 'bold')).toEqual(expect.arrayContaining(['clash']));
    const words = wordsOf(found);
    expect(words).toContain('*clash* with <!channel> & <@U0BO>');
    expect(JSON.stringify(found.blocks)).not.toContain('"broadcast"');
  });

  it('finds for each person what they may read in Slack, and nothing else', async () => {
    expect(wordsOf(await find(MARA, 'launch'))).toContain('6 results');
    expect(wordsOf(await find(MARA, 'secret launch'))).toContain('Secret launch budget');
    expect(wordsOf(await find(BO, 'launch'))).toContain('5 results');
    expect(wordsOf(await find(BO, 'nerves'))).toContain('I found nothing');
    expect(wordsOf(await find(GAIL, 'launch'))).toContain('I found nothing');
    expect(wordsOf(await find(OTTO, 'launch', HARBOUR))).toContain('I found nothing');
  });

  it('shows a private recap to whoever asked for it alone, and what a shared one has too once', async () => {
    expect(wordsOf(await find(MARA, 'nerves'))).toContain('for you alone');
    expect(wordsOf(await find(BO, 'nerves'))).toContain('I found nothing');
    expect(wordsOf(await find(MARA, '"launch on thursday"'))).toContain('1 result for');
  });

  it('forgets a private channel at once for whoever leaves it, in every process', async () => {
    expect(wordsOf(await find(BO, 'secret'))).toContain('Secret launch budget');
    const now = () => new Date();
    const { store, simulator } = recall;
    const slack = createSlack({ token: simulator.app.botToken, apiUrl: simulator.apiUrl, maxWaitMs: 1000 });
    const other = createAccess({ store, slackFor: () => slack, people: createPeople({ now }), now });
    expect(await other.mayRead(ACME.id, BO, VAULT)).toBe(true);
    await simulator.as(BO).leave(VAULT);
    await until(async () => !(await other.mayRead(ACME.id, BO, VAULT)));
    expect(wordsOf(await find(BO, 'secret'))).toContain('I found nothing');
    await simulator.as(MARA).bring({ channel: VAULT, user: BO });
    await until(() => other.mayRead(ACME.id, BO, VAULT));
    expect(wordsOf(await find(BO, 'secret'))).toContain('Secret launch budget');
  });

  it('keeps to tags and channels', async () => {
    expect(wordsOf(await find(MARA, '#launch'))).toContain('2 results for #launch');
    expect(wordsOf(await find(BO, 'launch #release'))).toContain('3 results');
    expect(wordsOf(await find(MARA, '#vault launch'))).toContain('1 result');
    expect(wordsOf(await find(MARA, 'tag:nothing launch'))).toContain('I found nothing');
  });

  it('is paged, and what the person may read is looked at anew for every page', async () => {
    const first = await find(BO, 'paging');
    expect(wordsOf(first)).toContain('1–5 of 12');
    expect(controlsOf(first)).toEqual([ACTION_FIND_MORE]);
    const second = await press(recall, { userId: BO, message: first, actionId: ACTION_FIND_MORE });
    expect(wordsOf(second)).toContain('6–10 of 12');
    expect(controlsOf(second)).toEqual([ACTION_FIND_BACK, ACTION_FIND_MORE]);
    const third = await press(recall, { userId: BO, message: second, actionId: ACTION_FIND_MORE });
    expect(wordsOf(third)).toContain('11–12 of 12');
    expect(controlsOf(third)).toEqual([ACTION_FIND_BACK]);
    const chapters = [first, second, third].flatMap((page) => wordsOf(page).match(/chapter \d+/g) ?? []);
    expect(new Set(chapters).size).toBe(12);
    await recall.simulator.kick(ATTIC);
    await until(async () => {
      const [row] = await recall.database.query<{ checkedAt: Date | null }>(
        `SELECT "checkedAt" FROM "ChannelMembers" WHERE "channelId" = '${ATTIC}'`,
      );
      return row?.checkedAt === null;
    });
    const gone = await press(recall, { userId: BO, message: third, actionId: ACTION_FIND_BACK });
    expect(wordsOf(gone)).toContain('I found nothing');
    await recall.simulator.invite(ATTIC);
  });

  it.each([
    ['nothing', ''],
    ['an operator alone', 'or'],
    ['stop words alone', 'the and of'],
    ['an open quote', '"launch'],
    ['only what is left out', '-launch'],
    ['metacharacters', `'; DROP TABLE "Recap"; -- % _ \\ \\' $1 :* & | ! ( ) <-> {}`],
    ['text search syntax', 'launch:* & !date | (a <-> b)'],
    ['punctuation', '!!! ??? …'],
    ['500 characters', 'launch date '.repeat(42)],
    ['a word of 3,000 characters', 'x'.repeat(3000)],
    ['quotes and backslashes throughout', '"\\'.repeat(400)],
    ['emoji and other scripts', '🚀 発売日 צ'],
    ['characters that mean nothing', 'launch\u0000\u0007 \uE000\uE001 \uD83D'],
  ])('answers whatever is typed: %s', async (_, text) => {
    expect(wordsOf(await find(BO, text))).toMatch(/result|I found nothing|Type what you look for/);
    expect(recall.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it('says that Slack did not answer where it does not say what the person may read', async () => {
    await recall.store.members.forget(ACME.id, VAULT);
    recall.simulator.faults.httpError('conversations.info', { status: 503, times: 3 });
    const told = await find(MARA, 'secret');
    expect(told.text).toContain('Slack did not answer me in time');
    expect(told.text).not.toContain('budget');
    recall.simulator.faults.clear();
  });

  it('finds nothing more of a channel that is deleted', async () => {
    expect(wordsOf(await find(MARA, 'pier'))).toContain('Pier closed');
    await recall.simulator.deleteChannel(HARBOUR);
    const other = recall.store.members;
    await until(async () => !(await other.known(ACME.id, [HARBOUR], new Date(0))).has(HARBOUR));
    expect(wordsOf(await find(MARA, 'pier'))).toContain('I found nothing');
  });
});

describe('/recall tags', () => {
  it('shows the tags that the person may see, the most used first, and finds by the one that is picked', async () => {
    const list = await ask(recall, { userId: MARA, channel: GENERAL, text: 'tags' });
    expect(styled(list, 'bold')).toEqual(['Tags']);
    const words = wordsOf(list);
    expect(words.indexOf('#chapters')).toBeLessThan(words.indexOf('#launch'));
    expect(words).toContain('#chapters 12');
    expect(words).toContain('#nerves 1');
    const before = recall.simulator.world.ephemerals(GENERAL, MARA).length;
    await recall.simulator
      .as(MARA)
      .click({ channel: GENERAL, ts: list.ts, actionId: ACTION_FIND_TAG, value: 'budget' });
    const found = await until(() => recall.simulator.world.ephemerals(GENERAL, MARA)[before]);
    expect(wordsOf(found)).toContain('1 result for #budget');
  });

  it('keeps the tags of private recaps and channels from others', async () => {
    const words = wordsOf(await ask(recall, { userId: BO, channel: GENERAL, text: 'tags' }));
    expect(words).toContain('#release 1');
    expect(words).not.toContain('#nerves');
    const ofGuest = wordsOf(await ask(recall, { userId: GAIL, channel: GENERAL, text: 'tags' }));
    expect(ofGuest).toContain('There are no tags yet');
  });
});
