import type { Channel, ChannelKind, Message } from '../world/types.ts';
import type { SlackEvent } from './envelope.ts';

const CHANNEL_TYPES: Record<ChannelKind, string> = { public: 'channel', private: 'group', im: 'im' };

/** The `message` event; a broadcast reply brings the root of its thread along. */
export function messageEvent(channel: Channel, message: Message, root: Message | undefined): SlackEvent {
  return {
    ...spoken(message),
    ...(message.subtype === 'thread_broadcast' && root !== undefined ? { root: spoken(root) } : {}),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: CHANNEL_TYPES[channel.kind],
  };
}

/** The `app_mention` event, which has no `channel_type`. */
export function mentionEvent(channel: Channel, message: Message): SlackEvent {
  return { ...spoken(message), type: 'app_mention', channel: channel.id, event_ts: message.ts };
}

/** An edit, or the tombstone that a deleted root leaves behind. */
export function changedEvent(
  channel: Channel,
  { previous, message }: { previous: Message; message: Message },
  eventTs: string,
): SlackEvent {
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: { ...spoken(message), source_team: message.team, user_team: message.team },
    previous_message: spoken(previous),
    ...eventFields(channel, eventTs),
  };
}

export function deletedEvent(channel: Channel, previous: Message, eventTs: string): SlackEvent {
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: previous.ts,
    previous_message: spoken(previous),
    ...eventFields(channel, eventTs),
  };
}

function eventFields(channel: Channel, eventTs: string) {
  return {
    channel: channel.id,
    ts: eventTs,
    event_ts: eventTs,
    channel_type: CHANNEL_TYPES[channel.kind],
  };
}

/** A message as events carry it: without its metadata, which needs a scope and an event of its own. */
function spoken({ metadata: _, ...message }: Message): Message {
  return message;
}
