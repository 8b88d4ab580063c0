import { createHmac } from 'node:crypto';
import type { Delivery } from '../../src/simulator/index.ts';
import type { RecallUnderTest } from './recall.ts';

/** Sends Recall a form as Slack signs it, the same as often as it is called with it. */
export function sendSigned(
  { simulator, config }: Pick<RecallUnderTest, 'simulator' | 'config'>,
  form: Readonly<Record<string, string>>,
): Promise<Delivery> {
  const body = new URLSearchParams(form).toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', config.slack.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${signature}`,
  };
  return simulator.deliverRaw({ body, headers });
}

/** The fields of `/recall` as Slack sends them; `responseUrl` leads nowhere unless given. */
export function commandForm({
  text,
  userId,
  channel = { id: 'C0GENERAL', name: 'general' },
  triggerId,
  responseUrl = 'http://127.0.0.1:9/never',
}: {
  text: string;
  userId: string;
  channel?: { id: string; name: string };
  triggerId: string;
  responseUrl?: string;
}): Record<string, string> {
  return {
    command: '/recall',
    text,
    team_id: 'T0ACME',
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: userId,
    trigger_id: triggerId,
    response_url: responseUrl,
  };
}
