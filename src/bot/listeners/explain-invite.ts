import type { BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION_EXPLAIN_INVITE } from '../../core/slack/ids.ts';
import { inviteExplanation } from '../../core/slack/messages/asking/failure.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import { byResponse, type Listener } from './listener.ts';
import { readPress } from './payload.ts';

const CHANNEL_ID = /^[CG][A-Z0-9]+$/;

/** “How to add me” where Recall is no member of what it was to read. */
export const explainInvite: Listener = (app, { workspaceId, slack, people }) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_EXPLAIN_INVITE },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      if (!press || !CHANNEL_ID.test(press.value)) return;
      const { userId, threadTs, value: channelId } = press;
      const speech = await speechOf(people, slack, { workspaceId, userId });
      await byResponse(respond, { slack, userId }, threadTs)(inviteExplanation({ channelId, speech }));
    },
  );
};
