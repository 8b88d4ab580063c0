import { REMINDER_EVENT_TYPE } from '../../domain/action-item.ts';
import {
  DIGEST_EVENT_TYPE,
  DIGEST_PAUSED_EVENT_TYPE,
  NOTE_EVENT_TYPE,
  RECAP_EVENT_TYPE,
} from '../../domain/conversation.ts';
import { RecallError } from '../../domain/errors.ts';
import type { Call } from './call.ts';
import type { MessageTag, Slack } from './slack.ts';

type Writing = Pick<Slack, 'post' | 'update' | 'remove' | 'postEphemeral' | 'openDirectMessage'>;

/** What Recall says in Slack. */
export function writing(call: Call): Writing {
  return {
    async post({ channelId, threadTs, message, tag }) {
      const args = {
        channel: channelId,
        ...message,
        unfurl_links: false,
        unfurl_media: false,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        ...metadataOf(tag),
      };
      const { ts } = await call('chat.postMessage', ({ single }) => single.chat.postMessage(args));
      if (!ts) throw new RecallError('slack_refused', 'chat.postMessage: an answer without ts');
      return ts;
    },
    async update({ channelId, ts, message, tag }) {
      const args = { channel: channelId, ts, ...message, ...metadataOf(tag) };
      await call('chat.update', ({ patient }) => patient.chat.update(args));
    },
    async remove({ channelId, ts }) {
      await call('chat.delete', ({ patient }) => patient.chat.delete({ channel: channelId, ts }));
    },
    async postEphemeral({ channelId, userId, threadTs, message }) {
      const args = {
        channel: channelId,
        user: userId,
        ...message,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      };
      await call('chat.postEphemeral', ({ single }) => single.chat.postEphemeral(args));
    },
    async openDirectMessage(userId) {
      const { channel } = await call('conversations.open', ({ patient }) =>
        patient.conversations.open({ users: userId }),
      );
      if (!channel?.id)
        throw new RecallError('slack_refused', 'conversations.open: an answer without a channel');
      return channel.id;
    },
  };
}

function metadataOf(tag: MessageTag | undefined) {
  if (!tag) return {};
  if ('note' in tag) return { metadata: { event_type: NOTE_EVENT_TYPE, event_payload: { ...tag } } };
  if ('reminder' in tag) {
    return { metadata: { event_type: REMINDER_EVENT_TYPE, event_payload: { ...tag.reminder } } };
  }
  if ('digestPeriodId' in tag) {
    const payload = { digest: tag.digestPeriodId, part: tag.part };
    return { metadata: { event_type: DIGEST_EVENT_TYPE, event_payload: payload } };
  }
  if ('pausedDigestId' in tag) {
    const payload = { digest: tag.pausedDigestId, pausedAt: tag.pausedAt.toISOString() };
    return { metadata: { event_type: DIGEST_PAUSED_EVENT_TYPE, event_payload: payload } };
  }
  const payload = { conversation: tag.conversationId, part: tag.part };
  return { metadata: { event_type: RECAP_EVENT_TYPE, event_payload: payload } };
}
