import type { SimulatedApp } from '../app.ts';
import type { Enterprise } from '../seed.ts';
import { createFaultPlan } from '../web-api/faults.ts';
import { createOrganizationMethods } from '../web-api/methods/organization.ts';
import { NO_RATE_LIMITS } from '../web-api/rate-limits.ts';
import type { Grant, GrantOf, Tenant } from '../web-api/routing.ts';
import type { WorkspaceParts } from '../workspace.ts';
import type { Installation, Installations } from './installations.ts';

export interface GrantsDeps {
  app: SimulatedApp;
  installations: Installations;
  /** By workspace id. */
  places: ReadonlyMap<string, WorkspaceParts>;
  enterprise?: Enterprise | undefined;
}

/** What the tokens that were given out stand for in the Web API. */
export function createGrants(deps: GrantsDeps): { grantOf: GrantOf; isMethod: (name: string) => boolean } {
  const { installations, places } = deps;
  const organization = deps.enterprise && organizationTenant(deps, deps.enterprise);
  const [first] = places.values();

  function reachOf({ workspaceIds }: Installation) {
    return workspaceIds.flatMap((id) => places.get(id)?.tenant ?? []);
  }

  return {
    grantOf(token): Grant | undefined {
      const owned = installations.ofToken(token);
      if (owned === undefined) return undefined;
      const { installation, error } = owned;
      const home = installation.isOrgWide ? organization : places.get(installation.id)?.tenant;
      if (home === undefined) return undefined;
      return { error, home, reach: installation.isOrgWide ? reachOf(installation) : undefined };
    },
    isMethod: (name) => first?.tenant.methods[name] !== undefined,
  };
}

function organizationTenant({ app, installations, places }: GrantsDeps, enterprise: Enterprise): Tenant {
  const { id } = enterprise;
  const teams = () =>
    (installations.find(id)?.workspaceIds ?? []).flatMap((teamId) => places.get(teamId)?.world.team ?? []);
  return {
    id,
    get app() {
      return { ...app, scopes: installations.find(id)?.scopes ?? [] };
    },
    methods: createOrganizationMethods({ enterprise, app, teams }),
    rateLimits: NO_RATE_LIMITS,
    faults: createFaultPlan(),
  };
}
