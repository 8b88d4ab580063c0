import { DEFAULT_APP, type SimulatedApp } from './app.ts';
import { type Courier, createCourier, type Delivery } from './deliveries/courier.ts';
import { createTransport } from './deliveries/transport.ts';
import { verifyRequestUrl } from './deliveries/url-verification.ts';
import type { CreatePage, PageDeps, PageHandler } from './http/page.ts';
import { listen, type SimulatorServer } from './http/server.ts';
import { createTraffic, type Traffic } from './http/traffic.ts';
import { type AppAccess, createAccess } from './installing/access.ts';
import { createGrants } from './installing/grants.ts';
import { createInstallations, type NewInstallation } from './installing/installations.ts';
import { createCodes } from './oauth/codes.ts';
import { type Consents, createConsents } from './oauth/consents.ts';
import { createDoors } from './oauth/doors.ts';
import { createIdTokens, type IdTokens } from './oauth/id-token.ts';
import { createInstallMethod } from './oauth/install-method.ts';
import { createSignInMethods } from './oauth/sign-in-methods.ts';
import { createPlaces, type Places, type PlacesOptions } from './places.ts';
import { createFaultPlan, type Faults } from './web-api/faults.ts';
import { type ApiCall, createWebApi } from './web-api/web-api.ts';
import type { SimulatedWorkspace } from './workspace.ts';
import type { WorldStore } from './world/world.ts';

/** Slack's waits before it sends an event again: at once, a minute, five minutes. */
const SLACK_RETRY_DELAYS_MS = [0, 60_000, 300_000];
const SLACK_ACK_TIMEOUT_MS = 3000;

export interface SlackTiming {
  host?: string;
  /** 0, the default, picks a free one. */
  port?: number;
  /** Milliseconds since 1970; the life of triggers and response_urls, timestamps and rate limits go by it. */
  now?: () => number;
  /** Waits before the retries of an event; Slack's own by default. */
  retryDelaysMs?: readonly number[];
  /** How long an answer to a delivery may take; Slack's three seconds by default. */
  ackTimeoutMs?: number;
}

export interface SlackOptions extends SlackTiming, PlacesOptions {
  /** What differs from `DEFAULT_APP`. */
  app?: Partial<SimulatedApp>;
  /** Ids of the workspaces, or of the organization, in which the app is from the start; none by default. */
  installed?: readonly string[];
  /** What a browser finds at the simulator's address; it shows the first workspace. */
  page?: CreatePage;
}

/** A Slack that runs in this process, with several workspaces and one app. */
export interface SimulatedSlack extends AppAccess, Consents {
  /** Where a browser finds it; without a slash at the end. Stands for `https://slack.com`, as an issuer of tokens too. */
  readonly url: string;
  /** What the app takes for Slack's Web API; ends in `/api/`. */
  readonly apiUrl: string;
  /** The app as it is registered. */
  readonly app: SimulatedApp;
  /** Faults of every call. */
  readonly faults: Faults;
  /** Every Web API call so far. */
  readonly calls: readonly ApiCall[];
  /** Everything sent to the app so far; live: a delivery changes until it is settled. */
  readonly deliveries: readonly Delivery[];
  readonly workspaces: readonly SimulatedWorkspace[];
  /** Throws where there is no such workspace. */
  workspace(id: string): SimulatedWorkspace;
  /** Resolves once the app has asked nothing for so long. */
  quiet: Traffic['quiet'];
  /** Sends deliveries to this URL from now on. */
  connect(requestUrl: string): void;
  /** Asks the request URL for its challenge, as Slack does before it takes the URL; true where it answers well. */
  verifyUrl(): Promise<boolean>;
  /** Sends anything: unsigned, stale or malformed. */
  deliverRaw(request: { body: string; headers: Readonly<Record<string, string>> }): Promise<Delivery>;
  /** Registers further redirect URLs of the app. */
  allowRedirects(...urls: string[]): void;
  /** Spoils the next id_token. */
  forgeIdToken: IdTokens['forge'];
  /** Ends at once, with whatever is under way. */
  close(): Promise<void>;
}

