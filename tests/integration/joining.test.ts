import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/simulator/index.ts';
import { GENERAL, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const SECRET = 'C0SECRET';
const PUBLIC = 'C0PUBLIC';
const QUIET = 'C0QUIET';

let recall: RecallUnderTest;
beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', seed: meetingWorkspace(), services: ['bot'] });
});
afterAll(() => recall.close());

const said = (channelId: string): readonly Message[] =>
  recall.simulator.world
    .timeline(channelId)
    .filter(({ user, subtype }) => user === recall.simulator.app.botUserId && subtype === undefined);

const joining = (channel: string, eventTs: string) => ({
  type: 'member_joined_channel',
  user: recall.simulator.app.botUserId,
  channel,
  channel_type: 'C',
  team: 'T0ACME',
  inviter: MARA,
  event_ts: eventTs,
});

describe('a channel that Recall comes into', () => {
  it('is told what Recall does, what it keeps, how to ask and how to switch it off', async () => {
    await recall.simulator.as(MARA).bring({ channel: SECRET, user: recall.simulator.app.botUserId });
    const [message] = await until(() => (said(SECRET).length > 0 ? said(SECRET) : null));
    const words = wordsOf(message ?? { text: '' });
    expect(words).toContain('I am Recall');
    expect(words).toContain('recaps and links to messages, never the messages');
    expect(words).toContain('mention me in a thread');
    expect(words).toContain('Switch me off here:* `/recall settings`');
    expect(words).toContain('`/recall optout`');
  });

  it('is told once, however often Slack delivers it, and again only after Recall was away', async () => {
    await recall.simulator.invite(PUBLIC);
    await until(() => said(PUBLIC).length === 1);
    const [first] = said(PUBLIC);
    const later = (seconds: number) => `${Math.floor(Number(first?.ts)) + seconds}.000100`;
    await recall.simulator.deliverEvent(joining(PUBLIC, later(30)), { times: 3 });
    await recall.simulator.kick(PUBLIC);
    await recall.simulator.invite(PUBLIC);
    await recall.simulator.deliverEvent(joining(PUBLIC, later(120)), { times: 5 });
    await until(() => said(PUBLIC).length === 2);
    await recall.simulator.deliverEvent(joining(PUBLIC, later(120)));
    await recall.simulator.deliverEvent(joining(PUBLIC, later(30)));
    await settled();
    expect(said(PUBLIC)).toHaveLength(2);
  });

  it('is told at the next delivery where Slack did not take it at first', async () => {
    await recall.simulator.kick(QUIET);
    recall.simulator.faults.fail('chat.postMessage', { error: 'fatal_error' });
    const eventTs = `${Math.floor(Date.now() / 1000)}.000700`;
    await recall.simulator.deliverEvent(joining(QUIET, eventTs));
    await until(() => recall.logLines.some((line) => line.includes('not shown in Slack')));
    expect(said(QUIET)).toHaveLength(0);
    await recall.simulator.invite(QUIET);
    await until(() => said(QUIET).length === 1);
  });

  it('hears that Recall is off where it was switched off before', async () => {
    await recall.store.channels.changeSettings(
      'T0ACME',
      { id: GENERAL, name: 'general' },
      { mode: 'off', language: null },
    );
    await recall.simulator.kick(GENERAL);
    await recall.simulator.invite(GENERAL);
    const [message] = await until(() => (said(GENERAL).length > 0 ? said(GENERAL) : null));
    expect(wordsOf(message ?? { text: '' })).toContain('*switched off* in this channel');
  });

  it('is not told when somebody else comes in', async () => {
    const before = said('C0PUBLIC').length;
    await recall.simulator.as(MARA).leave('C0PUBLIC');
    await recall.simulator.as(MARA).join('C0PUBLIC');
    await settled();
    expect(said('C0PUBLIC')).toHaveLength(before);
  });
});

it('goes by the new name of a channel', async () => {
  await recall.simulator.rename(GENERAL, 'everyone');
  await until(async () => {
    const [row] = await recall.database.query<{ name: string }>('SELECT name FROM "Channel" WHERE id = $1', [
      GENERAL,
    ]);
    return row?.name === 'everyone';
  });
});

/** The bot works on events in the order in which they come to it, as far as this test's are concerned: this one came last. */
async function settled(): Promise<void> {
  const before = recall.simulator.world.homeView(MARA)?.hash;
  await recall.simulator.as(MARA).openHome();
  await until(() => recall.simulator.world.homeView(MARA)?.hash !== before);
}
