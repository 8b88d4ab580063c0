import {
  buttonIn,
  directAnswers,
  ephemeralAnswers,
  threadAnswers,
  untilThere,
} from '../../src/cli/demo/tour/visit.ts';
import {
  ACTION_RECAP_DOWN,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import { comingOf, idOf, recapComingOf, type Scene, type Studio, takeModal, tsOf } from './studio.ts';

/** A short thread, in whose recap there is little else to look at. */
const WORDS = 'How do I get a test sailing';

function shortThread(studio: Studio) {
  const threadTs = tsOf(studio, 'booking', WORDS);
  const askedBy = idOf('felix');
  const address = `/channel/${CHANNEL_IDS.booking}/thread/${threadTs}?as=${askedBy}`;
  return { channelId: CHANNEL_IDS.booking, threadTs, askedBy, address };
}

function standing(studio: Studio): string {
  const ts = threadAnswers(studio, shortThread(studio)).at(-1)?.ts;
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
  const { address } = shortThread(studio);
  const recap = standing(studio);
  const controls = `[id="m-${recap}"] details.overflow`;
  await studio.camera.take({
    file: 'recap-menu',
    address,
    of: [`[id="m-${recap}"] .message-body`, `${controls} >> nth=-1 >> .entries`],
    prepare: (page) => page.locator(controls).last().locator('summary').click(),
  });
};

export const rate: Scene = async (studio) => {
  const { simulator } = studio;
  const { channelId, threadTs, askedBy, address } = shortThread(studio);
  const button = buttonIn(threadAnswers(studio, { channelId, threadTs, askedBy }), ACTION_RECAP_DOWN);
  if (!button) throw new Error('the recap cannot be rated');
  await takeModal(studio, {
    file: 'feedback',
    by: 'felix',
    address,
    open: () => simulator.as(askedBy).click({ channel: channelId, actionId: ACTION_RECAP_DOWN, ...button }),
  });
};

export const remove: Scene = async (studio) => {
  const { simulator } = studio;
  const { channelId, askedBy, address } = shortThread(studio);
  const ts = standing(studio);
  const value = /"delete:[^"]+"/.exec(JSON.stringify(simulator.world.message(channelId, ts)?.blocks))?.[0];
  await takeModal(studio, {
    file: 'delete',
    by: 'felix',
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

/** One more message is brought into the recap, and leaves it again with its message. */
export const updateAndStrike: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const thread = shortThread(studio);
  const { channelId, threadTs, askedBy, address } = thread;
  const actor = simulator.as(askedBy);
  const text = "I'll show the new ship to Maggie by Thursday.";
  const { ts } = await actor.say({ channel: channelId, threadTs, text });
  const recap = standing(studio);
  let notice = '';
  await recapComingOf(
    () => threadAnswers(studio, thread),
    async () => {
      const before = ephemeralAnswers(studio, thread).length;
      await actor.useMessageShortcut({
        callbackId: SHORTCUT_RECALL_THREAD,
        channel: channelId,
        ts: threadTs,
      });
      const { setTimeout: sl } = await import('node:timers/promises'); await sl(2500); console.log(JSON.stringify(simulator.world.replies(channelId, threadTs).map((m) => m.text), null, 1), JSON.stringify(simulator.world.ephemerals(channelId, askedBy).map((m) => m.text)));
      notice = await untilThere('notice', () => ephemeralAnswers(studio, thread).slice(before).at(-1)?.ts);
    },
  );
  await camera.take({ file: 'updated', address, of: [recap] });
  await camera.take({ file: 'up-to-date', address, of: [notice] });
  await comingOf(
    () => threadAnswers(studio, thread),
    () => actor.remove({ channel: channelId, ts }),
  );
  await camera.take({ file: 'struck', address, of: [recap] });
};
