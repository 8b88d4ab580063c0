import { beforeEach, expect, it } from 'vitest';
import {
  ACTION_DIGEST_EDIT,
  ACTION_RUN_NEAREST,
  COMMAND,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_WHERE,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { ADMIN, ANA, CREATOR, digestSetting, GENERAL, GUEST, NOW } from '../support/digest-setting.ts';
import { wordsOf } from '../support/reading.ts';
import { labelsOf } from '../support/result.ts';
import { until } from '../support/until.ts';

const { recall, start, toldTo, type, told, digestsHere, openForm, press } = digestSetting();

describeOnEachBackend('/recall digest, typed', (backend) => {
  beforeEach(() => start(backend));

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
    const again = Array.from({ length: 4 }, () => recall().store.digests.createFirst(elsewhere, NOW));
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
    expect(await recall().states()).toEqual(['queued']);
    await type(ANA, 'now');
    await told(ANA, 'on its way already');
    expect(await recall().states()).toEqual(['queued']);
  });

  it('offers the nearest form for what is not understood, and runs it', async () => {
    await type(ANA, 'weekly munday 9:00');
    const message = await told(ANA, 'Did you mean');
    expect(wordsOf(message)).toContain('/recall digest weekly mon 9:00');
    await press(ANA, ACTION_RUN_NEAREST);
    await told(ANA, 'every Monday');
  });

  it('stands in the help', async () => {
    await recall().simulator.as(ANA).runCommand({ channel: GENERAL, command: COMMAND, text: 'help' });
    expect(wordsOf(await told(ANA, '*Digests*'))).toContain('/recall digest weekly mon 9:00');
  });
});

describeOnEachBackend('who may have a digest', (backend) => {
  beforeEach(() => start(backend));

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
    const before = recall().simulator.world.ephemerals(GENERAL, ANA).length;
    await type(ANA, 'weekly fri 9:00');
    await until(() => recall().simulator.world.ephemerals(GENERAL, ANA).length > before);
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

describeOnEachBackend('a digest that others may change', (backend) => {
  beforeEach(() => start(backend));

  it('is changed by whoever made the channel without being in its other channels, but not sent elsewhere', async () => {
    const both = { channelIds: [GENERAL, 'C0AWAY'], postTo: GENERAL, isPersonal: false } as const;
    await type(ADMIN, 'daily 9:00');
    await told(ADMIN, 'Done.');
    const [digest] = await digestsHere();
    await recall().store.digests.change(
      'T0ACME',
      digest?.id ?? '',
      { ...both, channelIds: [...both.channelIds] },
      NOW,
    );
    await type(CREATOR, 'list');
    await told(CREATOR, 'Digests of');
    await press(CREATOR, ACTION_DIGEST_EDIT);
    const { id: viewId } = await openForm(CREATOR);
    await recall()
      .simulator.as(CREATOR)
      .submitView({ viewId, values: { [INPUT_DIGEST_WHERE]: 'direct' } });
    await told(CREATOR, 'Only');
    expect((await digestsHere())[0]?.postTo).toBe(GENERAL);
    await type(CREATOR, 'list');
    await told(CREATOR, 'Digests of');
    await press(CREATOR, ACTION_DIGEST_EDIT);
    const again = await openForm(CREATOR);
    await recall()
      .simulator.as(CREATOR)
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
    await recall()
      .simulator.as(ANA)
      .submitView({ viewId, values: { [INPUT_DIGEST_DAYS]: 'weekly' } });
    await told(ANA, 'every Monday');
    await type(ANA, 'pause');
    expect(labelsOf(await told(ANA, 'There are several'))).toHaveLength(8);
    expect((await digestsHere()).map(({ state }) => state)).toEqual(['active', 'active']);
  });
});
