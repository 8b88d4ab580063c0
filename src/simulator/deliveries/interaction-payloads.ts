import type { SimulatedApp } from '../app.ts';
import type { Channel, Person, Team } from '../world/types.ts';
import type { Parcel } from './courier.ts';
import { VERIFICATION_TOKEN } from './envelope.ts';

interface PayloadContext {
  app: SimulatedApp;
  /** The workspace that has installed the app. */
  team: Team;
}

/** The workspace that payloads name is the one of who acts, which in shared channels may be another. */
function teamOf({ teamId }: Person, team: Team): Team {
  return teamId === undefined || teamId === team.id
    ? team
    : { id: teamId, name: teamId, domain: teamId.toLowerCase() };
}

/** The fields that every interactive payload begins with. Where the app is installed org-wide, `team` is null. */
export function interactionFields(person: Person, { app, team: installedTeam }: PayloadContext) {
  const team = teamOf(person, installedTeam);
  return {
    token: VERIFICATION_TOKEN,
    team: app.isOrgWide ? null : shownTeam(team),
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: app.appId,
    is_enterprise_install: app.isOrgWide,
    enterprise: installedTeam.enterprise ?? null,
  };
}

function shownTeam({ id, domain, enterprise }: Team) {
  return enterprise === undefined
    ? { id, domain }
    : { id, domain, enterprise_id: enterprise.id, enterprise_name: enterprise.name };
}

/** Interactive payloads travel as one form field that holds JSON. */
export function interactionParcel(
  kind: Parcel['kind'],
  name: string,
  payload: Readonly<Record<string, unknown>>,
): Parcel {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return { kind, name, contentType: 'application/x-www-form-urlencoded', body };
}

export interface CommandFields {
  command: string;
  text: string;
  channel: Channel;
  person: Person;
  responseUrl: string;
  triggerId: string;
}

export function commandParcel(
  { command, text, channel, person, responseUrl, triggerId }: CommandFields,
  { app, team: installedTeam }: PayloadContext,
): Parcel {
  const team = teamOf(person, installedTeam);
  const body = new URLSearchParams({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: app.appId,
    is_enterprise_install: String(app.isOrgWide),
    ...(team.enterprise === undefined
      ? {}
      : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
    response_url: responseUrl,
    trigger_id: triggerId,
  }).toString();
  return { kind: 'command', name: command, contentType: 'application/x-www-form-urlencoded', body };
}

/** Payloads do not tell the names of private channels and direct conversations. */
export function shownName(channel: Channel): string {
  if (channel.kind === 'public') return channel.name;
  return channel.kind === 'private' ? 'privategroup' : 'directmessage';
}
