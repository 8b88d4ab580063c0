import { z } from 'zod';
import type { PressedMessage } from '../../core/store/owners.ts';

const WORKSPACE_ID = z.string().regex(/^T[A-Z0-9]+$/);
const ORGANIZATION_ID = z.string().regex(/^E[A-Z0-9]+$/);
const CHANNEL_ID = z.string().regex(/^[CDG][A-Z0-9]+$/);
const TS = z.string().regex(/^\d+\.\d+$/);
const USER_ID = z.string().regex(/^[UW][A-Z0-9]+$/);
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);
const part = <Shape extends z.ZodRawShape>(shape: Shape) => maybe(z.object(shape));

/** What the bodies of all kinds of deliveries tell of where they come from; see facts on payloads at docs.slack.dev/interactivity and /apis/events-api. */
const body = z.object({
  type: maybe(z.string()),
  command: maybe(z.string()),
  authorizations: z
    .array(z.object({ team_id: maybe(WORKSPACE_ID), enterprise_id: maybe(ORGANIZATION_ID) }))
    .nullish()
    .catch(null),
  context_team_id: maybe(WORKSPACE_ID),
  context_enterprise_id: maybe(ORGANIZATION_ID),
  team_id: maybe(WORKSPACE_ID),
  enterprise_id: maybe(ORGANIZATION_ID),
  enterprise: part({ id: maybe(ORGANIZATION_ID) }),
  team: part({ id: maybe(WORKSPACE_ID), enterprise_id: maybe(ORGANIZATION_ID) }),
  user: part({ team_id: maybe(WORKSPACE_ID) }),
  view: part({ app_installed_team_id: maybe(WORKSPACE_ID), team_id: maybe(WORKSPACE_ID) }),
  container: part({ channel_id: maybe(CHANNEL_ID), message_ts: maybe(TS) }),
  channel: part({ id: maybe(CHANNEL_ID) }),
  message: part({ user: maybe(USER_ID), ts: maybe(TS) }),
});
type Body = z.infer<typeof body>;

export type DeliveryKind = 'event' | 'command' | 'shortcut' | 'press' | 'view' | 'other';

/** Where a delivery comes from, as it says itself. */
export interface Place {
  kind: DeliveryKind;
  /** The workspaces that it names, the surest first. */
  workspaceIds: readonly string[];
  organizationId: string | null;
  /** What was pressed stands in this message of an app's. */
  pressed: PressedMessage | null;
}

/**
 * Reads where a delivery comes from. What an app is installed in goes before whom the delivery is about: in channels that two organizations
 * share, `team` and `team_id` may be the other side's (docs.slack.dev/apis/slack-connect).
 */
export function placeOf(given: unknown): Place {
  const parsed = body.safeParse(given);
  if (!parsed.success) return NOWHERE;
  const told = parsed.data;
  const authorized = told.authorizations?.[0];
  const named = [
    authorized?.team_id,
    told.context_team_id,
    told.view?.app_installed_team_id,
    told.team?.id,
    told.team_id,
    told.view?.team_id,
    told.user?.team_id,
  ];
  return {
    kind: kindOf(told),
    workspaceIds: [...new Set(named.flatMap((id) => id ?? []))],
    organizationId: organizationOf(told),
    pressed: pressedIn(told),
  };
}

const NOWHERE: Place = {
  ...{ kind: 'other', workspaceIds: [], organizationId: null, pressed: null },
};

function organizationOf(told: Body): string | null {
  const authorized = told.authorizations?.[0]?.enterprise_id ?? told.context_enterprise_id;
  return authorized ?? told.enterprise?.id ?? told.team?.enterprise_id ?? told.enterprise_id ?? null;
}

function kindOf({ type, command }: Body): DeliveryKind {
  if (command) return 'command';
  switch (type) {
    case 'event_callback':
      return 'event';
    case 'block_actions':
      return 'press';
    case 'view_submission':
    case 'view_closed':
      return 'view';
    case 'message_action':
    case 'shortcut':
      return 'shortcut';
    default:
      return 'other';
  }
}

/** The message of a shortcut is anybody's. */
function pressedIn({ type, container, channel, message }: Body): PressedMessage | null {
  const channelId = channel?.id ?? container?.channel_id;
  if (type !== 'block_actions' || !channelId) return null;
  return {
    channelId,
    ts: message?.ts ?? container?.message_ts ?? null,
    botUserId: message?.user ?? null,
  };
}
