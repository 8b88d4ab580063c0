import type { SimulatedApp } from '../app.ts';
import { scopeWordOf } from '../world/channels.ts';
import type { Channel, Message, World } from '../world/types.ts';
import type { Change, WorldStore } from '../world/world.ts';
import type { Courier, Delivery } from './courier.ts';
import { eventParcel, type SlackEvent } from './envelope.ts';
import { changedEvent, deletedEvent, mentionEvent, messageEvent } from './message-events.ts';

/**
 * Tells the app what happens, as far as it has subscribed to it, has the scope for it and is there to see it. Each
 * method resolves once every envelope has been delivered or given up.
 */
export interface EventFeed {
  messagePosted(channel: Channel, message: Message): Promise<Delivery[]>;
  messageChanged(channel: Channel, change: Change): Promise<Delivery[]>;
  reactionAdded(
    channel: Channel,
    message: Message,
    reaction: { name: string; userId: string },
  ): Promise<Delivery[]>;
  memberJoined(channel: Channel, userId: string, inviter: string): Promise<Delivery[]>;
  appLeft(channel: Channel, actor: string): Promise<Delivery[]>;
  channelArchived(channel: Channel, userId: string): Promise<Delivery[]>;
  homeOpened(userId: string): Promise<Delivery[]>;
  /** Sends an event as it is, whatever the app has subscribed to. */
  send(event: SlackEvent, eventId?: string): Promise<Delivery>;
}

export interface EventFeedDeps {
  courier: Courier;
  world: WorldStore;
  app: SimulatedApp;
  now: () => number;
}

export function createEventFeed({ courier, world, app, now }: EventFeedDeps): EventFeed {
  const send = (event: SlackEvent, eventId?: string) =>
    courier.send(eventParcel(event, { app, teamId: world.team.id, at: now(), eventId }));

  async function sendAll(events: readonly (SlackEvent | false)[]): Promise<Delivery[]> {
    if (!courier.isConnected()) return [];
    return Promise.all(events.filter((event) => event !== false).map((event) => send(event)));
  }

  function hears(subscription: string, scope?: string): boolean {
    return app.events.includes(subscription) && (scope === undefined || app.scopes.includes(scope));
  }
  const isPresent = (channel: Channel) => channel.members.has(app.botUserId);
  const hearsMessages = (channel: Channel) => {
    const word = scopeWordOf(channel.kind);
    return isPresent(channel) && hears(`message.${word}`, `${word}:history`);
  };
  const hearsMention = (channel: Channel, message: Message) =>
    isPresent(channel) &&
    channel.kind !== 'im' &&
    message.user !== app.botUserId &&
    message.text.includes(`<@${app.botUserId}>`) &&
    hears('app_mention', 'app_mentions:read');
  const eventTs = (channel: Channel) => world.nextTs(channel.id);

  return {
    send,
    messagePosted: (channel, message) =>
      sendAll([
        hearsMention(channel, message) && mentionEvent(channel, message),
        hearsMessages(channel) && messageEvent(channel, message, rootOf(world, channel, message)),
      ]),
    messageChanged: (channel, { previous, message }) =>
      sendAll([
        hearsMessages(channel) &&
          (message === undefined
            ? deletedEvent(channel, previous, eventTs(channel))
            : changedEvent(channel, { previous, message }, eventTs(channel))),
      ]),
    reactionAdded: (channel, message, { name, userId }) =>
      sendAll([
        isPresent(channel) &&
          hears('reaction_added', 'reactions:read') && {
            type: 'reaction_added',
            user: userId,
            item: { type: 'message', channel: channel.id, ts: message.ts },
            reaction: name,
            ...(message.user === undefined ? {} : { item_user: message.user }),
            event_ts: eventTs(channel),
          },
      ]),
    memberJoined: (channel, userId, inviter) =>
      sendAll([
        hears('member_joined_channel', `${scopeWordOf(channel.kind)}:read`) && {
          type: 'member_joined_channel',
          user: userId,
          channel: channel.id,
          channel_type: channel.kind === 'private' ? 'G' : 'C',
          team: world.team.id,
          inviter,
          event_ts: eventTs(channel),
        },
      ]),
    appLeft: (channel, actor) =>
      sendAll([
        channel.kind === 'private'
          ? hears('group_left', 'groups:read') && { type: 'group_left', channel: channel.id }
          : hears('channel_left', 'channels:read') && {
              type: 'channel_left',
              channel: channel.id,
              actor_id: actor,
              event_ts: eventTs(channel),
            },
      ]),
    channelArchived(channel, userId) {
      const word = channel.kind === 'private' ? 'group' : 'channel';
      const type = `${word}_archive`;
      return sendAll([
        isPresent(channel) &&
          hears(type, `${word}s:read`) && {
            type,
            channel: channel.id,
            user: userId,
            is_moved: 0,
            event_ts: eventTs(channel),
          },
      ]);
    },
    homeOpened(userId) {
      const channel = world.openDirect(userId);
      const view = world.homeView(userId);
      return sendAll([
        hears('app_home_opened') && {
          type: 'app_home_opened',
          user: userId,
          channel: channel.id,
          tab: 'home',
          ...(view === undefined ? {} : { view }),
          event_ts: eventTs(channel),
        },
      ]);
    },
  };
}

function rootOf(world: World, channel: Channel, { thread_ts }: Message): Message | undefined {
  return thread_ts === undefined ? undefined : world.message(channel.id, thread_ts);
}
