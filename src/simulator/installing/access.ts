import type { Delivery } from '../deliveries/courier.ts';
import type { SlackEvent } from '../deliveries/envelope.ts';
import { newId } from '../ids.ts';
import type { WorkspaceParts } from '../workspace.ts';
import type { Installation, Installations, NewInstallation, TokenError } from './installations.ts';

export type EndingEvent = 'tokens_revoked' | 'app_uninstalled';

export interface EndingOptions {
  /** What Slack tells, in this order, each once the one before has been delivered or given up. */
  events?: readonly EndingEvent[];
  /** How often it tells each of them, under one event id. */
  times?: number;
}

/** How the app comes into workspaces, and how it gets out of them again. `id` is `T…` or `E…`. */
export interface AppAccess {
  /**
   * Takes the app out: out of every channel, its token `account_inactive` from then on. Slack tells `tokens_revoked` and
   * `app_uninstalled`, unless told otherwise. Throws where it is not installed.
   */
  uninstall(id: string, options?: EndingOptions): Promise<Delivery[]>;
  /** Revokes the app's token, `token_revoked` from then on; Slack tells `tokens_revoked`, unless told otherwise. */
  revokeTokens(id: string, options?: EndingOptions): Promise<Delivery[]>;
  /** Adds a workspace to the installation of its organization. */
  grantAccess(workspaceId: string): Promise<Delivery[]>;
  /** Takes a workspace out of the installation of its organization. */
  withdrawAccess(workspaceId: string): Promise<Delivery[]>;
}

export interface AppAccessDeps {
  installations: Installations;
  /** By workspace id. */
  places: ReadonlyMap<string, WorkspaceParts>;
}

export interface AccessControl extends AppAccess {
  /** Lets the app in where a person has allowed it; of that, no event tells. */
  install(installation: NewInstallation): Installation;
}

export function createAccess({ installations, places }: AppAccessDeps): AccessControl {
  function placeOf(workspaceId: string): WorkspaceParts {
    const place = places.get(workspaceId);
    if (place === undefined) throw new Error(`there is no workspace ${workspaceId}`);
    return place;
  }

  async function end(
    id: string,
    error: TokenError,
    { events = [], times = 1 }: EndingOptions,
  ): Promise<Delivery[]> {
    const left = installations.end(id, error).workspaceIds.map(placeOf);
    for (const place of left) leave(place, error);
    const [first] = left;
    return first === undefined ? [] : told(first, endingEvents(events, first), times);
  }

  /** Where the app stands through another installation too, it goes on through that one. */
  function leave(place: WorkspaceParts, error: TokenError): void {
    if (error === 'account_inactive') place.putOut();
    else place.workspace.app.isInstalled = false;
    const other = installations.inWorkspace(place.workspace.id);
    if (other !== undefined) place.letIn(other);
  }

  function orgInstallationOf(workspaceId: string): Installation {
    const { enterprise } = placeOf(workspaceId).world.team;
    const installation = installations.find(enterprise?.id ?? '');
    if (installation === undefined) throw new Error(`no organization of ${workspaceId} has the app`);
    return installation;
  }

  return {
    install(wanted) {
      const installation = installations.install(wanted);
      for (const workspaceId of installation.workspaceIds) placeOf(workspaceId).letIn(installation);
      return installation;
    },
    uninstall: (id, options) =>
      end(id, 'account_inactive', { events: ['tokens_revoked', 'app_uninstalled'], ...options }),
    revokeTokens: (id, options) => end(id, 'token_revoked', { events: ['tokens_revoked'], ...options }),
    async grantAccess(workspaceId) {
      const installation = orgInstallationOf(workspaceId);
      installations.reach(installation.id, [...new Set([...installation.workspaceIds, workspaceId])]);
      const place = placeOf(workspaceId);
      place.letIn(installation);
      return told(place, [accessEvent('team_access_granted', workspaceId, place)], 1);
    },
    async withdrawAccess(workspaceId) {
      const { id, workspaceIds } = orgInstallationOf(workspaceId);
      installations.reach(
        id,
        workspaceIds.filter((other) => other !== workspaceId),
      );
      const place = placeOf(workspaceId);
      place.putOut();
      return told(place, [accessEvent('team_access_revoked', workspaceId, place)], 1);
    },
  };
}

function endingEvents(types: readonly EndingEvent[], { workspace }: WorkspaceParts): SlackEvent[] {
  const tokens = { oauth: [], bot: [workspace.app.botUserId] };
  return types.map((type) => (type === 'app_uninstalled' ? { type } : { type, tokens }));
}

function accessEvent(
  type: 'team_access_granted' | 'team_access_revoked',
  workspaceId: string,
  { world }: WorkspaceParts,
): SlackEvent {
  const [channel] = world.channels();
  return { type, team_ids: [workspaceId], event_ts: channel === undefined ? '0' : world.nextTs(channel.id) };
}

async function told(
  { feed }: WorkspaceParts,
  events: readonly SlackEvent[],
  times: number,
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const event of events) {
    const eventId = newId('Ev');
    for (let count = 0; count < times; count += 1)
      deliveries.push(...(await feed.installationChanged(event, eventId)));
  }
  return deliveries;
}
