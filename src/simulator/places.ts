import type { SimulatedApp } from './app.ts';
import type { Courier } from './deliveries/courier.ts';
import type { ResponseUrls } from './deliveries/response-urls.ts';
import type { Installations } from './installing/installations.ts';
import type { Enterprise, WorkspaceSeed } from './seed.ts';
import { createSlackRateLimits, NO_RATE_LIMITS } from './web-api/rate-limits.ts';
import { createWorkspace, type SimulatedWorkspace, type WorkspaceParts } from './workspace.ts';
import type { WorldStore } from './world/world.ts';

export interface PlacesOptions {
  workspaces: readonly WorkspaceSeed[];
  /** An Enterprise Grid organization, to which all the workspaces belong, or those that it names. */
  enterprise?: Enterprise & { workspaceIds?: readonly string[] };
  rateLimits?: 'off' | 'slack';
}

export interface PlacesDeps extends PlacesOptions {
  app: SimulatedApp;
  courier: Courier;
  installations: Installations;
  /** The simulator's own address; asked only once there is a server. */
  origin: () => string;
  now: () => number;
}

/** The workspaces of one Slack, in the order of their seeds. */
export interface Places {
  byId: ReadonlyMap<string, WorkspaceParts>;
  worlds: ReadonlyMap<string, WorldStore>;
  workspaces: readonly SimulatedWorkspace[];
  /** Throws where there is no such workspace. */
  workspace(id: string): SimulatedWorkspace;
  /** Takes what is posted to the response_urls of all of them. */
  responseUrls: Pick<ResponseUrls, 'receive'>;
}

export function createPlaces(deps: PlacesDeps): Places {
  const { workspaces: seeds, app, courier, installations, origin, now } = deps;
  const byId = new Map(
    seeds.map((seed, index) => {
      const placed = inOrganization(seed, deps.enterprise);
      const parts = createWorkspace({
        seed: placed,
        app: appIn(app, placed, index),
        courier,
        rateLimits: deps.rateLimits === 'slack' ? createSlackRateLimits({ now }) : NO_RATE_LIMITS,
        responseUrlBase: () => `${origin()}/response/`,
        now,
      });
      return [seed.team.id, parts] as const;
    }),
  );
  if (byId.size < seeds.length) throw new Error('two workspaces have the same id');
  const parts = [...byId.values()];
  const workspaces = parts.map(({ workspace }) => withToken(workspace, installations));
  return {
    byId,
    worlds: new Map(parts.map(({ world }) => [world.team.id, world])),
    workspaces,
    workspace(id) {
      const found = workspaces.find((workspace) => workspace.id === id);
      if (found === undefined) throw new Error(`there is no workspace ${id}`);
      return found;
    },
    responseUrls: {
      receive(id, body) {
        const issuer = parts.find(({ responseUrls }) => responseUrls.isIssued(id)) ?? parts[0];
        return issuer?.responseUrls.receive(id, body) ?? { status: 404, body: 'no_service' };
      },
    },
  };
}

function inOrganization(seed: WorkspaceSeed, enterprise: PlacesOptions['enterprise']): WorkspaceSeed {
  if (enterprise === undefined) return seed;
  const { id, name, workspaceIds } = enterprise;
  const isIn = workspaceIds === undefined || workspaceIds.includes(seed.team.id);
  return isIn ? { ...seed, team: { ...seed.team, enterprise: { id, name } } } : seed;
}

/** An organization knows the app by one bot user; elsewhere each workspace has its own. */
function appIn(app: SimulatedApp, { team }: WorkspaceSeed, index: number): SimulatedApp {
  if (index === 0 || team.enterprise !== undefined) return { ...app };
  return { ...app, botUserId: `${app.botUserId}${index}`, botId: `${app.botId}${index}` };
}

function withToken(workspace: WorkspaceParts['workspace'], installations: Installations): SimulatedWorkspace {
  return {
    ...workspace,
    get token() {
      return installations.inWorkspace(workspace.id)?.token ?? null;
    },
  };
}
