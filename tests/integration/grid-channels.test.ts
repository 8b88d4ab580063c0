import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RecallOfMany, startRecallOfMany, workspaceOf } from '../support/organizations.ts';
import { signed } from '../support/signed.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

/** A channel that both workspaces of the organization have; Slack tells of it to one of them. */
const BOTH = 'C0BOTH';
const SAID = '1700000000.000100';

let recall: RecallOfMany;
beforeAll(async () => {
  recall = await startRecallOfMany({
    workspaces: [workspaceOf('T0NORTH', 'North', 'NORTH'), workspaceOf('T0SOUTH', 'South', 'SOUTH')],
    enterprise: { id: 'E0GRID', name: 'Grid', workspaceIds: ['T0NORTH', 'T0SOUTH'] },
    services: ['bot'],
  });
  await recall.install({ org: true });
  for (const workspaceId of ['T0NORTH', 'T0SOUTH']) {
    const points = [{ text: 'zebra', sources: [{ ts: SAID, threadTs: null }] }];
    const ask = { workspaceId, channel: { id: BOTH, name: 'both' } };
    await storeRecap(recall.store, { ask, recap: { points } });
  }
});
afterAll(() => recall.close());

/** @returns the status that Slack gets */
async function tell(event: object): Promise<number | null> {
  const body = JSON.stringify({
    ...{ type: 'event_callback', event_id: 'Ev1', team_id: 'T0NORTH', enterprise_id: 'E0GRID' },
    authorizations: [{ enterprise_id: 'E0GRID', team_id: 'T0NORTH', is_enterprise_install: true }],
    event,
  });
  return (await recall.slack.deliverRaw({ body, headers: signed(body, recall.slack.app.signingSecret) }))
    .status;
}
const channels = () =>
  recall.database.query(
    `SELECT "workspaceId", id, "goneAt" IS NOT NULL AS "isGone" FROM "Channel" WHERE id IN ('C0BOTH', 'C0NEW') ORDER BY 1`,
  );

it('a message that is deleted leaves the recaps of all workspaces that have its channel', async () => {
  const event = { type: 'message', subtype: 'message_deleted', channel: BOTH, deleted_ts: SAID };
  expect(await tell({ ...event, channel_type: 'channel', ts: '1700000100.000100' })).toBe(200);
  await until(async () => {
    const rows = await recall.database.query<{ kept: number }>(
      `SELECT jsonb_array_length(points) AS kept FROM "Recap"`,
    );
    return rows.length === 2 && rows.every(({ kept }) => kept === 0);
  });
});

it('a channel that gets another id gets it in all of them, before Slack is answered', async () => {
  const event = { type: 'channel_id_changed', old_channel_id: BOTH, new_channel_id: 'C0NEW' };
  expect(await tell(event)).toBe(200);
  expect(await channels()).toEqual([
    { workspaceId: 'T0NORTH', id: 'C0NEW', isGone: false },
    { workspaceId: 'T0SOUTH', id: 'C0NEW', isGone: false },
  ]);
});

it('that a channel is deleted is taken once it is written down, in all of them', async () => {
  const event = { type: 'channel_deleted', channel: 'C0NEW' };
  await recall.database.goAway();
  expect(await tell(event)).toBe(503);
  await recall.database.comeBack();
  expect(await tell(event)).toBe(200);
  expect(await channels()).toEqual([
    { workspaceId: 'T0NORTH', id: 'C0NEW', isGone: true },
    { workspaceId: 'T0SOUTH', id: 'C0NEW', isGone: true },
  ]);
});
