import { afterEach } from 'vitest';
import { COMMAND } from '../../src/core/slack/ids.ts';
import { wordsOf } from './reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from './recall.ts';
import { connectedWorkspace } from './small-workspace.ts';
import { until } from './until.ts';

export const [ADMIN, CREATOR, ANA, GUEST] = ['U0MARA', 'U0BO', 'U0ANA', 'U0GAIL'];
export const GENERAL = 'C0GENERAL';
export const SECRET = 'C0PLANS';
/** A Wednesday. */
export const NOW = new Date('2026-11-25T10:00:00Z');

/** What people do and see who set digests up by typing, in #general where nothing else is said. */
export function digestSetting() {
  let recall: RecallUnderTest;
  afterEach(() => recall.close());

  const toldTo = (userId: string, channel = GENERAL) =>
    recall.simulator.world.ephemerals(channel, userId).at(-1);
  return {
    recall: () => recall,
    /** A Recall without a worker. */
    async start(backend: Backend): Promise<void> {
      recall = await startRecall({ backend, seed: seed(), services: ['bot'], now: () => NOW });
    },
    toldTo,
    type: (userId: string, text: string, channel = GENERAL) =>
      recall.simulator.as(userId).runCommand({ channel, command: COMMAND, text: `digest ${text}`.trim() }),
    told: (userId: string, words: string, channel = GENERAL) =>
      until(
        () => {
          const message = toldTo(userId, channel);
          return message && wordsOf(message).includes(words) ? message : null;
        },
        { what: words },
      ),
    digestsHere: () => recall.store.digests.ofChannel('T0ACME', GENERAL),
    openForm: (userId: string) =>
      until(() => {
        const view = recall.simulator.world.openViews(userId).at(-1);
        return view && view.submit !== null ? view : null;
      }),
    press: (userId: string, actionId: string, channel = GENERAL) =>
      recall.simulator.as(userId).click({ channel, ts: toldTo(userId, channel)?.ts ?? '', actionId }),
  };
}

function seed() {
  const connected = connectedWorkspace();
  const [general, ...others] = connected.channels.map((channel) => ({ ...channel, creator: CREATOR }));
  if (!general) throw new Error('the workspace has no channel');
  return {
    ...connected,
    people: [...connected.people, { id: ANA, name: 'ana', realName: 'Ana Cruz', timeZone: 'Asia/Kathmandu' }],
    channels: [
      { ...general, members: [...general.members, ANA] },
      ...others,
      { ...general, id: SECRET, name: 'plans', isPrivate: true, members: [ANA, ADMIN], messages: [] },
      { ...general, id: 'C0AWAY', name: 'away', members: [ADMIN], messages: [] },
    ],
  };
}
