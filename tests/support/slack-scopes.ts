import type { AppsManifestValidateArguments } from '@slack/web-api';

type Manifest = AppsManifestValidateArguments['manifest'];
type Configured<Part, Key extends keyof Part> = NonNullable<Part[Key]>;
export type BotScope = Configured<Configured<Configured<Manifest, 'oauth_config'>, 'scopes'>, 'bot'>[number];
type BotEvent = Configured<
  Configured<Configured<Manifest, 'settings'>, 'event_subscriptions'>,
  'bot_events'
>[number];

/**
 * The bot scopes that a Web API method needs for what Recall calls it on: public and private channels, and its direct
 * messages. From the method's page on docs.slack.dev/reference/methods.
 */
export const SCOPES_OF_METHOD: Readonly<Record<string, readonly BotScope[]>> = {
  'auth.test': [],
  'auth.teams.list': [],
  'oauth.v2.access': [],
  'conversations.info': ['channels:read', 'groups:read', 'im:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read'],
  'users.conversations': ['channels:read', 'groups:read', 'im:read'],
  'views.open': [],
  'views.update': [],
  'views.push': [],
  'views.publish': [],
};

/** The bot scopes without which Slack does not deliver an event. */
export const SCOPES_OF_EVENT = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  team_access_granted: [],
  team_access_revoked: [],
  tokens_revoked: [],
} as const satisfies Partial<Record<BotEvent, readonly BotScope[]>>;

/** Slash commands and shortcuts need this one. */
export const SCOPE_OF_COMMANDS: BotScope = 'commands';
