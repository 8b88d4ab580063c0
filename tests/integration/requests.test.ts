import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const NOW = () => Math.floor(Date.now() / 1000);
const FORM = 'application/x-www-form-urlencoded';

describe('requests that Slack did not make', () => {
  let recall: RecallUnderTest;
  const body = new URLSearchParams({
    command: '/recall',
    text: '',
    team_id: 'T0ACME',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: 'U0MARA',
    trigger_id: '1.2.3',
    response_url: 'http://127.0.0.1:9/never',
  }).toString();

  beforeAll(async () => {
    recall = await startRecall({ backend: 'postgres', services: ['bot'] });
  });
  afterAll(() => recall.close());

  const signed = (text: string, timestamp: number, secret = recall.config.slack.signingSecret) => ({
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')}`,
  });
  const send = (headers: Record<string, string>, text = body) =>
    recall.simulator.deliverRaw({ body: text, headers: { 'content-type': FORM, ...headers } });

  it.each([
    ['without a signature', () => ({})],
    ['signed with another secret', () => signed(body, NOW(), 'somebody-elses-secret')],
    ['signed ten minutes ago', () => signed(body, NOW() - 600)],
    ['signed for ten minutes from now', () => signed(body, NOW() + 600)],
    ['signed for another body', () => signed(`${body}x`, NOW())],
    [
      'with a timestamp that is no number',
      () => ({ ...signed(body, NOW()), 'x-slack-request-timestamp': 'soon' }),
    ],
  ])('are refused with 401, in one log line: %s', async (_, headers) => {
    const before = recall.logLines.length;
    expect((await send(headers())).status).toBe(401);
    const lines = recall.logLines.slice(before);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(recall.config.slack.signingSecret);
  });

  it.each([
    ['JSON that is none', 'application/json', '{"type": "event_callb'],
    ['a payload that is no JSON', FORM, `payload=${encodeURIComponent('{"type":')}`],
    ['JSON that is no object', 'application/json', 'null'],
    ['a payload that is no object', FORM, 'payload=null'],
    ['an event that is none', 'application/json', '{"type":"event_callback","event":"none"}'],
  ])('are refused with 400 where the body makes no sense: %s', async (_, type, text) => {
    expect((await send({ ...signed(text, NOW()), 'content-type': type }, text)).status).toBe(400);
  });

  it('are refused with 413 where they are far too large', async () => {
    const text = `text=${'x'.repeat(5_000_000)}`;
    expect((await send(signed(text, NOW()), text)).status).toBe(413);
  });

  it('do not hold up the next request on the same connection', async () => {
    const text = `text=${'x'.repeat(5_000_000)}`;
    for (let round = 0; round < 3; round += 1) {
      expect((await send(signed(text, NOW()), text)).status).toBe(413);
      expect((await send(signed(body, NOW(), 'somebody-elses-secret'))).status).toBe(401);
    }
  });

  it('find nothing at other paths', async () => {
    for (const path of ['/', '/slack', '/slack/events/', '//', '/%', '/health']) {
      const response = await fetch(`${recall.botUrl}${path}`, { method: 'POST', body: 'x' });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('');
    }
  });

  it('leave nothing in the database', async () => {
    await until(async () => (await recall.states()).length === 0);
    expect(await recall.database.query('SELECT * FROM "InboundEvent"')).toEqual([]);
  });
});
