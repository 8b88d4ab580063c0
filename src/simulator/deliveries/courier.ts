import { setTimeout as wait } from 'node:timers/promises';
import { signedHeaders } from './signing.ts';
import { NoAnswer, type PostAnswer, type Transport } from './transport.ts';

/** What Slack sends to an app's request URL. */
export interface Parcel {
  kind: 'event' | 'command' | 'shortcut' | 'action' | 'view' | 'url_verification';
  /** What exactly: the event's type, the command, the callback or action id. */
  name: string;
  contentType: 'application/json' | 'application/x-www-form-urlencoded';
  body: string;
}

/** What became of a parcel, at its last attempt. */
export interface Delivery {
  kind: Parcel['kind'] | 'raw';
  name: string;
  /** HTTP status of the app's answer; null where there was none. */
  status: number | null;
  /** The app's answer. */
  body: string;
  /** From the first attempt to the last answer, waits between attempts included. */
  ms: number;
  /** Attempts after the first. */
  retries: number;
  /** Why the last attempt failed, in the words of `x-slack-retry-reason`; null where it did not. */
  failure: string | null;
  /** False while attempts are still to come. */
  isSettled: boolean;
}

export interface Courier {
  /** Where parcels go from now on. */
  connect(requestUrl: string): void;
  isConnected(): boolean;
  /** Signs and sends; events are tried again on failure, all else once. Never rejects for what the app does. */
  send(parcel: Parcel): Promise<Delivery>;
  /** Sends this body with these headers alone. */
  sendRaw(body: string, headers: Readonly<Record<string, string>>): Promise<Delivery>;
  readonly deliveries: readonly Delivery[];
}

export interface CourierDeps {
  transport: Transport;
  signingSecret: string;
  now: () => number;
  /** Waits before the retries of an event; as many retries as there are waits. */
  retryDelaysMs: readonly number[];
  /** How long Slack waits for an answer. */
  ackTimeoutMs: number;
  /** Aborted when the simulator closes. */
  signal: AbortSignal;
}

export function createCourier(deps: CourierDeps): Courier {
  const { transport, signingSecret, now, retryDelaysMs, ackTimeoutMs, signal } = deps;
  const deliveries: Delivery[] = [];
  let requestUrl: string | undefined;

  function open(kind: Delivery['kind'], name: string): Delivery {
    const delivery: Delivery = {
      kind,
      name,
      status: null,
      body: '',
      ms: 0,
      retries: 0,
      failure: null,
      isSettled: false,
    };
    deliveries.push(delivery);
    return delivery;
  }

  /** Makes one attempt, writes down how it went, and returns whether Slack would let it rest. */
  async function attempt(
    delivery: Delivery,
    body: string,
    headers: Record<string, string>,
  ): Promise<boolean> {
    if (requestUrl === undefined) throw new Error('the app has no request URL: call connect() first');
    try {
      const answer = await transport.post({ url: requestUrl, headers, body, timeoutMs: ackTimeoutMs });
      delivery.status = answer.status;
      delivery.body = answer.body;
      delivery.failure = isSuccess(answer) ? null : 'http_error';
      return isSuccess(answer) || answer.headers['x-slack-no-retry'] === '1';
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      delivery.status = null;
      delivery.body = '';
      delivery.failure = error.reason;
      return false;
    }
  }

  async function sendSigned(delivery: Delivery, { contentType, body }: Parcel): Promise<boolean> {
    return attempt(delivery, body, {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: '*/*',
      ...signedHeaders(body, { signingSecret, timestamp: Math.floor(now() / 1000) }),
      ...(delivery.retries === 0
        ? {}
        : {
            'x-slack-retry-num': String(delivery.retries),
            'x-slack-retry-reason': delivery.failure ?? 'unknown_error',
          }),
    });
  }

  async function settle(delivery: Delivery, work: () => Promise<void>): Promise<Delivery> {
    const start = performance.now();
    try {
      await work();
    } finally {
      delivery.ms = performance.now() - start;
      delivery.isSettled = true;
    }
    return delivery;
  }

  return {
    deliveries,
    connect(url) {
      requestUrl = url;
    },
    isConnected: () => requestUrl !== undefined,
    send(parcel) {
      const delivery = open(parcel.kind, parcel.name);
      const delays = parcel.kind === 'event' ? retryDelaysMs : [];
      return settle(delivery, async () => {
        if (await sendSigned(delivery, parcel)) return;
        for (const delayMs of delays) {
          if (!(await waited(delayMs, signal))) return;
          delivery.retries += 1;
          if (await sendSigned(delivery, parcel)) return;
        }
      });
    },
    sendRaw(body, headers) {
      const delivery = open('raw', 'raw');
      return settle(delivery, async () => {
        await attempt(delivery, body, { ...headers });
      });
    },
  };
}

function isSuccess({ status }: PostAnswer): boolean {
  return status >= 200 && status < 300;
}

/** False where the simulator was closed meanwhile. */
async function waited(delayMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (delayMs === 0) return true;
  try {
    await wait(delayMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
