import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  INPUT_LANGUAGE,
  INPUT_MODE,
  INPUT_OWN_WORDS,
  SHORTCUT_RECALL_PRIVATELY,
  VIEW_CHANNEL_SETTINGS,
} from '../../src/core/slack/ids.ts';
import { elementsOf } from '../../src/simulator/block-kit/elements-of.ts';
import type { StoredView } from '../../src/simulator/index.ts';
import { optionsOf } from '../../src/simulator/people/element-state.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { signed } from '../support/signed.ts';
import { connectedWorkspace, ROOT_TS } from '../support/small-workspace.ts';
import { until } from '../support/until.ts';

const [ADMIN, CREATOR, GUEST] = ['U0MARA', 'U0BO', 'U0GAIL'];
const GENERAL = 'C0GENERAL';

let recall: RecallUnderTest;
beforeEach(async () => {
  const seed = connectedWorkspace();
  const channels = seed.channels.map((channel) => ({ ...channel, creator: CREATOR }));
  const people = [
    ...seed.people.map((person) => (person.id === CREATOR ? { ...person, locale: 'de-DE' } : person)),
    { id: 'U0ANA', name: 'ana', realName: 'Ana Cruz' },
  ];
  const [general, ...others] = channels;
  if (!general) throw new Error('the workspace has no channel');
  recall = await startRecall({
    backend: 'postgres',
    seed: { ...seed, people, channels: [{ ...general, members: [...general.members, 'U0ANA'] }, ...others] },
    services: ['bot'],
  });
});
afterEach(() => recall.close());

const settingsOf = () => recall.store.channels.settingsOf('T0ACME', GENERAL);
const wordsIn = ({ blocks }: StoredView) => wordsOf({ text: '', blocks });
const told = (userId: string, channelId = GENERAL) =>
  recall.simulator.world.ephemerals(channelId, userId).at(-1)?.text;

/** The modal that a person has open, once it is filled. */
async function openSettings(userId: string, channel = GENERAL): Promise<StoredView> {
  await recall.simulator.as(userId).runCommand({ channel, command: '/recall', text: 'settings' });
  return until(() => {
    const view = recall.simulator.world.openViews(userId).at(-1);
    return view && !/^(One moment|Einen Moment)/.test(wordsIn(view)) ? view : null;
  });
}

const save = (userId: string, { id: viewId }: StoredView, values: Record<string, string>) =>
  recall.simulator.as(userId).submitView({ viewId, values });

