import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_CANCEL } from '../../core/slack/ids.ts';
import { byResponse, type Listener } from './listener.ts';
import { readPress } from './payload.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** “Cancel” on a placeholder. */
export const cancel: Listener = (app, { workspaceId, pickUp, slack }) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_CANCEL },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      if (!press || !UUID.test(press.value)) return;
      const { userId, channel, threadTs, value: conversationId } = press;
      const tell = byResponse(respond, { slack, userId }, threadTs);
      const asker = { workspaceId, channelId: channel?.id ?? null, userId, tell };
      await pickUp.cancel(conversationId, asker);
    },
  );
};
