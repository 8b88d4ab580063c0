import type { MessageShortcut } from '@slack/bolt';
import type { Audience } from '../../core/domain/conversation.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../core/slack/ids.ts';
import { decideShortcut } from '../asking/decide.ts';
import { byResponse, type Listener } from './listener.ts';
import { messageShortcutSchema } from './payload.ts';

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
        const used = messageShortcutSchema.safeParse(shortcut).data;
        if (!used) return;
        const { channel, message_ts: ts, message, action_ts: actionTs } = used;
        const { id: user } = used.user;
        const threadTs = message.thread_ts ?? null;
        const place = { workspaceId, channel, user, message: { ts, threadTs } };
        const isReply = threadTs !== null && threadTs !== ts;
        const tell = byResponse(respond, { slack, userId: user }, isReply ? threadTs : null);
        const asker = { workspaceId, channelId: channel.id, userId: user, tell };
        await pickUp.carryOut(decideShortcut({ ...place, audience, actionTs }), asker);
      },
    );
  };
}
