import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_RETRY } from '../../core/slack/ids.ts';
import { byResponse, type Listener } from './listener.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** “Try again” on a recap that failed or was cancelled. */
export const retry: Listener = (app, { workspaceId, pickUp, slack }) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RETRY },
    async ({ ack, action, body, respond }) => {
      await ack();
      const { value: conversationId = '' } = action;
      const { id: userId } = body.user;
      const tell = byResponse(respond, { slack, userId });
      const asker = { workspaceId, channelId: body.channel?.id ?? null, userId, tell };
      if (UUID.test(conversationId)) await pickUp.retry(conversationId, asker);
    },
  );
};
