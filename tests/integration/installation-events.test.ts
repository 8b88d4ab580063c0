import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;
beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'] });
});
afterEach(() => recall.close());

const counted = () => recall.store.workspaces.countByState();
const isRevoked = async () => (await counted()).revoked === 1;
const ENDINGS = [
  { type: 'app_uninstalled' },
  { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0RECALL'] } },
] as const;

it('takes an uninstalled app for one that may do nothing', async () => {
  await recall.simulator.uninstall();
  await until(isRevoked);
  expect(await counted()).toEqual({ active: 0, revoked: 1 });
});

it.each([
  [0, 1],
  [1, 0],
])('takes both events of an end in any order, and several times (%i, %i)', async (first, second) => {
  for (const index of [first, second, first]) {
    const deliveries = await recall.simulator.deliverEvent(ENDINGS[index] ?? ENDINGS[0], { times: 2 });
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200]);
    await until(isRevoked);
  }
});

it('goes on where only the token of a person is revoked, or what is revoked is not told', async () => {
  for (const tokens of [{ oauth: ['U0MARA'] }, { oauth: ['U0MARA'], bot: [] }, undefined]) {
    const [delivery] = await recall.simulator.deliverEvent({ type: 'tokens_revoked', tokens });
    expect(delivery?.status).toBe(200);
  }
  await recall.simulator.as('U0MARA').openHome();
  await until(() => recall.simulator.world.homeView('U0MARA'));
  expect(await counted()).toEqual({ active: 1, revoked: 0 });
});

it('answers at once when Slack says that it holds events back', async () => {
  const { signingSecret } = recall.simulator.app;
  const body = JSON.stringify({
    token: 'of-the-app',
    type: 'app_rate_limited',
    team_id: 'T0ACME',
    minute_rate_limited: 1_768_000_000,
    api_app_id: 'A0RECALL',
  });
  const delivery = await recall.simulator.deliverRaw({ body, headers: signed(body, signingSecret) });
  expect(delivery.status).toBe(200);
  expect(recall.logLines.some((line) => line.includes('Slack holds events back'))).toBe(true);
  const forged = await recall.simulator.deliverRaw({
    body,
    headers: { ...signed(body, signingSecret), 'x-slack-signature': 'v0=0' },
  });
  expect(forged.status).toBe(401);
});
