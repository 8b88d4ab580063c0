import { createHmac } from 'node:crypto';

/** Headers of a request that Slack signed just now. */
export function signed(body: string, secret: string, contentType = 'application/json') {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hmac}`,
  };
}
