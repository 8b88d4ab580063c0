import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACTION_DIGEST_EDIT,
  ACTION_DIGEST_NOW,
  ACTION_DIGEST_PAUSE,
  ACTION_DIGEST_REMOVE,
  ACTION_DIGEST_RESUME,
  ACTION_RUN_NEAREST,
  COMMAND,
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_QUIET,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_ZONE,
  INPUT_FOCUS,
  INPUT_LENGTH,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { digestsIn } from '../support/digests.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { labelsOf } from '../support/result.ts';
import { connectedWorkspace } from '../support/small-workspace.ts';
import { until } from '../support/until.ts';

const [ADMIN, CREATOR, ANA, GUEST] = ['U0MARA', 'U0BO', 'U0ANA', 'U0GAIL'];
const GENERAL = 'C0GENERAL';
const SECRET = 'C0PLANS';
/** A Wednesday. */
const NOW = new Date('2026-11-25T10:00:00Z');

let recall: RecallUnderTest;
beforeEach(() => start('postgres'));
afterEach(() => recall.close());

async function start(backend: Backend): Promise<void> {
  const seed = connectedWorkspace();
  const [general, ...others] = seed.channels.map((channel) => ({ ...channel, creator: CREATOR }));
  if (!general) throw new Error('the workspace has no channel');
  const members = [...general.members, ANA];
  recall = await startRecall({
    backend,
    seed: {
      ...seed,
      people: [...seed.people, { id: ANA, name: 'ana', realName: 'Ana Cruz', timeZone: 'Asia/Kathmandu' }],
      channels: [
        { ...general, members },
        ...others,
        { ...general, id: SECRET, name: 'plans', isPrivate: true, members: [ANA, ADMIN], messages: [] },
        { ...general, id: 'C0AWAY', name: 'away', members: [ADMIN], messages: [] },
      ],
    },
    services: ['bot'],
    now: () => NOW,
  });
}

const type = (userId: string, text: string, channel = GENERAL) =>
  recall.simulator.as(userId).runCommand({ channel, command: COMMAND, text: `digest ${text}`.trim() });
const toldTo = (userId: string, channel = GENERAL) =>
  recall.simulator.world.ephemerals(channel, userId).at(-1);
const told = (userId: string, words: string, channel = GENERAL) =>
  until(
    () => {
      const message = toldTo(userId, channel);
      return message && wordsOf(message).includes(words) ? message : null;
    },
    { what: words },
  );
const digestsHere = () => recall.store.digests.ofChannel('T0ACME', GENERAL);
const openForm = async (userId: string) =>
  until(() => {
    const view = recall.simulator.world.openViews(userId).at(-1);
    return view && view.submit !== null ? view : null;
  });
const press = (userId: string, actionId: string, channel = GENERAL) =>
  recall.simulator.as(userId).click({ channel, ts: toldTo(userId, channel)?.ts ?? '', actionId });

