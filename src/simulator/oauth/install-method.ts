import type { SimulatedApp } from '../app.ts';
import type { Installation, Installations, NewInstallation } from '../installing/installations.ts';
import type { Enterprise } from '../seed.ts';
import type { OpenMethodTable } from '../web-api/open-method.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { Team, World } from '../world/types.ts';
import type { Codes, Consent } from './codes.ts';

export interface InstallMethodDeps {
  codes: Codes;
  installations: Installations;
  /** Lets the app in where a person has allowed it. */
  install(installation: NewInstallation): Installation;
  enterprise: Enterprise | undefined;
  worlds: ReadonlyMap<string, World>;
  app: SimulatedApp;
}

/** `oauth.v2.access`: the app gets its token. */
export function createInstallMethod(deps: InstallMethodDeps): OpenMethodTable {
  return {
    'oauth.v2.access': (call) => {
      const consent = deps.codes.redeem(call, 'install');
      refuseTwice(deps, consent);
      const { request, placeId, workspaceIds } = consent;
      const team = teamOf(deps, placeId);
      const installation = deps.install({
        id: placeId,
        isOrgWide: team === undefined,
        scopes: request.scopes,
        workspaceIds,
      });
      return accessOf(deps, consent, installation);
    },
  };
}

/** What an organization has installed for itself, its workspaces cannot install once more. */
function refuseTwice(deps: InstallMethodDeps, { placeId }: Consent): void {
  const enterpriseId = teamOf(deps, placeId)?.enterprise?.id;
  if (enterpriseId !== undefined && deps.installations.find(enterpriseId) !== undefined)
    throw new Refusal('cannot_install_an_org_installed_app');
}

function accessOf(
  deps: InstallMethodDeps,
  { userId, placeId, workspaceIds }: Consent,
  installation: Installation,
) {
  const team = teamOf(deps, placeId);
  const [workspaceId = placeId] = workspaceIds;
  return {
    app_id: deps.app.appId,
    authed_user: { id: userId },
    scope: installation.scopes.join(','),
    token_type: 'bot',
    access_token: installation.token,
    bot_user_id: botUserIn(deps, workspaceId),
    team: team === undefined ? null : { id: team.id, name: team.name },
    enterprise: team === undefined ? (deps.enterprise ?? null) : (team.enterprise ?? null),
    is_enterprise_install: team === undefined,
  };
}

/** Undefined for an organization. */
function teamOf({ worlds }: InstallMethodDeps, placeId: string): Team | undefined {
  return worlds.get(placeId)?.team;
}

function botUserIn({ worlds, app }: InstallMethodDeps, workspaceId: string): string {
  const bot = worlds
    .get(workspaceId)
    ?.people()
    .find(({ botId }) => botId !== undefined);
  return bot?.id ?? app.botUserId;
}
