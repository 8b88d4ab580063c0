import { DateTime } from 'luxon';
import { type Answer, buttonIn, directAnswers, threadAnswers } from '../../src/cli/demo/tour/visit.ts';
import { ACTION_ITEM_DONE, ACTION_ITEM_MENU, INPUT_ASSIGNEE, INPUT_DUE } from '../../src/core/slack/ids.ts';
import { comingOf, idOf, inChannel, type Scene, type Studio, takeModal, told } from './studio.ts';

function steeredThread({ stops }: Studio) {
  if (stops.mention === null) throw new Error('there is no thread with tasks');
  const { channelId, threadTs } = stops.mention;
  return { ...stops.mention, address: `/channel/${channelId}/thread/${threadTs}?as=${idOf('sven')}` };
}

/** Presses what an item's menu offers. */
async function choose(studio: Studio, choice: string): Promise<void> {
  const thread = steeredThread(studio);
  const recap = threadAnswers(studio, thread).at(-1);
  const options = [...JSON.stringify(recap?.blocks).matchAll(new RegExp(`"(${choice}:[^"]+)"`, 'g'))];
  const value = options.at(-1)?.[1];
  if (recap === undefined || value === undefined) throw new Error(`there is no ${choice}`);
  await studio.simulator
    .as(idOf('sven'))
    .click({ channel: thread.channelId, ts: recap.ts, actionId: ACTION_ITEM_MENU, value });
}

export const done: Scene = async (studio) => {
  const thread = steeredThread(studio);
  const button = buttonIn(threadAnswers(studio, thread), ACTION_ITEM_DONE);
  if (!button) throw new Error('there is nothing to do');
  const [recap] = await comingOf(
    () => threadAnswers(studio, thread),
    () =>
      studio.simulator
        .as(idOf('sven'))
        .click({ channel: thread.channelId, actionId: ACTION_ITEM_DONE, ...button }),
  );
  const body = `[id="m-${recap}"]`;
  const menus = `${body} details.overflow`;
  await studio.camera.take({
    file: 'items',
    address: thread.address,
    of: [body],
    async prepare(page) {
      await page.locator(menus).first().locator('summary').click();
      await page.mouse.move(0, 0);
    },
  });
};

export const forms: Scene = async (studio) => {
  const { address } = steeredThread(studio);
  const common = { by: 'sven' as const, address };
  await takeModal(studio, { ...common, file: 'snooze', open: () => choose(studio, 'snooze') });
  const ines = idOf('ines');
  await takeModal(studio, {
    ...common,
    file: 'reassign',
    open: () => choose(studio, 'reassign'),
    async send(viewId) {
      const [notice] = await comingOf(
        () => directAnswers(studio, { askedBy: ines }),
        () => studio.simulator.as(idOf('sven')).submitView({ viewId, values: { [INPUT_ASSIGNEE]: ines } }),
      );
      await studio.camera.take({ file: 'assigned', address: `/dm/${ines}`, of: [notice] });
    },
  });
};

export const lists: Scene = async (studio) => {
  const ts = await told(studio, { words: 'actions here', by: 'ines', channel: 'ops-alerts' });
  await studio.camera.take({ file: 'actions', address: inChannel('ops-alerts', 'ines'), of: [ts] });
  const waiting = await told(studio, { words: 'waiting', by: 'ines', channel: 'ops-alerts' });
  await studio.camera.take({ file: 'waiting', address: inChannel('ops-alerts', 'ines'), of: [waiting] });
};

const isDueToday = ({ blocks }: Answer) => JSON.stringify(blocks).includes('due today');

/** Moves the clock, so that this comes last. */
export const reminder: Scene = async (studio) => {
  const ines = idOf('ines');
  const dueDay = DateTime.now().setZone('Europe/Lisbon').plus({ days: 1 });
  const { address } = steeredThread(studio);
  await takeModal(studio, {
    file: 'due-date',
    by: 'sven',
    address,
    open: () => choose(studio, 'due'),
    send: (viewId) =>
      comingOf(
        () => threadAnswers(studio, steeredThread(studio)),
        () =>
          studio.simulator
            .as(idOf('sven'))
            .submitView({ viewId, values: { [INPUT_DUE]: dueDay.toISODate() ?? '' } }),
      ),
  });
  const coming = await comingOf(
    () => directAnswers(studio, { askedBy: ines }),
    async () => studio.moveTo(dueDay.set({ hour: 9, minute: 1 }).toJSDate()),
    (fresh) => fresh.some(isDueToday),
  );
  const notice = directAnswers(studio, { askedBy: ines }).find(
    (answer) => coming.includes(answer.ts) && isDueToday(answer),
  );
  await studio.camera.take({ file: 'reminder', address: `/dm/${ines}`, of: [notice?.ts ?? ''] });
};
