import { buttonIn, untilThere } from '../../src/cli/demo/tour/visit.ts';
import { ACTION_SUPERSEDE, INPUT_SUCCESSOR } from '../../src/core/slack/ids.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import { ephemeralsOf, idOf, inChannel, type Scene, takeModal, told } from './studio.ts';

const BY = { by: 'mara', channel: 'booking' } as const;
const ADDRESS = inChannel(BY.channel, BY.by);

export const decisions: Scene = async (studio) => {
  const { simulator, camera } = studio;
  const first = await told(studio, { ...BY, words: 'decisions' });
  await camera.take({ file: 'decisions', address: ADDRESS, of: [first] });
  const stop = { channelId: CHANNEL_IDS.booking, askedBy: idOf(BY.by) };
  const button = buttonIn(ephemeralsOf(studio, stop), ACTION_SUPERSEDE);
  if (!button) throw new Error('there is no decision to supersede');
  await takeModal(studio, {
    file: 'supersede',
    by: BY.by,
    address: ADDRESS,
    open: () =>
      simulator.as(stop.askedBy).click({ channel: stop.channelId, actionId: ACTION_SUPERSEDE, ...button }),
    async send(viewId) {
      const form = JSON.stringify(simulator.world.view(viewId)?.blocks);
      const successor = /"value":"([0-9a-f-]{36})"/.exec(form)?.[1] ?? '';
      const actor = simulator.as(stop.askedBy);
      await actor.submitView({ viewId, values: { [INPUT_SUCCESSOR]: successor } });
      await untilThere('word that it is noted', () =>
        simulator.world
          .openViews(stop.askedBy)
          .find(({ blocks }) => JSON.stringify(blocks).includes('white_check_mark')),
      );
      await actor.closeView({ viewId });
    },
  });
  const after = await told(studio, { ...BY, words: 'decisions' });
  await camera.take({ file: 'superseded', address: ADDRESS, of: [after] });
};

export const digest: Scene = async (studio) => {
  const { simulator, camera } = studio;
  await told(studio, { ...BY, words: 'digest weekly mon 9:00' });
  await told(studio, { ...BY, words: 'digest now' });
  const { ts } = await untilThere('digest', () =>
    simulator.world
      .timeline(CHANNEL_IDS.booking)
      .find(({ metadata }) => metadata?.event_type === 'recall_digest'),
  );
  await camera.take({ file: 'digest', address: ADDRESS, of: [ts] });
};

export const find: Scene = async (studio) => {
  const found = await told(studio, { ...BY, words: 'find nordhav' });
  await studio.camera.take({ file: 'find', address: ADDRESS, of: [found] });
  const tags = await told(studio, { ...BY, words: 'tags' });
  await studio.camera.take({ file: 'tags', address: ADDRESS, of: [tags] });
};

export const home: Scene = async (studio) => {
  const ines = idOf('ines');
  await studio.simulator.as(ines).openHome();
  await untilThere('home', () => studio.simulator.world.homeView(ines));
  await studio.camera.take({ file: 'home', address: `/dm/${ines}?tab=home&opened=1`, of: ['.home-tab'] });
};
