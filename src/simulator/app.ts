/** An entry of Slack's menus that calls the app. */
export interface SimulatedShortcut {
  callbackId: string;
  /** As it stands in the menu. */
  name: string;
}

/** The one Slack app of the simulation: how it is registered, and how one workspace has it. */
export interface SimulatedApp {
  appId: string;
  /** Display name of the bot user. */
  name: string;
  clientId: string;
  clientSecret: string;
  /** Where people may be sent back to with a code. */
  redirectUrls: readonly string[];
  /** Whether the app may use PKCE when it is installed. */
  pkce: boolean;
  /** The token that the app is first given. */
  botToken: string;
  botUserId: string;
  botId: string;
  signingSecret: string;
  /** Whether Slack tells the app anything, and lets people call it. */
  isInstalled: boolean;
  /** Whether the workspace has the app through its organization. */
  isOrgWide: boolean;
  /** Bot scopes that were granted. */
  scopes: readonly string[];
  /** Event subscriptions under the names they have in a manifest: `message.channels`, `app_mention`, ... */
  events: readonly string[];
  /** Slash commands that the app has registered, with their slash. */
  commands: readonly string[];
  /** Whether its commands get mentions, channels and links in the form in which messages have them. */
  shouldEscape: boolean;
  /** Shortcuts in the menu of every message. */
  messageShortcuts: readonly SimulatedShortcut[];
  /** Shortcuts beside the field for a new message. */
  globalShortcuts: readonly SimulatedShortcut[];
}

export const DEFAULT_APP: SimulatedApp = {
  appId: 'A0RECALL001',
  name: 'Recall',
  clientId: '1000000000000.2000000000000',
  clientSecret: 'simulator-client-secret',
  redirectUrls: [
    'https://recall.example.com/slack/oauth_redirect',
    'https://recall.example.com/admin/sign-in/callback',
  ],
  pkce: false,
  botToken: 'xoxb-0000000000000-recall-simulator',
  botUserId: 'U0RECALLBOT',
  botId: 'B0RECALLBOT',
  signingSecret: 'simulator-signing-secret',
  isInstalled: true,
  isOrgWide: false,
  scopes: [
    'app_mentions:read',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'reactions:read',
    'users:read',
  ],
  events: [
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'channel_archive',
    'channel_deleted',
    'channel_id_changed',
    'channel_left',
    'channel_rename',
    'channel_unarchive',
    'group_archive',
    'group_deleted',
    'group_left',
    'group_rename',
    'group_unarchive',
    'member_joined_channel',
    'member_left_channel',
    'message.channels',
    'message.groups',
    'message.im',
    'reaction_added',
    'team_access_granted',
    'team_access_revoked',
    'tokens_revoked',
  ],
  commands: ['/recall'],
  shouldEscape: true,
  messageShortcuts: [
    { callbackId: 'recall_thread', name: 'Recall this thread' },
    { callbackId: 'recall_privately', name: 'Recall just for me' },
  ],
  globalShortcuts: [{ callbackId: 'recall_note', name: 'Recap meeting notes' }],
};
