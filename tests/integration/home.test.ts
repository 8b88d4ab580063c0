import type { AnyBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecapActionItem } from '../../src/core/domain/recap.ts';
import {
  ACTION_HOME_PAGE_BACK,
  ACTION_HOME_PAGE_MORE,
  ACTION_ITEM_DONE,
  ACTION_OPT_IN,
  ACTION_OPT_OUT,
  ACTION_SHOW_RECAP,
} from '../../src/core/slack/ids.ts';
import { elementsOf } from '../../src/simulator/block-kit/elements-of.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { connectedWorkspace } from '../support/small-workspace.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

const [MARA, BO, GAIL] = ['U0MARA', 'U0BO', 'U0GAIL'];
const GENERAL = { id: 'C0GENERAL', name: 'general' };
const OPEN_TO_ALL = { id: 'C0PUBLIC', name: 'public-without-app' };
const SECRET = { id: 'C0SECRET', name: 'private-without-app' };

let recall: RecallUnderTest;
beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', seed: connectedWorkspace(), services: ['bot'] });
});
afterEach(() => recall.close());

const homeOf = (userId: string) => recall.simulator.world.homeView(userId);
const wordsAtHome = (userId: string) => wordsOf({ text: '', blocks: homeOf(userId)?.blocks ?? [] });
const publishedTo = (userId: string) =>
  recall.simulator.calls.filter(({ method, args }) => method === 'views.publish' && args.user_id === userId)
    .length;

async function openHome(userId: string): Promise<string> {
  const before = publishedTo(userId);
  await recall.simulator.as(userId).openHome();
  await until(() => publishedTo(userId) > before);
  await quiet();
  return wordsAtHome(userId);
}

/** All that the bot was at is logged, answered and over: nothing more is asked of Slack. */
async function quiet(): Promise<void> {
  let seen = -1;
  await until(async () => {
    const calls = recall.simulator.calls.length;
    const isQuiet = calls === seen;
    seen = calls;
    await recall.store.ping();
    return isQuiet;
  });
}

const item = (text: string, assignee = BO, more: Partial<RecapActionItem> = {}): RecapActionItem => ({
  text,
  assignee: assignee ?? null,
  due: null,
  sources: [{ ts: `1700000000.${String(Math.random()).slice(2, 8)}`, threadTs: null }],
  ...more,
});

function actionIds(blocks: readonly AnyBlock[] = []): string[] {
  return blocks.flatMap((block) => elementsOf(block).map(({ action_id = '' }) => action_id));
}

const click = (userId: string, actionId: string, value?: string) =>
  recall.simulator
    .as(userId)
    .click({ viewId: homeOf(userId)?.id ?? '', actionId, ...(value === undefined ? {} : { value }) });

