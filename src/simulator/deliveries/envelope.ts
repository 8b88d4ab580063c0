import { randomBytes } from 'node:crypto';
import type { SimulatedApp } from '../app.ts';
import { newId } from '../ids.ts';
import type { Team } from '../world/types.ts';
import type { Parcel } from './courier.ts';

/** An event as it stands inside its envelope. */
export interface SlackEvent {
  type: string;
  [field: string]: unknown;
}

/** Verification tokens are deprecated, but Slack still sends one. */
export const VERIFICATION_TOKEN = 'simulator-verification-token';

const APP_LEVEL_EVENTS: ReadonlySet<string> = new Set([
  'tokens_revoked',
  'app_uninstalled',
  'team_access_granted',
  'team_access_revoked',
]);

/** Where an event comes from, as far as its envelope tells. */
export interface EventOrigin {
  /** The workspace of whoever caused it: through Slack Connect it may be another than the app's. */
  teamId: string;
  /** Whether it happened in a channel that is shared with another workspace. */
  isShared: boolean;
}

interface EnvelopeContext {
  app: SimulatedApp;
  /** The workspace that has installed the app. */
  team: Team;
  origin?: EventOrigin | undefined;
  at: number;
  eventId?: string | undefined;
}

/** Wraps an event for delivery. The same `eventId` stands for the same event, sent again. */
export function eventParcel(event: SlackEvent, context: EnvelopeContext): Parcel {
  const { app, team, at, eventId = newId('Ev') } = context;
  const { origin = { teamId: team.id, isShared: false } } = context;
  const isAppLevel = APP_LEVEL_EVENTS.has(event.type);
  const envelope = {
    token: VERIFICATION_TOKEN,
    ...(isAppLevel && app.isOrgWide ? {} : workspaceFields(team, origin)),
    ...enterpriseIdOf(team),
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(at / 1000),
    ...(isAppLevel ? {} : conversationFields(app, team, origin)),
  };
  return { kind: 'event', name: event.type, contentType: 'application/json', body: JSON.stringify(envelope) };
}

function workspaceFields({ id, enterprise }: Team, { teamId }: EventOrigin) {
  return { team_id: teamId, context_team_id: id, context_enterprise_id: enterprise?.id ?? null };
}

function enterpriseIdOf({ enterprise }: Team) {
  return enterprise === undefined ? {} : { enterprise_id: enterprise.id };
}

function conversationFields(app: SimulatedApp, team: Team, { isShared }: EventOrigin) {
  return {
    authorizations: [
      {
        enterprise_id: team.enterprise?.id ?? null,
        team_id: app.isOrgWide ? null : team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: app.isOrgWide,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: `4-${randomBytes(24).toString('base64url')}`,
  };
}
