import { createHmac, randomUUID } from 'node:crypto';

/** Who answered where Slack delivers: this Recall, something else by its status, or nobody. */
export type Answerer =
  | { kind: 'recall' }
  | { kind: 'other'; status: number }
  | { kind: 'nobody'; reason: string };

/**
 * Asks as Slack does before it delivers anywhere (docs.slack.dev/reference/events/url_verification): whoever says the challenge back holds
 * the same signing secret. Never rejects.
 */
export async function whoAnswers(
  url: string,
  { signingSecret, signal, now }: { signingSecret: string; signal: AbortSignal; now(): Date },
): Promise<Answerer> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge, token: '' });
  const timestamp = String(Math.floor(now().getTime() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const said = await response.text();
    return response.ok && said.includes(challenge)
      ? { kind: 'recall' }
      : { kind: 'other', status: response.status };
  } catch (error) {
    return { kind: 'nobody', reason: reasonOf(error) };
  }
}

/** Node puts the reason behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for no known reason';
  const { cause } = error;
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error && inner.message !== '' ? inner.message : error.message;
}

/** Where a server on `host` is reached from its own machine. */
export function localUrl(host: string, port: number): string {
  const reached = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