describe('the App Home', () => {
  it('of somebody new says how to ask, and shows no buttons for what is not there', async () => {
    const words = await openHome(BO);
    expect(words).toContain('You have no open action items.');
    expect(words).toContain('You have not asked for a recap yet.');
    expect(words).toContain('Mention me in a thread');
    expect(words).toContain('`/recall settings`');
    expect(actionIds(homeOf(BO)?.blocks)).toEqual([ACTION_OPT_OUT]);
  });

  it('shows what is open for the person, what waits for them, and their recaps with links', async () => {
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: MARA, audience: 'thread' },
      recap: {
        headline: 'The launch is on Thursday',
        actionItems: [item('Tell support', BO, { due: '2030-11-05' }), item('Book the hall', MARA)],
        openQuestions: [
          { text: 'Who pays?', askedOf: BO, sources: [{ ts: '1700000001.000100', threadTs: null }] },
        ],
      },
    });
    const words = await openHome(BO);
    expect(words).toContain('Tell support');
    expect(words).toContain('Nov 5');
    expect(words).not.toContain('Book the hall');
    expect(words).toContain('Waiting for an answer from you\nWho pays?');
    expect(words).toContain('https://acme.slack.com/archives/C0GENERAL/p1700000001000100');
    expect(words).toContain('You have not asked for a recap yet.');
    const hers = await openHome(MARA);
    expect(hers).toContain('The launch is on Thursday');
    expect(hers).toMatch(
      /a thread> in <#C0GENERAL> · .+ · <https:\/\/acme\.slack\.com\/archives\/C0GENERAL\/p\d+\|Open in Slack>/,
    );
    expect(hers).not.toContain('Who pays?');
  });

  it('keeps a private recap to the person who asked', async () => {
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: MARA, audience: 'private' },
      recap: { headline: 'Between us', actionItems: [item('Ask the landlord', BO)] },
    });
    expect(await openHome(MARA)).toContain('Between us');
    expect(await openHome(BO)).not.toContain('Ask the landlord');
  });

  it('shows nothing of channels that the person may not read today', async () => {
    for (const channel of [SECRET, OPEN_TO_ALL]) {
      await storeRecap(recall.store, {
        ask: { channel, askedBy: BO, audience: 'channel' },
        recap: { headline: `Recap of ${channel.name}`, actionItems: [item(`Task of ${channel.name}`)] },
      });
    }
    const words = await openHome(BO);
    expect(words).not.toContain('private-without-app');
    await recall.simulator.invite(SECRET.id);
    await recall.simulator.as(BO).leave('C0GENERAL');
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: BO, audience: 'channel' },
      recap: { headline: 'Said in general', actionItems: [item('Task of general', GAIL)] },
    });
    const hers = await openHome(GAIL);
    expect(hers).toContain('Task of general');
    await recall.simulator.as(GAIL).leave('C0GENERAL');
    await until(async () => !(await openHome(GAIL)).includes('Task of general'));
  });

  it('pages through hundreds of items, and stays within what Slack takes', async () => {
    const actionItems = Array.from({ length: 500 }, (_, index) => item(`Task ${index + 1}.`));
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: MARA, audience: 'channel' },
      recap: { actionItems },
    });
    expect(await openHome(BO)).toContain('1–10 of 500');
    const first = actionIds(homeOf(BO)?.blocks);
    expect(first.filter((id) => id === ACTION_ITEM_DONE)).toHaveLength(10);
    expect(first).not.toContain(ACTION_HOME_PAGE_BACK);
    await click(BO, ACTION_HOME_PAGE_MORE);
    await until(() => wordsAtHome(BO).includes('11–20 of 500'));
    await click(BO, ACTION_HOME_PAGE_BACK);
    await until(() => wordsAtHome(BO).includes('1–10 of 500'));
    const calls = recall.simulator.calls.filter(({ method }) => method !== 'views.publish');
    expect(calls.length).toBeLessThan(10);
  });

  it('shows the first page where the last one went empty', async () => {
    const actionItems = Array.from({ length: 11 }, (_, index) => item(`Task ${index + 1}.`));
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: MARA, audience: 'channel' },
      recap: { actionItems },
    });
    await openHome(BO);
    await recall.database.query(`UPDATE "ActionItem" SET state = 'done'`);
    await click(BO, ACTION_HOME_PAGE_MORE);
    await until(() => wordsAtHome(BO).includes('You have no open action items.'));
  });

  it('shows the whole of a recap in a modal, as long as it is there for the person', async () => {
    const conversationId = await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: BO, audience: 'private' },
      recap: {
        headline: 'The pier is closed',
        points: [{ text: 'It reopens on Monday.', sources: [{ ts: '1700000001.000100', threadTs: null }] }],
        actionItems: [item('Tell the crew')],
      },
    });
    await openHome(BO);
    const show = async () => {
      await click(BO, ACTION_SHOW_RECAP, conversationId);
      return until(() => {
        const words = wordsOf({
          text: '',
          blocks: recall.simulator.world.openViews(BO).at(-1)?.blocks ?? [],
        });
        return words !== '' && !words.startsWith('One moment') ? words : null;
      });
    };
    const words = await show();
    expect(words).toContain('It reopens on Monday.');
    expect(words).toContain('Tell the crew');
    expect(actionIds(recall.simulator.world.openViews(BO).at(-1)?.blocks)).toEqual([]);
    await recall.simulator
      .as(BO)
      .closeView({ viewId: recall.simulator.world.openViews(BO).at(-1)?.id ?? '' });
    await recall.database.query('UPDATE "Conversation" SET "deletedAt" = now()');
    expect(await show()).toContain('no longer there');
  });

  it('lets a person leave Recall out of their words, and takes it back', async () => {
    await openHome(BO);
    await click(BO, ACTION_OPT_OUT);
    await until(() => wordsAtHome(BO).includes('are left out of recaps'));
    expect([...(await recall.store.people.optedOut('T0ACME'))]).toEqual([BO]);
    await Promise.all([click(BO, ACTION_OPT_IN), click(BO, ACTION_OPT_IN)]);
    await until(() => wordsAtHome(BO).includes('are used in recaps'));
    expect(await recall.store.people.isOptedOut('T0ACME', BO)).toBe(false);
  });

  it('says so where it cannot be read, and is whole again at the next opening', async () => {
    await recall.database.goAway();
    await recall.simulator.as(BO).openHome();
    await until(() => wordsAtHome(BO).includes('I cannot show this right now.'));
    await recall.database.comeBack();
    await until(async () => (await openHome(BO)).includes('You have no open action items.'));
  });

  it('of several openings at once shows what holds in the end', async () => {
    recall.simulator.faults.delay('views.publish', 50);
    const openings = Array.from({ length: 6 }, () => recall.simulator.as(BO).openHome());
    await storeRecap(recall.store, {
      ask: { channel: GENERAL, askedBy: MARA, audience: 'channel' },
      recap: { actionItems: [item('Came in between')] },
    });
    await Promise.all(openings);
    await openHome(BO);
    await until(() => wordsAtHome(BO).includes('Came in between'));
    expect(publishedTo(BO)).toBeLessThan(7);
  });

  it('is not there for the Messages tab', async () => {
    await recall.simulator.as(BO).openHome('messages');
    await openHome(MARA);
    expect(homeOf(BO)).toBeUndefined();
  });
});