describe('/recall settings', () => {
  it('lets an admin switch Recall off, and then nobody gets a recap of the channel', async () => {
    const view = await openSettings(ADMIN);
    expect(wordsIn(view)).toContain(`What I do in <#${GENERAL}>`);
    const { errors } = await save(ADMIN, view, { [INPUT_MODE]: 'off', [INPUT_LANGUAGE]: 'de' });
    expect(errors).toBeUndefined();
    await until(() => told(ADMIN)?.startsWith(`Recall is now off in <#${GENERAL}>`));
    expect(recall.simulator.world.openViews(ADMIN)).toHaveLength(0);
    expect(await settingsOf()).toEqual({ mode: 'off', language: 'de' });
    await recall.simulator
      .as(CREATOR)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: ROOT_TS });
    await until(() => told(CREATOR)?.includes('/recall settings'));
    expect(await recall.states()).toEqual([]);
  });

  it('opens at once, and is filled when Slack has told who may do what', async () => {
    recall.simulator.faults.hang('conversations.info');
    await recall.simulator.as(ADMIN).runCommand({ channel: GENERAL, command: '/recall', text: 'settings' });
    const [loading] = await until(() => {
      const views = recall.simulator.world.openViews(ADMIN);
      return views.length > 0 ? views : null;
    });
    expect(loading && wordsIn(loading)).toBe('One moment…');
    recall.simulator.faults.release();
    await until(() => recall.simulator.world.openViews(ADMIN).at(-1)?.submit !== null);
  });

  it('is open to whoever made the channel, in their language', async () => {
    const view = await openSettings(CREATOR);
    expect(view.submit?.text).toBe('Speichern');
    const offered = view.blocks.flatMap(elementsOf).find(({ action_id }) => action_id === INPUT_LANGUAGE);
    const names = optionsOf(offered ?? never()).map((option) => JSON.stringify(option));
    expect(names.some((name) => name.includes('"Deutsch"'))).toBe(true);
    expect(names.length).toBeGreaterThan(20);
    await save(CREATOR, view, { [INPUT_MODE]: 'on' });
    await until(() => told(CREATOR)?.includes('jetzt ganz eingeschaltet'));
    expect(await settingsOf()).toEqual({ mode: 'on', language: null });
    const again = await openSettings(CREATOR);
    await save(CREATOR, again, { [INPUT_LANGUAGE]: 'fr' });
    await until(async () => (await settingsOf()).language === 'fr');
    expect((await settingsOf()).mode).toBe('on');
  });

  it.each(['U0ANA', GUEST])('shows everyone else (%s) what is set, and who can change it', async (userId) => {
    const view = await openSettings(userId);
    expect(view.submit).toBeNull();
    expect(wordsIn(view)).toContain('When asked: ');
    expect(wordsIn(view)).toContain(`<@${CREATOR}> (who made the channel)`);
  });

  it('takes no change from somebody who may not, whatever their modal offered', async () => {
    const payload = {
      type: 'view_submission',
      team: { id: 'T0ACME', domain: 'acme' },
      user: { id: 'U0ANA', username: 'ana', name: 'ana', team_id: 'T0ACME' },
      api_app_id: recall.simulator.app.appId,
      token: 'of-the-app',
      trigger_id: '1.2.3',
      view: {
        id: 'V0OLD',
        type: 'modal',
        callback_id: VIEW_CHANNEL_SETTINGS,
        private_metadata: GENERAL,
        state: {
          values: {
            [INPUT_MODE]: { [INPUT_MODE]: { type: 'radio_buttons', selected_option: { value: 'off' } } },
            [INPUT_LANGUAGE]: {
              [INPUT_LANGUAGE]: { type: 'static_select', selected_option: { value: 'automatic' } },
            },
          },
        },
      },
      response_urls: [],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const headers = signed(body, recall.simulator.app.signingSecret, 'application/x-www-form-urlencoded');
    expect((await recall.simulator.deliverRaw({ body, headers })).status).toBe(200);
    await until(() => told('U0ANA')?.startsWith('Only '));
    expect(await settingsOf()).toEqual({ mode: 'ask', language: null });
  });

  it('says how to add Recall where it is no member', async () => {
    const view = await openSettings(ADMIN, 'C0PUBLIC');
    expect(wordsIn(view)).toContain('/invite @Recall');
    expect(view.submit).toBeNull();
  });

  it('says nothing more where the person closes it before it is filled', async () => {
    recall.simulator.faults.hang('conversations.info');
    await recall.simulator.as(ADMIN).runCommand({ channel: GENERAL, command: '/recall', text: 'settings' });
    const [loading] = await until(() => {
      const views = recall.simulator.world.openViews(ADMIN);
      return views.length > 0 ? views : null;
    });
    await recall.simulator.as(ADMIN).closeView({ viewId: loading?.id ?? '' });
    recall.simulator.faults.release();
    await until(() => recall.simulator.calls.some(({ method }) => method === 'views.update'));
    await openSettings(ADMIN);
    expect(told(ADMIN)).toBeUndefined();
  });

  it('tells the person where what they chose could not be kept', async () => {
    const view = await openSettings(ADMIN);
    await recall.database.goAway();
    await save(ADMIN, view, { [INPUT_MODE]: 'off' });
    await until(() => told(ADMIN)?.includes('database is out of reach'));
    await recall.database.comeBack();
  });

  it('of two people at once ends with what one of them chose', async () => {
    const [hers, his] = [await openSettings(ADMIN), await openSettings(CREATOR)];
    await Promise.all([
      save(ADMIN, hers, { [INPUT_MODE]: 'off', [INPUT_LANGUAGE]: 'en' }),
      save(CREATOR, his, { [INPUT_MODE]: 'on', [INPUT_LANGUAGE]: 'fr' }),
    ]);
    await until(() => told(ADMIN) && told(CREATOR));
    expect([
      { mode: 'off', language: 'en' },
      { mode: 'on', language: 'fr' },
    ]).toContainEqual(await settingsOf());
  });

  it('in the direct message with Recall is about the person', async () => {
    await recall.simulator.as(ADMIN).openHome('messages');
    const direct = recall.simulator.world.directChannel(ADMIN)?.id ?? '';
    const view = await openSettings(ADMIN, direct);
    expect(view.title?.text).toBe('Your settings');
    await save(ADMIN, view, { [INPUT_OWN_WORDS]: 'out' });
    await until(() =>
      recall.inDirectMessage(ADMIN).at(-1)?.text.includes('I leave your messages out of every recap'),
    );
    expect(await recall.store.people.isOptedOut('T0ACME', ADMIN)).toBe(true);
  });
});

function never(): never {
  throw new Error('this cannot be');
}
