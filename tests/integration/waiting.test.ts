import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecapQuestion } from '../../src/core/domain/recap.ts';
import { ACTION_ITEM_DONE, ACTION_WAITING_BACK, ACTION_WAITING_MORE } from '../../src/core/slack/ids.ts';
import { ask, controlsOf, press } from '../support/asking.ts';
import { ACME } from '../support/asks.ts';
import { wordsOf } from '../support/reading.ts';
import { ATTIC, BO, GAIL, GENERAL, MARA, readingWorkspace, VAULT } from '../support/reading-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

const DAY_MS = 24 * 60 * 60_000;

let recall: RecallUnderTest;
let made = 0;

beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'], seed: readingWorkspace() });
});
afterEach(() => recall.close());

const sources = () => {
  made += 1;
  return [{ ts: `${1_690_000_000 + made}.000100`, threadTs: null }];
};
const itemFor = (assignee: string, text: string, due: string | null = null) => ({
  text,
  assignee,
  due,
  sources: sources(),
});
const questionTo = (askedOf: string | null, text: string): RecapQuestion => ({
  text,
  askedOf,
  sources: sources(),
});

const waiting = (userId: string, channel = GENERAL) => ask(recall, { userId, channel, text: 'waiting' });

describe('/recall waiting', () => {
  it('shows my open action items with their buttons and the questions asked of me, each with its link', async () => {
    await storeRecap(recall.store, {
      recap: {
        actionItems: [itemFor(BO, 'Tell support', '2031-01-02'), itemFor(MARA, 'Book the room')],
        openQuestions: [
          questionTo(BO, 'When do you land?'),
          questionTo(MARA, 'Who pays?'),
          questionTo(null, 'Why?'),
        ],
      },
    });
    const calls = recall.simulator.calls.length;
    const told = await waiting(BO);
    const words = wordsOf(told);
    expect(words).toContain('1 open action item and 1 question asked of you');
    expect(words).toContain('Tell support');
    expect(words).toContain('When do you land?');
    expect(
      words.match(/Open the message\(https:\/\/acme\.slack\.com\/archives\/C0GENERAL\/p169/g),
    ).toHaveLength(2);
    expect(words).not.toMatch(/Book the room|Who pays|Why\?/);
    expect(controlsOf(told)).toContain(ACTION_ITEM_DONE);
    expect(recall.simulator.calls.slice(calls).map(({ method }) => method)).not.toContain('chat.postMessage');
  });

  it('comes from every channel that I may read, and from no other', async () => {
    for (const id of [GENERAL, VAULT, ATTIC]) {
      await storeRecap(recall.store, {
        ask: { channel: { id, name: 'somewhere' } },
        recap: {
          actionItems: [itemFor(BO, `Task of ${id}`), itemFor(GAIL, `Errand of ${id}`)],
          openQuestions: [questionTo(BO, `Question of ${id}`), questionTo(GAIL, `Riddle of ${id}`)],
        },
      });
    }
    expect(wordsOf(await waiting(BO))).toContain('3 open action items and 3 questions');
    const ofGuest = wordsOf(await waiting(GAIL));
    expect(ofGuest).toContain('1 open action item and 1 question');
    expect(ofGuest).not.toMatch(/VAULT|ATTIC/);
    await recall.simulator.as(BO).leave(VAULT);
    await until(async () => {
      const known = await recall.store.members.known(ACME.id, [VAULT], new Date(0));
      return !known.has(VAULT);
    });
    expect(wordsOf(await waiting(BO))).not.toContain('VAULT');
  });

  it('leaves out what a later recap no longer asks, what is old, and private recaps of others', async () => {
    const source = { kind: 'thread', threadTs: '1690000000.000100' } as const;
    await storeRecap(recall.store, {
      ask: { source },
      recap: { openQuestions: [questionTo(BO, 'Answered since?')] },
    });
    await storeRecap(recall.store, { ask: { source }, recap: { headline: 'Anew' } });
    await storeRecap(recall.store, {
      at: new Date(Date.now() - 61 * DAY_MS),
      recap: { openQuestions: [questionTo(BO, 'Last spring?')] },
    });
    await storeRecap(recall.store, {
      ask: { audience: 'private', trigger: 'command', askedBy: MARA },
      recap: { openQuestions: [questionTo(BO, 'Between Mara and me?')], actionItems: [itemFor(BO, 'Hush')] },
    });
    expect(wordsOf(await waiting(BO))).toContain('Nothing waits for you');
  });

  it('tells once what a shared recap and my own private one both ask', async () => {
    const question = questionTo(BO, 'When do you land?');
    await storeRecap(recall.store, { recap: { openQuestions: [question] } });
    await storeRecap(recall.store, {
      ask: { audience: 'private', trigger: 'command', askedBy: BO },
      recap: { openQuestions: [question] },
    });
    expect(wordsOf(await waiting(BO))).toContain('1 question asked of you');
  });

  it('goes on without an item that is done', async () => {
    await storeRecap(recall.store, {
      recap: {
        actionItems: [itemFor(BO, 'Tell support')],
        openQuestions: [questionTo(BO, 'When do you land?')],
      },
    });
    const told = await waiting(BO);
    const after = await press(recall, { userId: BO, message: told, actionId: ACTION_ITEM_DONE });
    expect(wordsOf(after)).not.toContain('Tell support');
    expect(wordsOf(after)).toContain('When do you land?');
  });

  it('is paged', async () => {
    await storeRecap(recall.store, {
      recap: {
        actionItems: Array.from({ length: 4 }, (_, index) => itemFor(BO, `Task ${index}`)),
        openQuestions: Array.from({ length: 4 }, (_, index) => questionTo(BO, `Question ${index}?`)),
      },
    });
    const first = await waiting(BO);
    expect(wordsOf(first).match(/(Task|Question) \d/g)).toHaveLength(5);
    const second = await press(recall, { userId: BO, message: first, actionId: ACTION_WAITING_MORE });
    expect(wordsOf(second).match(/(Task|Question) \d/g)).toHaveLength(3);
    expect(wordsOf(second)).not.toContain('Task');
    const back = await press(recall, { userId: BO, message: second, actionId: ACTION_WAITING_BACK });
    expect(wordsOf(back)).toBe(wordsOf(first));
  });

  it('says that Slack did not answer where it does not say what I may read', async () => {
    await storeRecap(recall.store, { recap: { actionItems: [itemFor(BO, 'Tell support')] } });
    recall.simulator.faults.httpError('conversations.info', { status: 503, times: 3 });
    const told = await waiting(BO);
    expect(told.text).toContain('Slack did not answer me in time');
    expect(wordsOf(told)).not.toContain('Tell support');
  });
});