describe('/recall digest, typed', () => {
  it('sets up a digest, and says what will happen with the next three dates', async () => {
    await type(ANA, 'weekly mon 8:30 Europe/Berlin');
    const message = await told(ANA, 'Done.');
    expect(wordsOf(message)).toContain(
      `A digest of <#${GENERAL}> comes in <#${GENERAL}> every Monday at 8:30 AM (Europe/Berlin time)`,
    );
    expect(wordsOf(message)).toMatch(
      /Next: Mon, Nov 30, 8:30 AM · Mon, Dec 7, 8:30 AM · Mon, Dec 14, 8:30 AM\./,
    );
    expect(await digestsHere()).toMatchObject([
      {
        channelIds: [GENERAL],
        postTo: GENERAL,
        author: ANA,
        covers: 'since_last',
        schedule: { time: '08:30', timeZone: 'Europe/Berlin', days: { kind: 'weekly', weekdays: [1] } },
        nextDueAt: new Date('2026-11-30T07:30:00Z'),
      },
    ]);
  });

  it('takes times of the zone of whoever types them, and typed again changes the digest', async () => {
    await type(ANA, 'daily 9:00');
    await told(ANA, 'every day at');
    await type(ANA, 'weekdays 17:15');
    await told(ANA, 'Changed.');
    const [digest, ...more] = await digestsHere();
    expect(more).toEqual([]);
    expect(digest?.schedule).toMatchObject({ time: '17:15', timeZone: 'Asia/Kathmandu' });
    expect(digest?.nextDueAt).toEqual(new Date('2026-11-25T11:30:00Z'));
  });

  it('sets up one, where several people do so at the same moment', async () => {
    await Promise.all([ANA, ADMIN, CREATOR].map((userId) => type(userId, 'daily 9:00')));
    await Promise.all([ANA, ADMIN, CREATOR].map((userId) => until(() => toldTo(userId))));
    const [digest, ...more] = await digestsHere();
    expect(more).toEqual([]);
    if (!digest) throw new Error('there is none');
    const { workspaceId, author, schedule, covers, isPersonal, wishes, tellsQuiet } = digest;
    const elsewhere = {
      ...{ workspaceId, author, schedule, covers, isPersonal, wishes, tellsQuiet },
      ...{ channelIds: ['C0AWAY'], postTo: 'C0AWAY' },
    };
    const again = Array.from({ length: 4 }, () => recall.store.digests.createFirst(elsewhere, NOW));
    expect((await Promise.all(again)).filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('pauses, resumes, lists and removes it', async () => {
    await type(ANA, 'monthly first monday 9:00');
    await told(ANA, 'on the first Monday of every month');
    await type(ANA, 'pause');
    await told(ANA, 'is paused');
    expect((await digestsHere())[0]).toMatchObject({ state: 'paused', pausedFor: null });
    await type(ANA, 'list');
    await told(ANA, '*paused*');
    await type(ANA, 'resume');
    await told(ANA, 'It goes on.');
    expect((await digestsHere())[0]?.state).toBe('active');
    await type(ANA, 'off');
    await told(ANA, 'is gone');
    expect(await digestsHere()).toEqual([]);
    await type(ANA, 'pause');
    await told(ANA, 'There is no digest of');
  });

  it('posts one out of turn, which a worker makes', async () => {
    await type(ANA, 'daily 9:00');
    await told(ANA, 'Done.');
    await type(ANA, 'now');
    await told(ANA, 'On its way');
    expect(await recall.states()).toEqual(['queued']);
    await type(ANA, 'now');
    await told(ANA, 'on its way already');
    expect(await recall.states()).toEqual(['queued']);
  });

  it('offers the nearest form for what is not understood, and runs it', async () => {
    await type(ANA, 'weekly munday 9:00');
    const message = await told(ANA, 'Did you mean');
    expect(wordsOf(message)).toContain('/recall digest weekly mon 9:00');
    await press(ANA, ACTION_RUN_NEAREST);
    await told(ANA, 'every Monday');
  });

  it('stands in the help', async () => {
    await recall.simulator.as(ANA).runCommand({ channel: GENERAL, command: COMMAND, text: 'help' });
    expect(wordsOf(await told(ANA, '*Digests*'))).toContain('/recall digest weekly mon 9:00');
  });
});

describe('who may have a digest', () => {
  it('are the members of the channel; guests are not', async () => {
    await type(GUEST, 'daily 9:00');
    await told(GUEST, 'Guests');
    await type(ADMIN, 'daily 9:00', 'C0PUBLIC');
    await told(ADMIN, '/invite @Recall', 'C0PUBLIC');
    expect(await digestsHere()).toEqual([]);
  });

  it('and who may change it: its author, whoever made the channel, and admins', async () => {
    await type(ADMIN, 'daily 9:00');
    await told(ADMIN, 'Done.');
    await type(ANA, 'off');
    await told(ANA, `Only <@${ADMIN}>, who set it up, or admins of this workspace can change`);
    const before = recall.simulator.world.ephemerals(GENERAL, ANA).length;
    await type(ANA, 'weekly fri 9:00');
    await until(() => recall.simulator.world.ephemerals(GENERAL, ANA).length > before);
    expect(wordsOf(toldTo(ANA) ?? { text: '' })).toContain('Only');
    await type(ANA, 'list');
    expect(labelsOf(await told(ANA, 'Digests of'))).toEqual([]);
    expect((await digestsHere())[0]?.schedule.days).toMatchObject({ weekdays: [1, 2, 3, 4, 5, 6, 7] });
    await type(CREATOR, 'pause');
    await told(CREATOR, 'is paused');
    await type(CREATOR, 'off');
    await told(CREATOR, 'is gone');
    expect(await digestsHere()).toEqual([]);
  });
});

describe('a digest that others may change', () => {
  it('is changed by whoever made the channel without being in its other channels, but not sent elsewhere', async () => {
    const both = { channelIds: [GENERAL, 'C0AWAY'], postTo: GENERAL, isPersonal: false } as const;
    await type(ADMIN, 'daily 9:00');
    await told(ADMIN, 'Done.');
    const [digest] = await digestsHere();
    await recall.store.digests.change(
      'T0ACME',
      digest?.id ?? '',
      { ...both, channelIds: [...both.channelIds] },
      NOW,
    );
    await type(CREATOR, 'list');
    await told(CREATOR, 'Digests of');
    await press(CREATOR, ACTION_DIGEST_EDIT);
    const { id: viewId } = await openForm(CREATOR);
    await recall.simulator.as(CREATOR).submitView({ viewId, values: { [INPUT_DIGEST_WHERE]: 'direct' } });
    await told(CREATOR, 'Only');
    expect((await digestsHere())[0]?.postTo).toBe(GENERAL);
    await type(CREATOR, 'list');
    await told(CREATOR, 'Digests of');
    await press(CREATOR, ACTION_DIGEST_EDIT);
    const again = await openForm(CREATOR);
    await recall.simulator
      .as(CREATOR)
      .submitView({ viewId: again.id, values: { [INPUT_DIGEST_TIME]: '16:00' } });
    await told(CREATOR, 'Changed.');
    expect(await digestsHere()).toMatchObject([{ ...both, author: ADMIN, schedule: { time: '16:00' } }]);
  });

  it('is gone once, where two people remove it at the same time', async () => {
    await type(ADMIN, 'daily 9:00');
    await told(ADMIN, 'Done.');
    await Promise.all([type(ADMIN, 'off'), type(CREATOR, 'off')]);
    await until(
      () =>
        /gone|no digest/.test(toldTo(ADMIN)?.text ?? '') &&
        /gone|no digest/.test(toldTo(CREATOR)?.text ?? ''),
    );
    expect(await digestsHere()).toEqual([]);
  });

  it('of which there are several is picked from the list', async () => {
    await type(ANA, 'daily 9:00');
    await told(ANA, 'Done.');
    await type(ANA, '');
    const { id: viewId } = await openForm(ANA);
    await recall.simulator.as(ANA).submitView({ viewId, values: { [INPUT_DIGEST_DAYS]: 'weekly' } });
    await told(ANA, 'every Monday');
    await type(ANA, 'pause');
    expect(labelsOf(await told(ANA, 'There are several'))).toHaveLength(8);
    expect((await digestsHere()).map(({ state }) => state)).toEqual(['active', 'active']);
  });
});

describe('the list', () => {
  it('has buttons that do the same, and shows how it stands afterwards', async () => {
    await type(ANA, 'daily 9:00');
    await told(ANA, 'Done.');
    await type(ANA, 'list');
    expect(labelsOf(await told(ANA, 'Digests of'))).toEqual(['Edit', 'Pause', 'Post it now', 'Delete']);
    await press(ANA, ACTION_DIGEST_PAUSE);
    expect(labelsOf(await told(ANA, 'is paused'))).toContain('Resume');
    await press(ANA, ACTION_DIGEST_RESUME);
    await told(ANA, 'It goes on.');
    await press(ANA, ACTION_DIGEST_NOW);
    await told(ANA, 'On its way');
    await press(ANA, ACTION_DIGEST_REMOVE);
    await told(ANA, 'There is no digest of');
    expect(await digestsHere()).toEqual([]);
  });

  it('stands in the App Home of its author, whose buttons do the same', async () => {
    await type(ANA, 'daily 9:00');
    await told(ANA, 'Done.');
    const ana = recall.simulator.as(ANA);
    await ana.openHome();
    const home = () => recall.simulator.world.homeView(ANA);
    const pressHome = (actionId: string) => ana.click({ viewId: home()?.id ?? '', actionId });
    await until(() => JSON.stringify(home() ?? null).includes(ACTION_DIGEST_PAUSE));
    await pressHome(ACTION_DIGEST_PAUSE);
    await until(() => JSON.stringify(home() ?? null).includes(ACTION_DIGEST_RESUME));
    expect((await digestsHere())[0]?.state).toBe('paused');
    await pressHome(ACTION_DIGEST_EDIT);
    const { blocks } = await openForm(ANA);
    expect(JSON.stringify(blocks)).toContain('09:00');
    await pressHome(ACTION_DIGEST_REMOVE);
    await until(async () => (await digestsHere()).length === 0);
  });

  it('opens the form with what is set, to be changed', async () => {
    await type(ANA, 'weekly tue 7:00 Europe/Paris');
    await told(ANA, 'Done.');
    await type(ANA, 'list');
    await told(ANA, 'Digests of');
    await press(ANA, ACTION_DIGEST_EDIT);
    const view = await openForm(ANA);
    const { errors } = await recall.simulator.as(ANA).submitView({
      viewId: view.id,
      values: { [INPUT_DIGEST_TIME]: '08:00', [INPUT_DIGEST_QUIET]: 'line' },
    });
    expect(errors).toBeUndefined();
    await told(ANA, 'Changed.');
    expect(await digestsHere()).toMatchObject([
      { tellsQuiet: true, schedule: { time: '08:00', timeZone: 'Europe/Paris', days: { weekdays: [2] } } },
    ]);
  });
});

describe('the form of a digest', () => {
  it('opens with this channel and the person’s zone, and says what will happen as it is filled in', async () => {
    await type(ANA, '');
    const view = await openForm(ANA);
    expect(wordsOf({ text: '', blocks: view.blocks })).toContain(
      `every weekday, Monday to Friday at 9:00 AM (Asia/Kathmandu time)`,
    );
    await recall.simulator.as(ANA).click({
      viewId: view.id,
      actionId: INPUT_DIGEST_DAYS,
      value: 'monthly',
      values: { [INPUT_DIGEST_WEEKDAYS]: ['5'], [INPUT_DIGEST_ZONE]: 'new york', [INPUT_FOCUS]: 'customers' },
    });
    const changed = await until(() => {
      const [shown] = recall.simulator.world.openViews(ANA);
      const words = shown ? wordsOf({ text: '', blocks: shown.blocks }) : '';
      return words.includes('on the first Friday of every month') ? words : null;
    });
    expect(changed).toContain('America/New York time');
    expect(changed.match(/Next: (.*)\./)?.[1]?.split(' · ')).toHaveLength(3);
    const { errors } = await recall.simulator.as(ANA).submitView({ viewId: view.id });
    expect(errors).toBeUndefined();
    await told(ANA, 'Done.');
    expect(await digestsHere()).toMatchObject([
      { wishes: { focus: 'customers' }, schedule: { timeZone: 'America/New_York', days: { weekday: 5 } } },
    ]);
  });

  it('says at each field what is wrong with it, and keeps nothing', async () => {
    await type(ANA, '');
    const { id: viewId } = await openForm(ANA);
    const errorsWith = async (values: Record<string, string | string[]>) => {
      const { errors } = await recall.simulator.as(ANA).submitView({ viewId, values });
      return Object.keys(errors ?? {});
    };
    expect(await errorsWith({ [INPUT_DIGEST_DAYS]: 'weekly', [INPUT_DIGEST_WEEKDAYS]: [] })).toEqual([
      INPUT_DIGEST_WEEKDAYS,
    ]);
    expect(await errorsWith({ [INPUT_DIGEST_DAYS]: 'monthly', [INPUT_DIGEST_WEEKDAYS]: ['1', '2'] })).toEqual(
      [INPUT_DIGEST_WEEKDAYS],
    );
    expect(await errorsWith({ [INPUT_DIGEST_ZONE]: 'Atlantis' })).toEqual([INPUT_DIGEST_ZONE]);
    expect(await errorsWith({ [INPUT_DIGEST_WHERE]: 'other' })).toEqual([INPUT_DIGEST_OTHER]);
    expect(await errorsWith({ [INPUT_DIGEST_CHANNELS]: ['C0AWAY'] })).toEqual([INPUT_DIGEST_CHANNELS]);
    expect(await errorsWith({ [INPUT_DIGEST_CHANNELS]: [GENERAL, SECRET] })).toEqual([INPUT_DIGEST_CHANNELS]);
    expect(await errorsWith({ [INPUT_DIGEST_WHERE]: 'other', [INPUT_DIGEST_OTHER]: 'C0PUBLIC' })).toEqual([
      INPUT_DIGEST_OTHER,
    ]);
    expect(await digestsHere()).toEqual([]);
  });

  it('makes a personal digest of several channels, private ones too, that nobody else is shown', async () => {
    await type(ANA, '');
    const { id: viewId } = await openForm(ANA);
    const { errors } = await recall.simulator.as(ANA).submitView({
      viewId,
      values: {
        [INPUT_DIGEST_CHANNELS]: [GENERAL, SECRET],
        [INPUT_DIGEST_WHERE]: 'direct',
        [INPUT_DIGEST_COVERS]: 'previous_day',
        [INPUT_LENGTH]: 'brief',
      },
    });
    expect(errors).toBeUndefined();
    const message = await told(ANA, 'Done.');
    expect(wordsOf(message)).toContain('to you, by direct message');
    expect(wordsOf(message)).toContain('your open action items');
    expect(await digestsHere()).toMatchObject([
      { channelIds: [GENERAL, SECRET], postTo: null, isPersonal: true, covers: 'previous_day' },
    ]);
    await type(ADMIN, 'list');
    await told(ADMIN, 'There is no digest of');
    await type(ADMIN, 'off');
    await told(ADMIN, 'There is no digest of');
    expect(await digestsHere()).toHaveLength(1);
  });

  it('is taken all the same where Slack is slow to say who is in a channel, which is then told afterwards', async () => {
    await type(ANA, '');
    const { id: viewId } = await openForm(ANA);
    recall.simulator.faults.hang('users.conversations');
    const values = { [INPUT_DIGEST_CHANNELS]: [GENERAL, 'C0AWAY'] };
    const { errors } = await recall.simulator.as(ANA).submitView({ viewId, values });
    expect(errors).toBeUndefined();
    recall.simulator.faults.release();
    await told(ANA, 'Join <#C0AWAY>');
    expect(await digestsHere()).toEqual([]);
  });

  it('opens in direct messages too, for the digest that goes to the person', async () => {
    await recall.simulator.as(ANA).openHome('messages');
    const direct = recall.simulator.world.directChannel(ANA)?.id ?? '';
    await type(ANA, 'daily 7:00', direct);
    const { id: viewId } = await openForm(ANA);
    await recall.simulator.as(ANA).submitView({ viewId, values: { [INPUT_DIGEST_CHANNELS]: [GENERAL] } });
    await until(() => recall.inDirectMessage(ANA).some(({ text }) => text.includes('every day at 7:00 AM')));
    await type(ANA, 'list', direct);
    await told(ANA, 'Your digests', direct);
    await recall.simulator.as(ANA).openHome('home');
    await until(() =>
      JSON.stringify(recall.simulator.world.homeView(ANA) ?? {}).includes('every day at 7:00 AM'),
    );
  });
});

describeOnEachBackend('a digest out of turn', (backend) => {
  it('stands in the channel once it is made, with the buttons of its action items', async () => {
    const whole = await startRecall({ backend });
    try {
      const nextHour = (new Date().getUTCHours() + 1) % 24;
      const run = (text: string) =>
        whole.simulator.as(ADMIN).runCommand({ channel: GENERAL, command: COMMAND, text: `digest ${text}` });
      await run(`daily ${nextHour}:00 UTC`);
      await until(() => whole.simulator.world.ephemerals(GENERAL, ADMIN).at(-1)?.text.includes('Done.'));
      await run('now');
      const posted = await until(() =>
        whole.simulator.world
          .timeline(GENERAL)
          .find(({ user, text }) => user === whole.simulator.app.botUserId && text.startsWith('Digest of')),
      );
      expect(wordsOf(posted)).toContain('Then we launch on Thursday.');
      expect(wordsOf(posted)).toContain('Threads that mattered');
      expect(wordsOf(posted)).toContain(`Set up by <@${ADMIN}>`);
    } finally {
      await whole.close();
    }
  });
});

describeWithRedis('a digest out of turn that the queue cannot take', () => {
  it('comes once the queue is back', async () => {
    const whole = await startRecall({ backend: 'redis' });
    try {
      const run = (text: string) =>
        whole.simulator.as(ADMIN).runCommand({ channel: GENERAL, command: COMMAND, text: `digest ${text}` });
      const latest = () => whole.simulator.world.ephemerals(GENERAL, ADMIN).at(-1)?.text ?? '';
      const nextHour = (new Date().getUTCHours() + 1) % 24;
      await run(`daily ${nextHour}:00 UTC`);
      await until(() => latest().includes('Done.'));
      await whole.redis?.kill();
      await run('now');
      await until(() => latest().includes('On its way'));
      await whole.redis?.restart();
      await until(() => digestsIn(whole).length === 1, { limitMs: 30_000 });
    } finally {
      await whole.close();
    }
  });
});
