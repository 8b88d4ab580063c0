/** The one Slack app that is installed in the simulated workspace. */
export interface SimulatedApp {
  appId: string;
  /** Display name of the bot user. */
  name: string;
  botToken: string;
  botUserId: string;
  botId: string;
  signingSecret: string;
  /** Bot scopes that were granted. */
  scopes: readonly string[];
  /** Event subscriptions under the names they have in a manifest: `message.channels`, `app_mention`, ... */
  events: readonly string[];
  /** Slash commands that the app has registered, with their slash. */
  commands: readonly string[];
}

export const DEFAULT_APP: SimulatedApp = {
  appId: 'A0RECALL001',
  name: 'Recall',
  botToken: 'xoxb-0000000000000-recall-simulator',
  botUserId: 'U0RECALLBOT',
  botId: 'B0RECALLBOT',
  signingSecret: 'simulator-signing-secret',
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
    'users:read',
  ],
  events: ['app_mention'],
  commands: ['/recall'],
};
