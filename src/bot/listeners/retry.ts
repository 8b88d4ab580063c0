import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_RETRY } from '../../core/slack/ids.ts';
import { byResponse, type Listener } from './listener.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** “Try again” on a recap that failed. */
export const retry: Listener = (app, { workspaceId, pickUp }) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RETRY },
    async ({ ack, action, body, respond }) => {
      await ack();
      const { value: conversationId = '' } = action;
      const channelId = body.channel?.id ?? null;
      const asker = { workspaceId, channelId, userId: body.user.id, tell: byResponse(respond) };
      if (UUID.test(conversationId)) await pickUp.retry(conversationId, asker);
    },
  );
};
