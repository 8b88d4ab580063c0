import { DEFAULT_APP, type SimulatedApp } from './app.ts';
import { createCourier, type Delivery } from './deliveries/courier.ts';
import type { SlackEvent } from './deliveries/envelope.ts';
import { createEventFeed, type EventFeed } from './deliveries/event-feed.ts';
import { createResponder, type ResponseTarget } from './deliveries/responder.ts';
import { createResponseUrls } from './deliveries/response-urls.ts';
import { createTransport } from './deliveries/transport.ts';
import { createTriggers } from './deliveries/triggers.ts';
import { verifyRequestUrl } from './deliveries/url-verification.ts';
import type { CreatePage } from './http/page.ts';
import { listen } from './http/server.ts';
import { createTraffic, type Traffic } from './http/traffic.ts';
import { newId } from './ids.ts';
import { type Actor, createActor } from './people/actor.ts';
import { type Administration, createAdministration } from './people/administration.ts';
import type { WorkspaceSeed } from './seed.ts';
import { createFaultPlan, type Faults } from './web-api/faults.ts';
import { createMethods } from './web-api/methods/index.ts';
import { createSlackRateLimits, NO_RATE_LIMITS } from './web-api/rate-limits.ts';
import { type ApiCall, createWebApi } from './web-api/web-api.ts';
import type { World } from './world/types.ts';
import { createWorld } from './world/world.ts';

export { DEFAULT_APP, type SimulatedApp } from './app.ts';
export type { Delivery } from './deliveries/courier.ts';
export type { SlackEvent } from './deliveries/envelope.ts';
export type { CreatePage } from './http/page.ts';
export type { Actor } from './people/actor.ts';
export type { WorkspaceSeed } from './seed.ts';
export type { Faults } from './web-api/faults.ts';
export type { ApiCall } from './web-api/web-api.ts';
export type * from './world/types.ts';

/** Slack's waits before it sends an event again: at once, a minute, five minutes. */
const SLACK_RETRY_DELAYS_MS = [0, 60_000, 300_000];
const SLACK_ACK_TIMEOUT_MS = 3000;

export interface SimulatorOptions {
  seed: WorkspaceSeed;
  /** What differs from `DEFAULT_APP`. */
  app?: Partial<SimulatedApp>;
  host?: string;
  /** 0, the default, picks a free one. */
  port?: number;
  /** Milliseconds since 1970; the life of triggers and response_urls, timestamps and rate limits go by it. */
  now?: () => number;
  /** Waits before the retries of an event; Slack's own by default. */
  retryDelaysMs?: readonly number[];
  /** How long an answer to a delivery may take; Slack's three seconds by default. */
  ackTimeoutMs?: number;
  rateLimits?: 'off' | 'slack';
  /** What a browser finds at the simulator's address. */
  page?: CreatePage;
}

/** A Slack workspace that runs in this process, for one app. */
export interface Simulator extends Administration {
  /** Where a browser finds the page; without a slash at the end. */
  readonly url: string;
  /** What the app takes for Slack's Web API; ends in `/api/`. */
  readonly apiUrl: string;
  readonly app: SimulatedApp;
  readonly world: World;
  readonly faults: Faults;
  /** Every Web API call so far. */
  readonly calls: readonly ApiCall[];
  /** Everything sent to the app so far; live: a delivery changes until it is settled. */
  readonly deliveries: readonly Delivery[];
  /** Resolves once the app has asked nothing for so long. */
  quiet: Traffic['quiet'];
  /** Sends deliveries to this URL from now on. */
  connect(requestUrl: string): void;
  /** Asks the request URL for its challenge, as Slack does before it takes the URL; true where it answers well. */
  verifyUrl(): Promise<boolean>;
  /** Throws for someone who is not in the workspace or cannot act. */
  as(userId: string): Actor;
  /** Sends one event, or the same one several times under one event id. */
  deliverEvent(event: SlackEvent, options?: { eventId?: string; times?: number }): Promise<Delivery[]>;
  /** Sends anything: unsigned, stale or malformed. */
  deliverRaw(request: { body: string; headers: Readonly<Record<string, string>> }): Promise<Delivery>;
  /** Ends at once, with whatever is under way. */
  close(): Promise<void>;
}

/** Starts the only stand-in for Slack that Recall has; rejects where the port is taken or the seed makes no sense. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { seed, host = '127.0.0.1', port = 0, now = Date.now, page } = options;
  const app: SimulatedApp = { ...DEFAULT_APP, ...options.app };
  const closing = new AbortController();
  const world = createWorld({ seed, app, now });
  const transport = createTransport();
  const courier = createCourier({
    transport,
    signingSecret: app.signingSecret,
    now,
    retryDelaysMs: options.retryDelaysMs ?? SLACK_RETRY_DELAYS_MS,
    ackTimeoutMs: options.ackTimeoutMs ?? SLACK_ACK_TIMEOUT_MS,
    signal: closing.signal,
  });
  const feed = createEventFeed({ courier, world, app, now });
  const triggers = createTriggers({ now });
  const respond = createResponder({ world, app, feed });
  const responseUrls = createResponseUrls({ respond, now });
  const faults = createFaultPlan();
  const rateLimits = options.rateLimits === 'slack' ? createSlackRateLimits({ now }) : NO_RATE_LIMITS;
  const methods = createMethods({ world, app, now, feed, triggers });
  const webApi = createWebApi({ methods, app, faults, rateLimits, now });
  const actorDeps = {
    world,
    app,
    feed,
    courier,
    triggers,
    respond,
    responseUrlFor: (target: ResponseTarget) => `${server.url}/response/${responseUrls.issue(target)}`,
    now,
  };
  const as = (userId: string) => createActor(actorDeps, userId);
  const traffic = createTraffic();
  const server = await listen({
    host,
    port,
    webApi,
    responseUrls,
    traffic,
    page: page?.({ world, app, as, traffic, now }),
  });

  return {
    url: server.url,
    apiUrl: `${server.url}/api/`,
    app,
    world,
    faults,
    calls: webApi.calls,
    deliveries: courier.deliveries,
    quiet: traffic.quiet,
    connect: courier.connect,
    verifyUrl: () => verifyRequestUrl(courier),
    as,
    ...createAdministration({ world, app, feed, faults }),
    deliverEvent: (event, deliverOptions) => deliverRepeatedly(feed, event, deliverOptions),
    deliverRaw: ({ body, headers }) => courier.sendRaw(body, headers),
    async close() {
      closing.abort();
      transport.close();
      await server.close();
    },
  };
}

function deliverRepeatedly(
  feed: EventFeed,
  event: SlackEvent,
  { eventId = newId('Ev'), times = 1 }: { eventId?: string; times?: number } = {},
): Promise<Delivery[]> {
  return Promise.all(Array.from({ length: times }, () => feed.send(event, eventId)));
}
