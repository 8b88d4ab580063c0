import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../../src/core/display/access.ts';
import { createSlack } from '../../src/core/slack/client.ts';
import { createPeople } from '../../src/core/slack/people.ts';
import { ACME } from '../support/asks.ts';
import { ATTIC, BO, GENERAL, MARA, readingWorkspace, VAULT } from '../support/reading-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;

beforeAll(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'], seed: readingWorkspace() });
});
afterAll(() => recall.close());

async function isKnown(channelId: string): Promise<boolean> {
  return (await recall.store.members.known(ACME.id, [channelId], new Date(0))).has(channelId);
}

async function learn(channelId: string): Promise<void> {
  const now = () => new Date();
  const { store, simulator } = recall;
  const slack = createSlack({ token: simulator.app.botToken, apiUrl: simulator.apiUrl, maxWaitMs: 1000 });
  const access = createAccess({ store, slackFor: () => slack, people: createPeople({ now }), now });
  await access.mayRead(ACME.id, MARA, channelId);
  expect(await isKnown(channelId)).toBe(true);
}

describe('who is in a channel is asked anew', () => {
  it.each([
    ['somebody was put out', () => recall.simulator.kick(VAULT, BO)],
    ['somebody came', () => recall.simulator.as(MARA).bring({ channel: VAULT, user: BO })],
    ['Recall was put out', () => recall.simulator.kick(VAULT)],
    ['Recall came', () => recall.simulator.invite(VAULT)],
    ['it was archived', () => recall.simulator.archive(VAULT)],
    ['it was brought back', () => recall.simulator.unarchive(VAULT)],
    ['it was deleted', () => recall.simulator.deleteChannel(VAULT)],
  ])('after %s', async (_, happens) => {
    await learn(VAULT);
    await happens();
    await until(async () => !(await isKnown(VAULT)));
  });

  it.each(['channel_convert_to_private', 'channel_convert_to_public'])('after a %s', async (subtype) => {
    await learn(GENERAL);
    const ts = `${Math.floor(Date.now() / 1000)}.000100`;
    const event = { type: 'message', subtype, channel: GENERAL, user: MARA, text: '', ts, event_ts: ts };
    await recall.simulator.deliverEvent({ ...event, channel_type: 'channel' });
    await until(async () => !(await isKnown(GENERAL)));
  });

  it('after a channel got another id, under both', async () => {
    await learn(GENERAL);
    await learn(ATTIC);
    const ids = { old_channel_id: GENERAL, new_channel_id: ATTIC };
    const event_ts = `${Math.floor(Date.now() / 1000)}.000100`;
    await recall.simulator.deliverEvent({ type: 'channel_id_changed', ...ids, event_ts });
    await until(async () => !(await isKnown(GENERAL)) && !(await isKnown(ATTIC)));
  });

  it('but not after a message', async () => {
    await learn(GENERAL);
    await recall.simulator.as(MARA).say({ channel: GENERAL, text: 'Good morning' });
    await learn(ATTIC);
    await recall.simulator.kick(ATTIC);
    await until(async () => !(await isKnown(ATTIC)));
    expect(await isKnown(GENERAL)).toBe(true);
  });
});
