import { directAnswers, runCommand, threadAnswers, untilThere } from '../../src/cli/demo/tour/visit.ts';
import {
  INPUT_MODE,
  INPUT_NOTE_TEXTS,
  INPUT_NOTE_TITLE,
  SHORTCUT_RECALL_PRIVATELY,
  SHORTCUT_RECALL_THREAD,
} from '../../src/core/slack/ids.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import {
  comingOf,
  ephemeralsOf,
  idOf,
  inChannel,
  recapComingOf,
  type Scene,
  SHORT_THREAD,
  takeModal,
  told,
  tsOf,
} from './studio.ts';

export const recapOfThread: Scene = async (studio) => {
  const { simulator, stops, camera } = studio;
  const { channelId, threadTs, askedBy } = stops.shortcut;
  const last = simulator.world.replies(channelId, threadTs).at(-1)?.ts ?? threadTs;
  const [recap] = await recapComingOf(
    () => threadAnswers(studio, stops.shortcut),
    () =>
      simulator
        .as(askedBy)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: channelId, ts: threadTs }),
  );
  const address = `/channel/${channelId}/thread/${threadTs}?as=${askedBy}`;
  await camera.take({ file: 'recap-thread', address, of: [last, recap] });
};

export const privateRecap: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const ts = tsOf(studio, 'booking', SHORT_THREAD);
  const sven = idOf('sven');
  const [recap] = await recapComingOf(
    () => directAnswers(studio, { askedBy: sven }),
    () =>
      simulator
        .as(sven)
        .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: CHANNEL_IDS.booking, ts }),
  );
  await camera.take({ file: 'private-recap', address: `/dm/${sven}`, of: [recap] });
};

export const windowsInWords: Scene = async (studio) => {
  const address = inChannel('general', 'aroha');
  const understood = await told(studio, { words: 'since monday', by: 'aroha', channel: 'general' });
  await studio.camera.take({ file: 'window', address, of: [understood] });
  const unclear = await told(studio, { words: 'sinse monday', by: 'aroha', channel: 'general' });
  await studio.camera.take({ file: 'not-understood', address, of: [unclear] });
  const help = await told(studio, { words: 'help', by: 'aroha', channel: 'general' });
  await studio.camera.take({ file: 'help', address, of: [help] });
};

export const options: Scene = (studio) =>
  takeModal(studio, {
    file: 'options',
    by: 'aroha',
    address: inChannel('booking', 'aroha'),
    open: () => runCommand(studio, { channelId: CHANNEL_IDS.booking, askedBy: idOf('aroha') }, 'options'),
  });

export const progress: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const yuki = idOf('yuki');
  const place = { channelId: CHANNEL_IDS['ops-alerts'], askedBy: yuki };
  simulator.faults.delay('conversations.history', 2500);
  await recapComingOf(
    () => directAnswers(studio, { askedBy: yuki }),
    async () => {
      await runCommand(studio, place, '2d');
      const waiting = await untilThere('progress', () =>
        directAnswers(studio, { askedBy: yuki }).find(
          ({ isFinal, blocks }) => !isFinal && JSON.stringify(blocks).includes('"button"'),
        ),
      );
      await camera.take({ file: 'progress', address: `/dm/${yuki}`, of: [waiting.ts] });
      simulator.faults.clear();
    },
  );
};

export const mention: Scene = async (studio) => {
  const { simulator, stops, camera } = studio;
  if (stops.mention === null) return;
  const { channelId, threadTs, askedBy, words } = stops.mention;
  const stop = stops.mention;
  let asked = '';
  const [recap] = await recapComingOf(
    () => threadAnswers(studio, stop),
    async () => {
      const text = `<@${simulator.app.botUserId}> ${words}`;
      asked = (await simulator.as(askedBy).say({ channel: channelId, threadTs, text })).ts;
    },
  );
  const address = `/channel/${channelId}/thread/${threadTs}?as=${askedBy}`;
  await camera.take({ file: 'mention', address, of: [asked, recap] });
};