/** Starts the only stand-in for Slack that Recall has; rejects where the port is taken or a seed makes no sense. */
export async function startSlack(options: SlackOptions): Promise<SimulatedSlack> {
  const { host = '127.0.0.1', port = 0, now = Date.now } = options;
  const app: SimulatedApp = { ...DEFAULT_APP, ...options.app };
  const closing = new AbortController();
  const transport = createTransport();
  const courier = createCourier({
    transport,
    signingSecret: app.signingSecret,
    now,
    retryDelaysMs: options.retryDelaysMs ?? SLACK_RETRY_DELAYS_MS,
    ackTimeoutMs: options.ackTimeoutMs ?? SLACK_ACK_TIMEOUT_MS,
    signal: closing.signal,
  });
  const traffic = createTraffic();
  let server: SimulatorServer | undefined;
  const parts = createParts(options, { app, courier, now, origin: () => server?.url ?? '' });
  server = await listen({ host, port, traffic, ...parts, page: pageOf(options, { ...parts, traffic, now }) });
  const { url, close } = server;

  return {
    url,
    apiUrl: `${url}/api/`,
    app,
    faults: parts.faults,
    calls: parts.webApi.calls,
    deliveries: courier.deliveries,
    workspaces: parts.places.workspaces,
    workspace: parts.places.workspace,
    quiet: traffic.quiet,
    connect: courier.connect,
    verifyUrl: () => verifyRequestUrl(courier),
    deliverRaw: ({ body, headers }) => courier.sendRaw(body, headers),
    allowRedirects(...urls) {
      app.redirectUrls = [...app.redirectUrls, ...urls];
    },
    forgeIdToken: parts.idTokens.forge,
    ...parts.consents,
    uninstall: parts.access.uninstall,
    revokeTokens: parts.access.revokeTokens,
    grantAccess: parts.access.grantAccess,
    withdrawAccess: parts.access.withdrawAccess,
    async close() {
      closing.abort();
      transport.close();
      await close();
    },
  };
}

interface PartsDeps {
  app: SimulatedApp;
  courier: Courier;
  now: () => number;
  /** The simulator's own address; asked only once there is a server. */
  origin: () => string;
}

/** Puts together all but the server. */
function createParts(options: SlackOptions, { app, courier, now, origin }: PartsDeps) {
  const { enterprise } = options;
  const installations = createInstallations();
  const places = createPlaces({ ...options, app, courier, installations, origin, now });
  const { worlds, responseUrls } = places;
  const access = createAccess({ installations, places: places.byId });
  const codes = createCodes({ app, now });
  const idTokens = createIdTokens();
  const consents = createConsents({ app, codes, worlds, enterprise });
  const faults = createFaultPlan();
  const webApi = createWebApi({
    ...createGrants({ app, installations, places: places.byId, enterprise }),
    openMethods: {
      'api.test': () => ({}),
      ...createInstallMethod({ app, codes, installations, install: access.install, worlds, enterprise }),
      ...createSignInMethods({ app, codes, idTokens, worlds, issuer: origin, now }),
    },
    faults,
    now,
  });
  const doors = createDoors({ app, consents, idTokens, worlds, enterprise, origin });
  for (const id of options.installed ?? []) access.install(firstInstallation(id, { app, worlds }));
  return { places, responseUrls, access, idTokens, consents, faults, webApi, doors };
}

/** An installation from the start; the first one has the token by which the app is known from its defaults. */
function firstInstallation(
  id: string,
  { app, worlds }: { app: SimulatedApp; worlds: ReadonlyMap<string, WorldStore> },
): NewInstallation {
  const teams = [...worlds.values()].map(({ team }) => team);
  const isOrgWide = !worlds.has(id);
  return {
    id,
    isOrgWide,
    scopes: app.scopes,
    workspaceIds: isOrgWide
      ? teams.filter(({ enterprise }) => enterprise?.id === id).map((team) => team.id)
      : [id],
    token: isOrgWide || teams[0]?.id === id ? app.botToken : undefined,
  };
}

function pageOf(
  { page }: SlackOptions,
  { places, traffic, now }: Pick<PageDeps, 'traffic' | 'now'> & { places: Places },
): PageHandler | undefined {
  const [first] = places.byId.values();
  if (first === undefined || page === undefined) return undefined;
  const { workspace, world } = first;
  return page({ world, app: workspace.app, as: workspace.as, traffic, now });
}
