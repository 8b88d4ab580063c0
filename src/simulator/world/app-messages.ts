import type { AnyBlock, MessageMetadata } from '@slack/types';
import type { SimulatedApp } from '../app.ts';
import type { MessageDraft } from './world.ts';

/** What a message says, checked and ready to be stored. */
export interface Content {
  text: string;
  blocks?: AnyBlock[];
  attachments?: unknown[];
  metadata?: MessageMetadata;
}

/** A message the app posts with its token. */
export function appMessage(app: SimulatedApp, teamId: string, content: Content): MessageDraft {
  return {
    user: app.botUserId,
    bot_id: app.botId,
    app_id: app.appId,
    bot_profile: {
      id: app.botId,
      app_id: app.appId,
      name: app.name,
      team_id: teamId,
      deleted: false,
      updated: 0,
      icons: {},
    },
    ...content,
  };
}

/** A message the app posts through a response_url: Slack knows the bot then, but no user. */
export function responseMessage(app: SimulatedApp, content: Content & { thread_ts?: string }): MessageDraft {
  return { subtype: 'bot_message', bot_id: app.botId, app_id: app.appId, username: app.name, ...content };
}
