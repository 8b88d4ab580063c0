import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/simulator/index.ts';
import { type RequestRecorder, startRequestRecorder } from '../support/request-recorder.ts';
import { clientOf, createSimulators } from '../support/simulator-client.ts';
import { connectedWorkspace, ROOT_TS } from '../support/small-workspace.ts';

const { start, closeAll } = createSimulators();
let simulator: Simulator;
let recorder: RequestRecorder;
beforeEach(async () => {
  recorder = await startRequestRecorder();
  simulator = await start({ seed: connectedWorkspace() });
  simulator.connect(recorder.url);
});
afterEach(async () => {
  await closeAll();
  await recorder.close();
});

const envelopes = () => recorder.requests.map(({ body }) => JSON.parse(body));
const eventsOf = (type: string) =>
  envelopes()
    .map(({ event }) => event)
    .filter((event) => event.type === type);

describe('Slack Connect', () => {
  const SHARED = 'C0HARBOUR';

  it('names the workspace of who acts in envelopes, and the one of the app beside it', async () => {
    const mention = `<@${simulator.app.botUserId}> recap`;
    await simulator.as('U0OTTO').say({ channel: SHARED, text: mention, threadTs: ROOT_TS });
    await simulator.as('U0OTTO').react({ channel: SHARED, ts: ROOT_TS, name: 'eyes' });
    expect(envelopes()).toHaveLength(3);
    for (const envelope of envelopes()) {
      expect(envelope).toMatchObject({
        team_id: 'T0OTHER',
        context_team_id: 'T0ACME',
        authorizations: [{ team_id: 'T0ACME', user_id: simulator.app.botUserId }],
        is_ext_shared_channel: true,
      });
    }
    expect(eventsOf('message')).toMatchObject([
      { team: 'T0OTHER', user_team: 'T0OTHER', source_team: 'T0OTHER' },
    ]);
  });

  it('names the own workspace where one of its people acts', async () => {
    await simulator.as('U0MARA').say({ channel: SHARED, text: 'Thanks' });
    expect(envelopes()).toMatchObject([
      { team_id: 'T0ACME', is_ext_shared_channel: true, event: { team: 'T0ACME' } },
    ]);
    expect(eventsOf('message')[0]).not.toHaveProperty('user_team');
  });

  it('names the other workspace in interactions, and in their views whose the app is', async () => {
    const client = clientOf(simulator);
    const otto = simulator.as('U0OTTO');
    await otto.useMessageShortcut({ callbackId: 'recall_thread', channel: SHARED, ts: ROOT_TS });
    const payload = (index: number) =>
      JSON.parse(new URLSearchParams(recorder.requests.at(index)?.body).get('payload') ?? '');
    expect(payload(-1)).toMatchObject({
      team: { id: 'T0OTHER' },
      user: { id: 'U0OTTO', team_id: 'T0OTHER' },
    });
    const { view } = await client.views.open({
      trigger_id: payload(-1).trigger_id,
      view: {
        type: 'modal',
        title: { type: 'plain_text', text: 'A recap' },
        submit: { type: 'plain_text', text: 'Go' },
        blocks: [{ type: 'divider' }],
      },
    });
    await otto.submitView({ viewId: view?.id ?? '' });
    expect(payload(-1)).toMatchObject({
      type: 'view_submission',
      team: { id: 'T0OTHER' },
      view: { team_id: 'T0OTHER', app_installed_team_id: 'T0ACME' },
    });
  });
});
