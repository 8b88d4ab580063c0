import { afterEach, describe, expect, it } from 'vitest';
import {
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_ITEM_PAGE_BACK,
  ACTION_ITEM_PAGE_MORE,
  INPUT_ASSIGNEE,
  SHORTCUT_RECALL_PRIVATELY,
} from '../../src/core/slack/ids.ts';
import {
  buttonsOf,
  EVE,
  itemBlockIds,
  recapThread,
  startWithTasks,
  struckIn,
  threadsOf,
} from '../support/items.ts';
import { BO, GENERAL, MARA } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import type { RecallUnderTest } from '../support/recall.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
afterEach(() => recall.close());

async function withRecaps(...threads: readonly (readonly string[])[]) {
  const seeded = threadsOf(...threads);
  recall = await startWithTasks(seeded);
  for (const [root] of seeded) await recapThread(recall, root?.ts ?? '');
  return seeded;
}

/** What `/recall actions …` shows, live. */
async function ask(userId: string, words: string, channel = GENERAL) {
  const shownTo = () => recall.simulator.world.ephemerals(channel, userId);
  const before = shownTo().length;
  await recall.simulator
    .as(userId)
    .runCommand({ channel, command: '/recall', text: `actions ${words}`.trim() });
  const { ts } = await until(() => shownTo()[before]);
  return {
    ts,
    shown: () => shownTo().find((message) => message.ts === ts) ?? { text: '', blocks: [] },
  };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('/recall actions', () => {
  it('lists what is mine, the overdue first, and acts in place and in the recap', async () => {
    const [thread = []] = await withRecaps([
      `TASK <@${BO}> by 2031-01-31 plan next year`,
      `TASK <@${BO}> someday`,
      `TASK <@${BO}> pay the bill`,
      `TASK <@${MARA}> not for Bo`,
    ]);
    await recall.database.query(`UPDATE "ActionItem" SET due = '2020-01-31' WHERE text = 'pay the bill'`);
    const { shown, ts } = await ask(BO, '');
    const words = wordsOf(shown());
    expect(words).toContain('Your action items');
    expect(words).toContain('3 open');
    expect(words).not.toContain('not for Bo');
    expect(words).toMatch(/pay the bill.*overdue since[\s\S]*plan next year[\s\S]*someday/);
    const blockId = itemBlockIds(shown())[0] ?? '';
    await recall.simulator.as(BO).click({ channel: GENERAL, ts, actionId: ACTION_ITEM_DONE, blockId });
    await until(() => struckIn(shown()).includes('pay the bill'));
    expect(wordsOf(shown())).toContain('2 open');
    await until(() =>
      struckIn(recall.inThread(GENERAL, thread[0]?.ts ?? '')[0] ?? {}).includes('pay the bill'),
    );
  });

  it('lists what somebody has, and what is open here, to those who may read it', async () => {
    await withRecaps([`TASK <@${BO}> tell support`, `TASK <@${MARA}> book the room`, 'TASK whoever can']);
    expect(wordsOf((await ask(MARA, `<@${BO}|bo>`)).shown())).toContain('tell support');
    const here = wordsOf((await ask(BO, 'here')).shown());
    for (const text of ['tell support', 'book the room', 'whoever can']) expect(here).toContain(text);
    const quiet = await ask(EVE, `<@${BO}|bo>`, 'C0QUIET').catch(() => null);
    if (quiet) expect(wordsOf(quiet.shown())).not.toContain('tell support');
    expect(wordsOf((await ask(MARA, `<@${EVE}|eve>`)).shown())).toContain(
      `<@${EVE}> has no open action items`,
    );
  });

  it('says so where nothing is open', async () => {
    await withRecaps(['Nothing', 'to do']);
    expect(wordsOf((await ask(MARA, 'mine')).shown())).toContain('Nothing is waiting for you');
    expect(wordsOf((await ask(MARA, 'here')).shown())).toContain('No open action items here');
  });

  it('turns pages, and stays on the page that one acts in', async () => {
    await withRecaps(['Well?', ...range(13).map((n) => `TASK <@${BO}> do thing ${n}.`)]);
    const { shown, ts } = await ask(BO, '');
    const at = { channel: GENERAL, ts };
    expect(itemBlockIds(shown())).toHaveLength(10);
    expect(wordsOf(shown())).toContain('page 1 of 2');
    await recall.simulator.as(BO).click({ ...at, actionId: ACTION_ITEM_PAGE_MORE });
    await until(() => wordsOf(shown()).includes('page 2 of 2'));
    expect(itemBlockIds(shown())).toHaveLength(3);
    await recall.simulator
      .as(BO)
      .click({ ...at, actionId: ACTION_ITEM_DONE, blockId: itemBlockIds(shown())[0] ?? '' });
    await until(() => struckIn(shown()).length === 1);
    expect(wordsOf(shown())).toContain('page 2 of 2');
    await recall.simulator.as(BO).click({ ...at, actionId: ACTION_ITEM_PAGE_BACK });
    await until(() => wordsOf(shown()).includes('page 1 of 2'));
    expect(buttonsOf(shown())).toContain('More');
  });

  it('takes an item out of the list that was given away in a modal', async () => {
    await withRecaps([`TASK <@${BO}> tell support`, `TASK <@${BO}> book the room`]);
    const { shown, ts } = await ask(BO, '');
    const blockId = itemBlockIds(shown())[0] ?? '';
    const value = `reassign:${blockId.split('/').at(-1)}`;
    await recall.simulator.as(BO).click({ channel: GENERAL, ts, actionId: ACTION_ITEM_MENU, blockId, value });
    const { id: viewId } = await until(() =>
      recall.simulator.world.openViews(BO).find(({ submit }) => submit),
    );
    await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_ASSIGNEE]: MARA } });
    await until(() => itemBlockIds(shown()).length === 1);
  });

  it('shows once what a shared and a private recap both have, and a private one to its owner alone', async () => {
    const [shared = [], own = []] = await (async () => {
      const seeded = threadsOf([`TASK <@${BO}> tell support`, 'ok'], [`TASK <@${BO}> buy a present`, 'ok']);
      recall = await startWithTasks(seeded);
      return seeded;
    })();
    for (const [count, [root]] of [shared, own].entries()) {
      await recall.simulator
        .as(BO)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: root?.ts ?? '' });
      await until(() => recall.inDirectMessage(BO).filter(isSettled).length === count + 1);
    }
    await recapThread(recall, shared[0]?.ts ?? '');
    const mine = wordsOf((await ask(BO, '')).shown());
    expect(mine.match(/tell support/g)).toHaveLength(1);
    expect(mine).toContain('buy a present');
    expect(wordsOf((await ask(MARA, `<@${BO}|bo>`)).shown())).not.toContain('buy a present');
  });

  it('shows nothing of a channel to somebody who has left it', async () => {
    await withRecaps([`TASK <@${BO}> tell support`, 'ok']);
    expect(wordsOf((await ask(BO, '')).shown())).toContain('tell support');
    await recall.simulator.as(BO).leave(GENERAL);
    await recall.simulator
      .as(BO)
      .join('C0QUIET')
      .catch(() => {});
    expect(wordsOf((await ask(BO, '', 'C0QUIET')).shown())).toContain('Nothing is waiting for you');
  });
});
