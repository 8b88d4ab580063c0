import type { Environment, Variables } from './variables.ts';

export interface SlackConfig {
  apiUrl: string;
  signingSecret: string;
  /** Set in single-workspace mode; empty in OAuth mode. */
  botToken: string;
  /** Set in OAuth mode, and where people sign in to the admin view with Slack; null otherwise. */
  oauth: OauthConfig | null;
  /** Whether workspaces install Recall by themselves. With a bot token it serves that token's workspace alone. */
  mode: 'single' | 'oauth';
}

export interface OauthConfig {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** Whether the app's setting PKCE is on at Slack, which takes no challenge otherwise. */
  pkce: boolean;
}

/** With a bot token Recall serves that token's workspace; the client's id then lets its admins sign in. */
export function modeOf(given: Environment): SlackConfig['mode'] {
  return given.SLACK_BOT_TOKEN === undefined && given.SLACK_CLIENT_ID !== undefined ? 'oauth' : 'single';
}

export function slackOf(values: Variables, given: Environment): SlackConfig {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = values;
  return {
    apiUrl: values.SLACK_API_URL,
    botToken: values.SLACK_BOT_TOKEN ?? '',
    signingSecret: values.SLACK_SIGNING_SECRET ?? '',
    oauth:
      clientId && clientSecret && stateSecret
        ? { clientId, clientSecret, stateSecret, pkce: values.SLACK_PKCE === 'on' }
        : null,
    mode: modeOf(given),
  };
}
