import { createHmac } from 'node:crypto';

/** The two headers by which an app knows that a request comes from Slack. */
export function signedHeaders(
  body: string,
  { signingSecret, timestamp }: { signingSecret: string; timestamp: number },
): Record<string, string> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${digest}` };
}
