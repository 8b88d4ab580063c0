import type { SimulatedApp } from './app.ts';
import type { Courier, Delivery } from './deliveries/courier.ts';
import type { SlackEvent } from './deliveries/envelope.ts';
import { createEventFeed, type EventFeed } from './deliveries/event-feed.ts';
import { createResponder, type ResponseTarget } from './deliveries/responder.ts';
import { createResponseUrls, type ResponseUrls } from './deliveries/response-urls.ts';
import { createTriggers, type Triggers } from './deliveries/triggers.ts';
import { newId } from './ids.ts';
import { type Actor, createActor } from './people/actor.ts';
import { type Administration, createAdministration } from './people/administration.ts';
import type { WorkspaceSeed } from './seed.ts';
import { createFaultPlan, type Faults } from './web-api/faults.ts';
import { createMethods } from './web-api/methods/index.ts';
import type { RateLimits } from './web-api/rate-limits.ts';
import type { NamedKind, WorkspaceTenant } from './web-api/routing.ts';
import type { World } from './world/types.ts';
import { createWorld, type WorldStore } from './world/world.ts';

/** One workspace of the simulated Slack. */
export interface SimulatedWorkspace extends Administration {
  readonly id: string;
  /** The app as this workspace has it; live. */
  readonly app: SimulatedApp;
  readonly world: World;
  /** Faults of the calls that concern this workspace alone. */
  readonly faults: Faults;
  /** The bot token by which the app gets in, that of the organization where it is installed org-wide; null where it is not in. */
  readonly token: string | null;
  /** Throws for someone who is not in the workspace or cannot act. */
  as(userId: string): Actor;
  /** Sends one event, or the same one several times under one event id. */
  deliverEvent(event: SlackEvent, options?: { eventId?: string; times?: number }): Promise<Delivery[]>;
}

/** A workspace with what the rest of Slack has to do with it. */
export interface WorkspaceParts {
  workspace: Omit<SimulatedWorkspace, 'token'>;
  tenant: WorkspaceTenant;
  world: WorldStore;
  feed: EventFeed;
  responseUrls: ResponseUrls;
  /** Lets the app in; the first time it becomes a member of the channels in which the seed has it. */
  letIn(how: Pick<SimulatedApp, 'isOrgWide' | 'scopes'>): void;
  /** Takes the app out of the workspace, out of all its channels too. */
  putOut(): void;
}

export interface WorkspaceDeps {
  seed: WorkspaceSeed;
  /** The app as this workspace has it once it is let in; changed when that changes. */
  app: SimulatedApp;
  courier: Courier;
  rateLimits: RateLimits;
  /** Where response_urls begin; asked only once there is a server. */
  responseUrlBase: () => string;
  now: () => number;
}

export function createWorkspace(deps: WorkspaceDeps): WorkspaceParts {
  const { seed, app, courier, rateLimits, now } = deps;
  const world = createWorld({ seed, app, now });
  const feed = createEventFeed({ courier, world, app, now });
  const triggers = createTriggers({ now });
  const respond = createResponder({ world, app, feed });
  const responseUrls = createResponseUrls({ respond, now });
  const faults = createFaultPlan();
  const actorDeps = {
    world,
    app,
    feed,
    courier: whileInstalled(courier, app, seed.team.name),
    triggers,
    respond,
    responseUrlFor: (target: ResponseTarget) => `${deps.responseUrlBase()}${responseUrls.issue(target)}`,
    now,
  };
  const waiting = createWaitingRoom(world, app);
  const methods = createMethods({ world, app, now, feed, triggers });
  return {
    workspace: {
      id: seed.team.id,
      app,
      world,
      faults,
      as: (userId) => createActor(actorDeps, userId),
      ...createAdministration({ world, app, feed }),
      deliverEvent: (event, options) => deliverRepeatedly(feed, event, options),
    },
    tenant: {
      id: seed.team.id,
      app,
      methods,
      rateLimits,
      faults,
      has: (kind, id) => isKnown({ world, triggers }, kind, id),
    },
    world,
    feed,
    responseUrls,
    ...waiting,
  };
}

/** Lets the app in and puts it out again. */
function createWaitingRoom(world: WorldStore, app: SimulatedApp): Pick<WorkspaceParts, 'letIn' | 'putOut'> {
  const firstChannels = world.channels().filter(({ members }) => members.has(app.botUserId));
  let isNew = true;

  function putOut(): void {
    app.isInstalled = false;
    world.setBotActive(false);
    for (const { id, kind } of world.channels()) if (kind !== 'im') world.leave(id, app.botUserId);
  }

  putOut();
  return {
    letIn({ isOrgWide, scopes }) {
      Object.assign(app, { isOrgWide, scopes, isInstalled: true });
      world.setBotActive(true);
      if (isNew) for (const { id } of firstChannels) world.join(id, app.botUserId);
      isNew = false;
    },
    putOut,
  };
}

/** People can call an app only where it is installed. */
function whileInstalled(courier: Courier, app: SimulatedApp, place: string): Courier {
  return {
    ...courier,
    async send(parcel) {
      if (!app.isInstalled) throw new Error(`${app.name} is not installed in ${place}`);
      return courier.send(parcel);
    },
  };
}

function isKnown(
  { world, triggers }: { world: WorldStore; triggers: Triggers },
  kind: NamedKind,
  id: string,
): boolean {
  switch (kind) {
    case 'conversation':
      return world.channel(id) !== undefined || world.person(id) !== undefined;
    case 'person':
      return world.person(id) !== undefined;
    case 'view':
      return world.view(id) !== undefined;
    case 'externalView':
      return world.views.withExternalId(id) !== undefined;
    case 'trigger':
      return triggers.isIssued(id);
  }
}

function deliverRepeatedly(
  feed: EventFeed,
  event: SlackEvent,
  { eventId = newId('Ev'), times = 1 }: { eventId?: string; times?: number } = {},
): Promise<Delivery[]> {
  return Promise.all(Array.from({ length: times }, () => feed.send(event, eventId)));
}
