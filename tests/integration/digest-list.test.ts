import { beforeEach, expect, it } from 'vitest';
import {
  ACTION_DIGEST_EDIT,
  ACTION_DIGEST_NOW,
  ACTION_DIGEST_PAUSE,
  ACTION_DIGEST_REMOVE,
  ACTION_DIGEST_RESUME,
  INPUT_DIGEST_QUIET,
  INPUT_DIGEST_TIME,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { ANA, digestSetting } from '../support/digest-setting.ts';
import { labelsOf } from '../support/result.ts';
import { until } from '../support/until.ts';

const { recall, start, type, told, digestsHere, openForm, press } = digestSetting();

describeOnEachBackend('the list', (backend) => {
  beforeEach(() => start(backend));

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
    const ana = recall().simulator.as(ANA);
    await ana.openHome();
    const home = () => recall().simulator.world.homeView(ANA);
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
    const { errors } = await recall()
      .simulator.as(ANA)
      .submitView({
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