export const settingsAndReaction: Scene = async (studio) => {
  const { simulator, stops, camera } = studio;
  if (stops.reaction === null) return;
  const stop = stops.reaction;
  const { channelId, threadTs, askedBy } = stop;
  const mara = { channelId, askedBy: idOf('mara') };
  await takeModal(studio, {
    file: 'settings',
    by: 'mara',
    address: inChannel('ops-alerts', 'mara'),
    open: () => runCommand(studio, mara, 'settings'),
    async send(viewId) {
      await comingOf(
        () => ephemeralsOf(studio, mara),
        () => simulator.as(mara.askedBy).submitView({ viewId, values: { [INPUT_MODE]: 'on' } }),
      );
    },
  });
  const last = simulator.world.replies(channelId, threadTs).at(-1)?.ts ?? threadTs;
  const [recap] = await recapComingOf(
    () => threadAnswers(studio, stop),
    () => simulator.as(askedBy).react({ channel: channelId, ts: last, name: 'recall' }),
  );
  const address = `/channel/${channelId}/thread/${threadTs}?as=${askedBy}`;
  await camera.take({ file: 'reaction', address, of: [last, recap] });
};

export const notes: Scene = async (studio) => {
  const { simulator, stops, camera } = studio;
  if (stops.note === null) return;
  const { askedBy, title, text } = stops.note;
  const stop = stops.note;
  const [firstField] = INPUT_NOTE_TEXTS;
  let recap = '';
  await takeModal(studio, {
    file: 'note',
    by: 'kofi',
    address: inChannel('general', 'kofi'),
    open: () => runCommand(studio, stop, 'note'),
    fill: [title, text],
    async send(viewId) {
      const values = { [INPUT_NOTE_TITLE]: title, [firstField]: text };
      const coming = await recapComingOf(
        () => directAnswers(studio, { askedBy }),
        () => simulator.as(askedBy).submitView({ viewId, values }),
      );
      recap = coming.at(-1) ?? '';
      const told = await untilThere('word that they are kept', () =>
        simulator.world.openViews(askedBy).find(({ blocks }) => JSON.stringify(blocks).includes('archives')),
      );
      await simulator.as(askedBy).closeView({ viewId: told.id });
    },
  });
  await camera.take({ file: 'note-recap', address: `/dm/${askedBy}`, of: [recap] });
};

export const whereNotInvited: Scene = async (studio) => {
  const address = inChannel('support', 'nora');
  const refused = await told(studio, { words: '', by: 'nora', channel: 'support' });
  await studio.camera.take({ file: 'not-invited', address, of: [refused] });
  const { simulator } = studio;
  const support = CHANNEL_IDS.support;
  const [welcome] = await comingOf(
    () =>
      simulator.world
        .timeline(support)
        .filter(({ user, subtype }) => user === simulator.app.botUserId && subtype === undefined)
        .map(({ ts, text, blocks = [] }) => ({ ts, text, blocks, where: '', isFinal: true })),
    () => simulator.as(idOf('nora')).bring({ channel: support, user: simulator.app.botUserId }),
  );
  await studio.camera.take({ file: 'welcome', address, of: [welcome] });
};

export const tooShort: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const nora = idOf('nora');
  const { ts } = await simulator
    .as(nora)
    .say({ channel: CHANNEL_IDS.booking, text: 'Who has the keys of the van?' });
  const stop = { channelId: CHANNEL_IDS.booking, askedBy: nora };
  const [refused] = await comingOf(
    () => [...ephemeralsOf(studio, stop), ...directAnswers(studio, stop)],
    () =>
      simulator.as(nora).useMessageShortcut({
        ...{ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: CHANNEL_IDS.booking, ts },
      }),
  );
  const isDirect = directAnswers(studio, stop).some((answer) => answer.ts === refused);
  await camera.take({
    file: 'too-short',
    address: isDirect ? `/dm/${nora}` : inChannel('booking', 'nora'),
    of: [refused],
  });
};

export const optOut: Scene = async (studio) => {
  const ts = await told(studio, { words: 'optout', by: 'tomasz' });
  await studio.camera.take({ file: 'optout', address: inChannel('booking', 'tomasz'), of: [ts] });
  await told(studio, { words: 'optin', by: 'tomasz' });
};
