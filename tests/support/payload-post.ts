import { signedHeaders } from '../../src/simulator/deliveries/signing.ts';
import { createTransport, NoAnswer } from '../../src/simulator/deliveries/transport.ts';
import type { Payload, PayloadBody } from './payloads.ts';

export type ContentType = 'application/json' | 'application/x-www-form-urlencoded';

/** How the bot answered. */
export interface Answer {
  /** HTTP status, or why there was none. */
  status: number | 'http_timeout' | 'connection_failed';
  ms: number;
  body: string;
}

export interface Postman {
  /** Signs and sends; as a repetition where `retry` tells how many came before. Each delivery has trigger, event and timestamps of its own. */
  deliver(payload: Payload, options?: { retry?: number; isFresh?: boolean }): Promise<Answer>;
  /** Signs and sends anything. */
  deliverText(text: string, contentType: ContentType): Promise<Answer>;
  close(): void;
}

export interface PostmanDeps {
  /** Of the bot. */
  url: string;
  signingSecret: string;
  /** Takes the place of Slack's response_urls. */
  responseUrl: string;
  timeoutMs: number;
}

export function createPostman({ url, signingSecret, responseUrl, timeoutMs }: PostmanDeps): Postman {
  const transport = createTransport();
  let count = 0;

  async function post(text: string, contentType: ContentType, retry = 0): Promise<Answer> {
    const started = performance.now();
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': contentType,
      ...signedHeaders(text, { signingSecret, timestamp }),
      ...(retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
    };
    try {
      const { status, body } = await transport.post({ url, headers, body: text, timeoutMs });
      return { status, body, ms: performance.now() - started };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { status: error.reason, body: '', ms: performance.now() - started };
    }
  }

  return {
    deliver({ transport: way, body }, { retry = 0, isFresh = true } = {}) {
      if (isFresh) count += 1;
      const json = withoutSlack(JSON.stringify(isFresh ? freshened(body, count) : body), responseUrl);
      if (way === 'json') return post(json, 'application/json', retry);
      const form = way === 'form' ? fieldsOf(JSON.parse(json)) : new URLSearchParams({ payload: json });
      return post(form.toString(), 'application/x-www-form-urlencoded', retry);
    },
    deliverText: (text, contentType) => post(text, contentType),
    close: () => transport.close(),
  };
}

/** Runs `work` on all of `items`, several at a time. @returns what it gave, in the order of the items */
export async function severalAtOnce<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const lane = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** With a trigger, an event id and an action of its own, as each delivery of Slack's has; a mention is another message. */
function freshened(body: PayloadBody, count: number): PayloadBody {
  const { trigger_id: trigger, event_id: eventId, action_ts: actionTs, event } = body;
  return {
    ...body,
    ...(typeof trigger === 'string' ? { trigger_id: `${trigger}${count}` } : {}),
    ...(typeof eventId === 'string' ? { event_id: `${eventId}x${count}` } : {}),
    ...(typeof actionTs === 'string' ? { action_ts: `1760004000.${String(count).padStart(6, '0')}` } : {}),
    ...(isMention(event) ? { event: { ...event, ts: `1760004000.${String(count).padStart(6, '0')}` } } : {}),
  };
}

function isMention(event: unknown): event is PayloadBody {
  return (
    typeof event === 'object' &&
    event !== null &&
    'type' in event &&
    event.type === 'app_mention' &&
    'ts' in event &&
    typeof event.ts === 'string'
  );
}

/** Nothing goes out to Slack itself. */
function withoutSlack(json: string, responseUrl: string): string {
  return json.replaceAll(/https:\/\/hooks\.slack\.com[^"\\]*/g, responseUrl);
}

function fieldsOf(body: PayloadBody): URLSearchParams {
  return new URLSearchParams(
    Object.entries(body).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item): [string, string] => [
        name,
        typeof item === 'string' ? item : JSON.stringify(item),
      ]),
    ),
  );
}
