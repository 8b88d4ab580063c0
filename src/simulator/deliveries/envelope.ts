import { randomBytes } from 'node:crypto';
import type { SimulatedApp } from '../app.ts';
import { newId } from '../ids.ts';
import type { Parcel } from './courier.ts';

/** An event as it stands inside its envelope. */
export interface SlackEvent {
  type: string;
  [field: string]: unknown;
}

/** Verification tokens are deprecated, but Slack still sends one. */
export const VERIFICATION_TOKEN = 'simulator-verification-token';

const APP_LEVEL_EVENTS: ReadonlySet<string> = new Set(['tokens_revoked', 'app_uninstalled']);

/** Where an event comes from, as far as its envelope tells. */
export interface EventOrigin {
  /** The workspace of whoever caused it: through Slack Connect it may be another than the app's. */
  teamId: string;
  /** Whether it happened in a channel that is shared with another workspace. */
  isShared: boolean;
}

/** Wraps an event for delivery. The same `eventId` stands for the same event, sent again. */
export function eventParcel(
  event: SlackEvent,
  {
    app,
    teamId,
    origin = { teamId, isShared: false },
    at,
    eventId = newId('Ev'),
  }: {
    app: SimulatedApp;
    /** The workspace that has installed the app. */
    teamId: string;
    origin?: EventOrigin | undefined;
    at: number;
    eventId?: string | undefined;
  },
): Parcel {
  const envelope = {
    token: VERIFICATION_TOKEN,
    team_id: origin.teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(at / 1000),
    ...(APP_LEVEL_EVENTS.has(event.type) ? {} : conversationFields(app, teamId, origin)),
  };
  return { kind: 'event', name: event.type, contentType: 'application/json', body: JSON.stringify(envelope) };
}

function conversationFields(app: SimulatedApp, teamId: string, { isShared }: EventOrigin) {
  return {
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: `4-${randomBytes(24).toString('base64url')}`,
  };
}
