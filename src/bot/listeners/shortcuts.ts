import type { MessageShortcut } from '@slack/bolt';
import type { Audience } from '../../core/domain/conversation.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../core/slack/ids.ts';
import { decideShortcut, type PickedMessage } from '../decide.ts';
import { byResponse, type Listener } from './listener.ts';

/** “Recall this thread”: the recap is posted in the thread. */
export const recallThread: Listener = messageShortcut(SHORTCUT_RECALL_THREAD, 'thread');

/** “Recall just for me”: the recap comes in the direct message with Recall. */
export const recallPrivately: Listener = messageShortcut(SHORTCUT_RECALL_PRIVATELY, 'private');

function messageShortcut(callbackId: string, audience: Audience): Listener {
  return (app, { workspaceId, pickUp, slack }) => {
    app.shortcut<MessageShortcut>(
      { type: 'message_action', callback_id: callbackId },
      async ({ ack, shortcut, respond }) => {
        await ack();
        const message = picked(shortcut, workspaceId);
        const decision = decideShortcut({ ...message, audience, actionTs: shortcut.action_ts });
        const { channel, user } = message;
        const tell = byResponse(respond, { slack, userId: user });
        const asker = { workspaceId, channelId: channel.id, userId: user, tell };
        await pickUp.carryOut(decision, asker);
      },
    );
  };
}

function picked({ channel, user, message, message_ts }: MessageShortcut, workspaceId: string): PickedMessage {
  const threadTs: unknown = message.thread_ts;
  return {
    workspaceId,
    channel: { id: channel.id, name: channel.name },
    user: user.id,
    message: { ts: message_ts, threadTs: typeof threadTs === 'string' ? threadTs : null },
  };
}
