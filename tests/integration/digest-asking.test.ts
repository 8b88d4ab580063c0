import { beforeEach, expect, it } from 'vitest';
import {
  ACTION_DIGEST_EDIT,
  ACTION_DIGEST_NOW,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_ZONE,
} from '../../src/core/slack/ids.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { ANA, digestSetting, GENERAL, NOW, SECRET } from '../support/digest-setting.ts';
import { setUp } from '../support/digests.ts';
import { wordsOf } from '../support/reading.ts';
import { until } from '../support/until.ts';

const { recall, start, type, told, digestsHere, openForm, press } = digestSetting();
const workspaceId = 'T0ACME';
/** Longer than a command waits to know who typed it. */
const SLOW_MS = 1500;

async function setUpDaily() {
  await type(ANA, 'daily 9:00');
  await told(ANA, 'Done.');
  const [digest] = await digestsHere();
  if (!digest) throw new Error('it was set up');
  return digest;
}

describeOnEachBackend('/recall digest, where Slack is slow to say who types it', (backend) => {
  beforeEach(() => start(backend));

  it('takes the times of their zone all the same', async () => {
    recall().simulator.faults.delay('users.info', SLOW_MS);
    await setUpDaily();
    expect(await digestsHere()).toMatchObject([{ author: ANA, schedule: { timeZone: 'Asia/Kathmandu' } }]);
  });

  it('lets the author change it', async () => {
    await setUp(recall(), { author: ANA }, NOW);
    recall().simulator.faults.delay('users.info', SLOW_MS);
    await type(ANA, 'pause');
    await told(ANA, 'is paused');
  });

  it('opens the form with their zone once Slack has said it', async () => {
    recall().simulator.faults.delay('users.info', SLOW_MS);
    await type(ANA, '');
    expect(JSON.stringify((await openForm(ANA)).blocks)).toContain('Asia/Kathmandu');
  });

  it('says so where Slack does not tell at all, and takes them for nobody', async () => {
    recall().simulator.faults.httpError('users.info', { status: 503, times: 100 });
    await type(ANA, 'daily 9:00');
    await told(ANA, 'Slack');
    expect(await digestsHere()).toEqual([]);
  });
});

describeOnEachBackend('a digest in the list', (backend) => {
  beforeEach(() => start(backend));

  it('tells in which of its channels the reason lies that it was paused', async () => {
    const digest = await setUpDaily();
    await recall().store.digests.change(workspaceId, digest.id, { channelIds: [GENERAL, SECRET] }, NOW);
    await recall().store.digests.stop({ digest, code: 'channel_archived', channelId: SECRET }, NOW);
    await type(ANA, 'list');
    const words = wordsOf(await told(ANA, 'Digests of'));
    expect(words).toContain(`<#${SECRET}> is archived`);
    expect(words).not.toContain(`<#${GENERAL}> is archived`);
  });

  it('tells the day on which it really comes next', async () => {
    const digest = await setUpDaily();
    const changes = { covers: 'previous_week' } as const;
    await recall().store.digests.change(workspaceId, digest.id, changes, NOW);
    await recall().database.query('UPDATE "Digest" SET "lastPeriodEnd" = $1', ['2026-11-22T18:15:00Z']);
    await type(ANA, 'list');
    expect(wordsOf(await told(ANA, 'Digests of'))).toContain('Next: Mon, Nov 30, 9:00 AM.');
    await press(ANA, ACTION_DIGEST_EDIT);
    const { blocks } = await openForm(ANA);
    expect(JSON.stringify(blocks)).toContain('Next: Mon, Nov 30, 9:00 AM');
  });

  it('does not come out of turn where Recall is switched off in a channel of it', async () => {
    await setUpDaily();
    const settings = { mode: 'off', language: null } as const;
    await recall().store.channels.changeSettings(workspaceId, { id: GENERAL, name: 'general' }, settings);
    await type(ANA, 'list');
    await told(ANA, 'Digests of');
    await press(ANA, ACTION_DIGEST_NOW);
    await told(ANA, 'Recall is switched off in');
    expect(await recall().database.query('SELECT 1 FROM "DigestPeriod"')).toEqual([]);
  });
});

describeOnEachBackend('the form of a digest', (backend) => {
  beforeEach(() => start(backend));

  it('says what would happen in the zone that is typed, while it is typed', async () => {
    await type(ANA, '');
    const { id: viewId, blocks } = await openForm(ANA);
    expect(JSON.stringify(blocks)).toContain('"trigger_actions_on":["on_character_entered"]');
    const ana = recall().simulator.as(ANA);
    await ana.click({ viewId, actionId: INPUT_DIGEST_ZONE, value: 'Berlin' });
    const preview = () => JSON.stringify(recall().simulator.world.openViews(ANA).at(-1)?.blocks ?? []);
    await until(() => preview().includes('Europe/Berlin time'));
    expect(preview()).toContain(INPUT_DIGEST_COVERS);
  });
});
