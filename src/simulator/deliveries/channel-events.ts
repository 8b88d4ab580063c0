import type { Channel, Message } from '../world/types.ts';
import type { SlackEvent } from './envelope.ts';

/** What can happen to a channel, as the ends of the names of the events say it. */
export type ChannelTurn = 'archive' | 'unarchive' | 'rename' | 'deleted';

/** The word with which the names of a channel's events begin. */
export function eventWordOf({ kind }: Channel): 'channel' | 'group' {
  return kind === 'private' ? 'group' : 'channel';
}

/** An archived, restored, renamed or deleted channel; after a renaming the channel has its new name already. */
export function turnEvent(
  channel: Channel,
  turn: ChannelTurn,
  { actor, eventTs }: { actor: string; eventTs: string },
): SlackEvent {
  const type = `${eventWordOf(channel)}_${turn}`;
  const { id, name, created } = channel;
  switch (turn) {
    case 'rename':
      return { type, channel: { id, name, name_normalized: name, created }, event_ts: eventTs };
    case 'archive':
      return { type, channel: id, user: actor, is_moved: 0, event_ts: eventTs };
    case 'unarchive':
      return { type, channel: id, user: actor, event_ts: eventTs };
    case 'deleted':
      return { type, channel: id, actor_id: actor, event_ts: eventTs };
  }
}

export interface Membership {
  userId: string;
  teamId: string;
  /** Left out where the person came by themselves, or left. */
  inviter?: string | undefined;
}

/** Someone, perhaps the app itself, has become a member or ceased to be one. */
export function memberEvent(
  type: 'member_joined_channel' | 'member_left_channel',
  channel: Channel,
  { userId, teamId, inviter, eventTs }: Membership & { eventTs: string },
): SlackEvent {
  return {
    type,
    user: userId,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: teamId,
    ...(inviter === undefined ? {} : { inviter }),
    event_ts: eventTs,
  };
}

/** Tells the app itself that it is out. */
export function leftEvent(
  channel: Channel,
  { actor, eventTs }: { actor: string; eventTs: string },
): SlackEvent {
  const type = `${eventWordOf(channel)}_left`;
  return channel.kind === 'private'
    ? { type, channel: channel.id }
    : { type, channel: channel.id, actor_id: actor, event_ts: eventTs };
}

export function reactionEvent(
  type: 'reaction_added' | 'reaction_removed',
  channel: Channel,
  message: Message,
  { name, userId, eventTs }: { name: string; userId: string; eventTs: string },
): SlackEvent {
  return {
    type,
    user: userId,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    reaction: name,
    ...(message.user === undefined ? {} : { item_user: message.user }),
    event_ts: eventTs,
  };
}
