import { afterEach, describe, expect, it } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import {
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_ITEM_REOPEN,
  COMMAND,
  INPUT_ASSIGNEE,
  INPUT_DUE,
  INPUT_SNOOZE,
} from '../../src/core/slack/ids.ts';
import {
  buttonsOf,
  DAY_MS,
  EVE,
  itemBlockIds,
  movableClock,
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

const TASKS = ['Shall we?', `TASK <@${BO}> tell support`, `TASK <@${MARA}> book the room`];

/** The recap of a thread of tasks, with what a person does in it. */
async function standing(
  texts: readonly string[] = TASKS,
  options: Parameters<typeof startWithTasks>[1] = {},
) {
  const threads = threadsOf(texts);
  recall = await startWithTasks(threads, options);
  const messages = threads[0] ?? [];
  const root = messages[0]?.ts ?? '';
  const { ts } = await recapThread(recall, root);
  const shown = () => recall.simulator.world.message(GENERAL, ts) ?? { text: '', blocks: [] };
  const blockOf = (index: number) => itemBlockIds(shown())[index] ?? '';
  const idOf = (index: number) => blockOf(index).split('/').at(-1) ?? '';
  const at = { channel: GENERAL, ts };
  return {
    messages,
    ts,
    shown,
    idOf,
    press: (userId: string, actionId: string, index = 0) =>
      recall.simulator.as(userId).click({ ...at, actionId, blockId: blockOf(index) }),
    async choose(userId: string, choice: string, index = 0) {
      const value = `${choice}:${idOf(index)}`;
      await recall.simulator
        .as(userId)
        .click({ ...at, actionId: ACTION_ITEM_MENU, blockId: blockOf(index), value });
    },
    modal: (userId: string) =>
      until(() => {
        const view = recall.simulator.world.openViews(userId).at(-1);
        return view?.submit || JSON.stringify(view ?? '').includes('already') ? view : null;
      }),
  };
}

const told = (userId: string) =>
  recall.simulator.world.ephemerals(GENERAL, userId).map((message) => wordsOf(message));

describe('an action item in a recap', () => {
  it('is struck through for everyone once somebody has done it, and can be opened again', async () => {
    const { shown, press } = await standing();
    expect(buttonsOf(shown())).toEqual(['Done', 'Done']);
    await press(MARA, ACTION_ITEM_DONE);
    await until(() => struckIn(shown()).includes('tell support'));
    expect(wordsOf(shown())).toContain(`done by <@${MARA}>`);
    expect(buttonsOf(shown())).toEqual(['Not done', 'Done']);
    await press(BO, ACTION_ITEM_REOPEN);
    await until(() => struckIn(shown()).length === 0);
    expect(buttonsOf(shown())).toEqual(['Done', 'Done']);
  });

  it('ends in one clear state where two people act at once, and the second is told', async () => {
    const { shown, press, choose } = await standing();
    await Promise.all([
      press(MARA, ACTION_ITEM_DONE),
      press(BO, ACTION_ITEM_DONE),
      choose(BO, 'drop', 1),
      press(MARA, ACTION_ITEM_DONE, 1),
    ]);
    const [first] = await until(() => {
      const all = [...told(MARA), ...told(BO)].filter((text) => text.includes('already'));
      return all.length === 2 ? all : null;
    });
    expect(first).toMatch(/<@U0(BO|MARA)> already (marked this as done|said that this is not a task)/);
    await until(() => struckIn(shown()).includes('tell support'));
    const states = await recall.database.query(
      'SELECT DISTINCT state FROM "ActionItem" WHERE state = \'open\'',
    );
    expect(states).toEqual([]);
  });

  it('leaves the recap when it is no task, with a way back', async () => {
    const { messages, shown, choose } = await standing();
    await choose(MARA, 'drop');
    await until(() => !wordsOf(shown()).includes('tell support'));
    expect(wordsOf(shown())).toContain('book the room');
    const notice = await until(() => recall.simulator.world.ephemerals(GENERAL, MARA).at(-1));
    expect(wordsOf(notice)).toContain('Off the list: “tell support”');
    expect(notice.thread_ts, 'told in the thread that the person looks at').toBe(messages[0]?.ts);
    await recall.simulator.as(MARA).click({ channel: GENERAL, ts: notice.ts, actionId: ACTION_ITEM_REOPEN });
    await until(() => wordsOf(shown()).includes('tell support'));
  });

  it('is done in every recap that has it, in those before and those to come', async () => {
    const { shown, press } = await standing();
    const inChannel = () =>
      recall.simulator.world
        .timeline(GENERAL)
        .filter((message) => message.text.startsWith('Recap:') && isSettled(message));
    const recapChannel = async () => {
      const before = inChannel().length;
      await recall.simulator.as(MARA).runCommand({ channel: GENERAL, command: COMMAND, text: '24h public' });
      await until(() => inChannel().length > before);
    };
    await recapChannel();
    await press(BO, ACTION_ITEM_DONE);
    await until(() => struckIn(shown()).includes('tell support'));
    await until(() => inChannel().every((message) => struckIn(message).includes('tell support')));
    const [inFirst] = inChannel().map(wordsOf);
    expect(inFirst).toContain(`done by <@${BO}>`);
    expect(inChannel().map(struckIn)).toEqual([['tell support']]);
    await recapChannel();
    expect(inChannel().map(struckIn)).toEqual([['tell support'], ['tell support']]);
    await press(MARA, ACTION_ITEM_REOPEN);
    await until(() => inChannel().every((message) => struckIn(message).length === 0));
  });

  it('takes no date that is over', async () => {
    const { shown, choose, modal } = await standing();
    await choose(BO, 'due');
    const { id: viewId } = await modal(BO);
    const sent = await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_DUE]: '2020-01-01' } });
    expect(sent.errors?.[INPUT_DUE]).toContain('today or a later day');
    expect(wordsOf(shown())).not.toContain('by ');
  });

  it('goes to another person, who is told once', async () => {
    const { shown, choose, modal } = await standing();
    await choose(BO, 'reassign');
    const { id: viewId } = await modal(BO);
    await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_ASSIGNEE]: MARA } });
    await until(() => wordsOf(shown()).includes(`tell support — <@${MARA}>`));
    const [message] = await until(() => {
      const own = recall.inDirectMessage(MARA);
      return own.length > 0 ? own : null;
    });
    expect(wordsOf(message ?? shown())).toContain(`<@${BO}> gave you an action item`);
    expect(wordsOf(message ?? shown())).toContain('tell support');
    await recall.simulator.as(MARA).click({
      channel: recall.simulator.world.directChannel(MARA)?.id ?? '',
      ts: message?.ts ?? '',
      actionId: ACTION_ITEM_DONE,
    });
    await until(() => struckIn(shown()).includes('tell support'));
    await until(() => struckIn(recall.inDirectMessage(MARA)[0] ?? {}).includes('tell support'));
    expect(recall.inDirectMessage(MARA)).toHaveLength(1);
  });

  it('does not go to somebody who cannot read where it comes from', async () => {
    const { shown, choose, modal } = await standing();
    await choose(BO, 'reassign');
    const { id: viewId } = await modal(BO);
    const { errors } = await recall.simulator
      .as(BO)
      .submitView({ viewId, values: { [INPUT_ASSIGNEE]: EVE } });
    expect(errors?.[INPUT_ASSIGNEE]).toContain('cannot read the channel');
    expect(wordsOf(shown())).toContain(`tell support — <@${BO}>`);
    expect(recall.inDirectMessage(EVE)).toEqual([]);
  });

  it('shows whoever is second in a modal how it stands now', async () => {
    const { shown, choose, modal } = await standing();
    await choose(MARA, 'due');
    await choose(BO, 'due');
    const [mine, theirs] = [await modal(MARA), await modal(BO)];
    await recall.simulator.as(MARA).submitView({ viewId: mine.id, values: { [INPUT_DUE]: '2031-05-01' } });
    await until(() => wordsOf(shown()).includes('by Thu, May 1'));
    await recall.simulator.as(BO).submitView({ viewId: theirs.id, values: { [INPUT_DUE]: '2031-06-01' } });
    const again = recall.simulator.world.openViews(BO).at(-1);
    expect(JSON.stringify(again?.blocks)).toContain(`<@${MARA}> changed this in the meantime`);
    expect(wordsOf(shown())).toContain('by Thu, May 1');
    await recall.simulator.as(BO).submitView({ viewId: theirs.id, values: { [INPUT_DUE]: '2031-06-01' } });
    await until(() => wordsOf(shown()).includes('by Sun, Jun 1'));
    expect(recall.simulator.world.openViews(BO)).toEqual([]);
  });

  it('loses its date, and sleeps until tomorrow', async () => {
    const { shown, choose, modal } = await standing([`TASK <@${BO}> by 2031-05-01 tell support`, 'ok']);
    await choose(BO, 'due');
    await recall.simulator.as(BO).submitView({ viewId: (await modal(BO)).id, values: { [INPUT_DUE]: null } });
    await until(() => !wordsOf(shown()).includes('by Thu'));
    await choose(BO, 'snooze');
    await recall.simulator
      .as(BO)
      .submitView({ viewId: (await modal(BO)).id, values: { [INPUT_SNOOZE]: 'monday' } });
    await until(() => wordsOf(shown()).includes('snoozed until Mon'));
  });

  it('is done by a check mark on its message, and stays done when that is taken away', async () => {
    const { shown, messages } = await standing();
    const place = { channel: GENERAL, ts: messages[1]?.ts ?? '' };
    await recall.simulator.as(BO).react({ ...place, name: 'white_check_mark' });
    await until(() => struckIn(shown()).includes('tell support'));
    await recall.simulator.as(BO).unreact({ ...place, name: 'white_check_mark' });
    await recall.simulator.as(BO).react({ ...place, name: 'tada' });
    await recall.simulator
      .as(BO)
      .react({ channel: GENERAL, ts: messages[0]?.ts ?? '', name: 'heavy_check_mark' });
    expect(struckIn(shown())).toEqual(['tell support']);
    const [row] = await recall.database.query<{ changedBy: string }>(
      `SELECT "changedBy" FROM "ActionItem" WHERE state = 'done'`,
    );
    expect(row?.changedBy).toBe(BO);
    const again = { type: 'reaction_added', user: MARA, reaction: 'white_check_mark', item_user: MARA };
    const item = { type: 'message', channel: GENERAL, ts: place.ts };
    await recall.simulator.deliverEvent({ ...again, item, event_ts: place.ts }, { times: 3 });
    const versions = await recall.database.query('SELECT version FROM "Recap"');
    expect(versions).toEqual([{ version: 2 }]);
  });

  it('obeys nobody who cannot read the channel any more', async () => {
    const { shown, choose, modal } = await standing();
    await choose(BO, 'due');
    const { id: viewId } = await modal(BO);
    await recall.simulator.as(BO).leave(GENERAL);
    await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_DUE]: '2031-05-01' } });
    const view = recall.simulator.world.openViews(BO).at(-1);
    expect(JSON.stringify(view?.blocks)).toContain('Only people who can read the channel');
    expect(wordsOf(shown())).not.toContain('May 1');
  });

  it('stays as people made it when the recap is brought up to date, also for buttons of before', async () => {
    const { shown, messages, press, idOf } = await standing();
    const reminded = [idOf(0), idOf(1)];
    await press(MARA, ACTION_ITEM_DONE);
    await until(() => struckIn(shown()).includes('tell support'));
    const root = messages[0]?.ts ?? '';
    await recall.simulator.as(BO).say({ channel: GENERAL, threadTs: root, text: `TASK <@${BO}> order cake` });
    await recall.simulator
      .as(BO)
      .say({ channel: GENERAL, threadTs: root, text: `<@${recall.simulator.app.botUserId}>` });
    await until(() => wordsOf(shown()).includes('order cake'));
    expect(struckIn(shown())).toEqual(['tell support']);
    const workspaceId = recall.simulator.world.team.id;
    const found = await Promise.all(reminded.map((id) => recall.store.actionItems.find(workspaceId, id)));
    expect(found.map((item) => item?.state)).toEqual(['done', 'open']);
    expect(found.map((item) => item?.id)).not.toEqual(reminded);
    expect(await recall.store.actionItems.find('T0OTHER', reminded[0] ?? '')).toBe(null);
  });

  it('of a private recap obeys its owner alone until that is shared', async () => {
    const { shown, press } = await standing();
    await recall.database.query(`UPDATE "ActionItem" SET "onlyFor" = '${MARA}'`);
    await press(BO, ACTION_ITEM_DONE);
    await until(() => told(BO).some((text) => text.includes(`only <@${MARA}> can change it`)));
    expect(struckIn(shown())).toEqual([]);
    await recall.database.query(
      `INSERT INTO "Delivery" ("conversationId", copy, part, "channelId", ts)
       SELECT "conversationId", 1, 0, "channelId", ts FROM "Delivery"`,
    );
    await press(BO, ACTION_ITEM_DONE);
    await until(() => struckIn(shown()).includes('tell support'));
  });

  it('answers a button of forty days ago after a restart', async () => {
    const clock = movableClock();
    const { shown, press } = await standing(TASKS, { now: clock.now });
    clock.moveTo(new Date(clock.now().getTime() + 40 * DAY_MS));
    const stopping = new AbortController();
    const logger = createLogger({ level: 'error', format: 'json' });
    const bot = await startBot({ config: recall.config, logger, signal: stopping.signal, now: clock.now });
    recall.simulator.connect(`${bot.url}/slack/events`);
    await press(BO, ACTION_ITEM_DONE);
    await until(() => struckIn(shown()).includes('tell support'));
    await bot.close();
  });

  it('that is gone with its recap says so', async () => {
    const { press } = await standing();
    await recall.database.query('DELETE FROM "Recap"');
    await press(BO, ACTION_ITEM_DONE);
    await until(() => told(BO).some((text) => text.includes('This action item is gone')));
  });

  it('comes with buttons as far as they fit, and all of them in a modal', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `TASK <@${BO}> do thing ${index + 1}`);
    const { shown, ts } = await standing(['Well?', ...many]);
    expect(buttonsOf(shown()).filter((label) => label === 'Done')).toHaveLength(8);
    expect(wordsOf(shown())).toContain('do thing 12');
    await recall.simulator.as(MARA).click({ channel: GENERAL, ts, actionId: 'recall_all_items' });
    const view = await until(() => {
      const open = recall.simulator.world.openViews(MARA).at(-1);
      return open && itemBlockIds(open).length === 12 ? open : null;
    });
    await recall.simulator
      .as(MARA)
      .click({ viewId: view.id, actionId: ACTION_ITEM_DONE, blockId: itemBlockIds(view)[11] ?? '' });
    await until(() => struckIn(shown()).includes('do thing 12'));
    await until(() => struckIn(recall.simulator.world.view(view.id) ?? {}).includes('do thing 12'));
  });
});
