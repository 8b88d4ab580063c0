import { beforeEach, expect, it } from 'vitest';
import {
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_ZONE,
  INPUT_FOCUS,
  INPUT_LENGTH,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { ADMIN, ANA, digestSetting, GENERAL, SECRET } from '../support/digest-setting.ts';
import { wordsOf } from '../support/reading.ts';
import { until } from '../support/until.ts';

const { recall, start, type, told, digestsHere, openForm } = digestSetting();

describeOnEachBackend('the form of a digest', (backend) => {
  beforeEach(() => start(backend));

  it('opens with this channel and the person’s zone, and says what will happen as it is filled in', async () => {
    await type(ANA, '');
    const view = await openForm(ANA);
    expect(wordsOf({ text: '', blocks: view.blocks })).toContain(
      `every weekday, Monday to Friday at 9:00 AM (Asia/Kathmandu time)`,
    );
    await recall()
      .simulator.as(ANA)
      .click({
        viewId: view.id,
        actionId: INPUT_DIGEST_DAYS,
        value: 'monthly',
        values: {
          [INPUT_DIGEST_WEEKDAYS]: ['5'],
          [INPUT_DIGEST_ZONE]: 'new york',
          [INPUT_FOCUS]: 'customers',
        },
      });
    const changed = await until(() => {
      const [shown] = recall().simulator.world.openViews(ANA);
      const words = shown ? wordsOf({ text: '', blocks: shown.blocks }) : '';
      return words.includes('on the first Friday of every month') ? words : null;
    });
    expect(changed).toContain('America/New York time');
    expect(changed.match(/Next: (.*)\./)?.[1]?.split(' · ')).toHaveLength(3);
    const { errors } = await recall().simulator.as(ANA).submitView({ viewId: view.id });
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
      const { errors } = await recall().simulator.as(ANA).submitView({ viewId, values });
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
    const { errors } = await recall()
      .simulator.as(ANA)
      .submitView({
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
    recall().simulator.faults.hang('users.conversations');
    const values = { [INPUT_DIGEST_CHANNELS]: [GENERAL, 'C0AWAY'] };
    const { errors } = await recall().simulator.as(ANA).submitView({ viewId, values });
    expect(errors).toBeUndefined();
    recall().simulator.faults.release();
    await told(ANA, 'Join <#C0AWAY>');
    expect(await digestsHere()).toEqual([]);
  });

  it('opens in direct messages too, for the digest that goes to the person', async () => {
    await recall().simulator.as(ANA).openHome('messages');
    const direct = recall().simulator.world.directChannel(ANA)?.id ?? '';
    await type(ANA, 'daily 7:00', direct);
    const { id: viewId } = await openForm(ANA);
    await recall()
      .simulator.as(ANA)
      .submitView({ viewId, values: { [INPUT_DIGEST_CHANNELS]: [GENERAL] } });
    await until(() =>
      recall()
        .inDirectMessage(ANA)
        .some(({ text }) => text.includes('every day at 7:00 AM')),
    );
    await type(ANA, 'list', direct);
    await told(ANA, 'Your digests', direct);
    await recall().simulator.as(ANA).openHome('home');
    await until(() =>
      JSON.stringify(recall().simulator.world.homeView(ANA) ?? {}).includes('every day at 7:00 AM'),
    );
  });
});
