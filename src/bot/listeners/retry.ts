import type { BlockAction, ButtonAction } from '@slack/bolt';
import { RecallError } from '../../core/domain/errors.ts';
import { ACTION_RETRY } from '../../core/slack/ids.ts';
import { byResponse, type Listener, type ListenerDeps } from './listener.ts';
import { readPress } from './payload.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** “Try again” on a recap that failed or was cancelled, or on a channel that is missing in a digest, which then says that it comes. */
export const retry: Listener = (app, deps) => {
  const { workspaceId, pickUp, slack, recaps } = deps;
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_RETRY },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      if (!press || !UUID.test(press.value)) return;
      const { userId, channel, threadTs, value: conversationId } = press;
      const tell = byResponse(respond, { slack, userId }, threadTs);
      const asker = { workspaceId, channelId: channel?.id ?? null, userId, tell };
      const code = await pickUp.attempt(asker, () => refuseOthers(conversationId, userId, deps));
      if (code !== null) return;
      await pickUp.retry(conversationId, asker);
      await recaps.refreshSafely([conversationId]);
    },
  );
};

/**
 * A private recap is tried again by whoever asked for it alone, and what was said by people who may read it today.
 * @throws RecallErrors `not_yours`, `left_channel`, and retryable ones where Slack does not say
 */
async function refuseOthers(
  conversationId: string,
  userId: string,
  { workspaceId, store, access }: ListenerDeps,
): Promise<void> {
  const conversation = await store.conversations.find(conversationId);
  if (conversation?.workspaceId !== workspaceId) return;
  const { audience, askedBy, source, channel } = conversation;
  if (audience === 'private' && askedBy !== userId)
    throw new RecallError('not_yours', 'somebody else wanted to try it again');
  if (source.kind === 'note' || (await access.mayRead(workspaceId, userId, channel.id))) return;
  throw new RecallError('left_channel', 'somebody wanted to try again what they, or Recall, may not read');
}
