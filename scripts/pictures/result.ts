import { buttonIn, directAnswers, threadAnswers, untilThere } from '../../src/cli/demo/tour/visit.ts';
import {
  ACTION_RECAP_DOWN,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_UPDATE,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import {
  comingOf,
  ephemeralsOf,
  idOf,
  recapComingOf,
  type Scene,
  SHORT_THREAD,
  type Studio,
  takeModal,
  tsOf,
} from './studio.ts';

interface Thread {
  channelId: string;
  threadTs: string;
  askedBy: string;
  address: string;
}

function threadOf(studio: Studio, name: 'booking' | 'ops-alerts', words: string): Thread {
  const channelId = CHANNEL_IDS[name];
  const threadTs = tsOf(studio, name, words);
  const askedBy = idOf('sven');
  return { channelId, threadTs, askedBy, address: `/channel/${channelId}/thread/${threadTs}?as=${askedBy}` };
}

const shortThread = (studio: Studio) => threadOf(studio, 'booking', SHORT_THREAD);

function standing(studio: Studio, thread: Thread): string {
  const ts = threadAnswers(studio, thread).at(-1)?.ts;
  if (ts === undefined) throw new Error('the recap is not there');
  return ts;
}

export const share: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const thread = shortThread(studio);
  const direct = simulator.world.directChannel(thread.askedBy);
  const button = buttonIn(directAnswers(studio, thread), ACTION_RECAP_SHARE);
  if (!direct || !button) throw new Error('there is no recap to share');
  const [copy] = await recapComingOf(
    () => threadAnswers(studio, thread),
    () => simulator.as(thread.askedBy).click({ channel: direct.id, actionId: ACTION_RECAP_SHARE, ...button }),
  );
  await camera.take({ file: 'shared', address: thread.address, of: [copy] });
};

export const menu: Scene = async (studio) => {
  const thread = shortThread(studio);
  const recap = standing(studio, thread);
  const controls = `[id="m-${recap}"] details.overflow`;
  await studio.camera.take({
    file: 'recap-menu',
    address: thread.address,
    of: [`[id="m-${recap}"] .message-body .block >> nth=-1`, `${controls} >> nth=-1 >> .entries`],
    async prepare(page) {
      await page.locator(controls).last().locator('summary').click();
      await page.mouse.move(0, 0);
    },
  });
};

export const rate: Scene = async (studio) => {
  const { simulator } = studio;
  const thread = shortThread(studio);
  const { channelId, askedBy, address } = thread;
  const button = buttonIn(threadAnswers(studio, thread), ACTION_RECAP_DOWN);
  if (!button) throw new Error('the recap cannot be rated');
  await takeModal(studio, {
    file: 'feedback',
    by: 'sven',
    address,
    open: () => simulator.as(askedBy).click({ channel: channelId, actionId: ACTION_RECAP_DOWN, ...button }),
  });
};

export const remove: Scene = async (studio) => {
  const { simulator } = studio;
  const thread = shortThread(studio);
  const { channelId, askedBy, address } = thread;
  const ts = standing(studio, thread);
  const value = /"delete:[^"]+"/.exec(JSON.stringify(simulator.world.message(channelId, ts)?.blocks))?.[0];
  await takeModal(studio, {
    file: 'delete',
    by: 'sven',
    address,
    open: () =>
      simulator.as(askedBy).click({
        channel: channelId,
        ts,
        actionId: ACTION_RECAP_MENU,
        value: String(JSON.parse(value ?? '""')),
      }),
  });
};

/** One more message is brought into a recap, and leaves it again with its message. */
export const updateAndStrike: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const thread = threadOf(studio, 'ops-alerts', 'scanner-sync-2');
  const { channelId, threadTs, askedBy, address } = thread;
  const actor = simulator.as(askedBy);
  const shortcut = { callbackId: SHORTCUT_RECALL_THREAD, channel: channelId, ts: threadTs };
  const read = () => threadAnswers(studio, thread);
  const [recap] = await recapComingOf(read, () => actor.useMessageShortcut(shortcut));
  const text = "I'll show Felix how to read the disk numbers by Thursday.";
  const { ts } = await actor.say({ channel: channelId, threadTs, text });
  const told = new Set(ephemeralsOf(studio, thread).map((message) => message.ts));
  const button = buttonIn(read(), ACTION_RECAP_UPDATE);
  if (!button) throw new Error('the recap cannot be updated');
  await recapComingOf(read, () =>
    actor.click({ channel: channelId, actionId: ACTION_RECAP_UPDATE, ...button }),
  );
  const notice = await untilThere('notice', () =>
    ephemeralsOf(studio, thread).find((message) => !told.has(message.ts) && message.text.includes('1 new')),
  );
  await camera.take({ file: 'updated', address, of: [recap] });
  await camera.take({ file: 'up-to-date', address, of: [notice.ts] });
  await comingOf(read, () => actor.remove({ channel: channelId, ts }));
  await camera.take({ file: 'struck', address, of: [recap] });
};
