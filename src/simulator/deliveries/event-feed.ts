import type { SimulatedApp } from '../app.ts';
import { scopeWordOf } from '../world/channels.ts';
import type { Channel, Message, World } from '../world/types.ts';
import type { Change, WorldStore } from '../world/world.ts';
import {
  type ChannelTurn,
  eventWordOf,
  leftEvent,
  memberEvent,
  reactionEvent,
  turnEvent,
} from './channel-events.ts';
import type { Courier, Delivery } from './courier.ts';
import { type EventOrigin, eventParcel, type SlackEvent } from './envelope.ts';
import { changedEvent, deletedEvent, mentionEvent, messageEvent } from './message-events.ts';

interface Reacting {
  name: string;
  userId: string;
}

/**
 * Tells the app what happens, as far as it has subscribed to it, has the scope for it and is there to see it. Each
 * method resolves once every envelope has been delivered or given up.
 */
export interface EventFeed {
  messagePosted(channel: Channel, message: Message): Promise<Delivery[]>;
  messageChanged(channel: Channel, change: Change): Promise<Delivery[]>;
  reactionAdded(channel: Channel, message: Message, reaction: Reacting): Promise<Delivery[]>;
  reactionRemoved(channel: Channel, message: Message, reaction: Reacting): Promise<Delivery[]>;
  /** The inviter is left out where the person came by themselves. */
  memberJoined(channel: Channel, userId: string, inviter?: string): Promise<Delivery[]>;
  /** Someone has left or was put out; of itself the app hears though it is there no more. */
  memberLeft(channel: Channel, userId: string): Promise<Delivery[]>;
  appLeft(channel: Channel, actor: string): Promise<Delivery[]>;
  channelTurned(channel: Channel, turn: ChannelTurn, actor: string): Promise<Delivery[]>;
  homeOpened(userId: string, tab: 'home' | 'messages'): Promise<Delivery[]>;
  /** What concerns the installation itself: told also where the app is installed no more. */
  installationChanged(event: SlackEvent, eventId?: string): Promise<Delivery[]>;
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
  const send = (event: SlackEvent, eventId?: string, origin?: EventOrigin) =>
    courier.send(eventParcel(event, { app, team: world.team, origin, at: now(), eventId }));

  async function sendAll(events: readonly (SlackEvent | false)[], origin?: EventOrigin): Promise<Delivery[]> {
    if (!courier.isConnected() || !app.isInstalled) return [];
    const heard = events.filter((event) => event !== false);
    return Promise.all(heard.map((event) => send(event, undefined, origin)));
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
  const hearsReactions = (channel: Channel, type: string) =>
    isPresent(channel) && hears(type, 'reactions:read');
  const hearsMember = (channel: Channel, userId: string, type: string) =>
    (isPresent(channel) || userId === app.botUserId) && hears(type, `${scopeWordOf(channel.kind)}:read`);
  const eventTs = (channel: Channel) => world.nextTs(channel.id);
  const teamOf = (userId: string | undefined) => world.person(userId ?? '')?.teamId ?? world.team.id;
  const originOf = (channel: Channel, userId?: string): EventOrigin => ({
    teamId: teamOf(userId),
    isShared: channel.isShared === true,
  });

  function member(
    type: 'member_joined_channel' | 'member_left_channel',
    channel: Channel,
    { userId, inviter }: { userId: string; inviter?: string | undefined },
  ): Promise<Delivery[]> {
    const membership = { userId, teamId: teamOf(userId), inviter, eventTs: eventTs(channel) };
    return sendAll(
      [hearsMember(channel, userId, type) && memberEvent(type, channel, membership)],
      originOf(channel, userId),
    );
  }

  function reaction(
    type: 'reaction_added' | 'reaction_removed',
    channel: Channel,
    message: Message,
    reacting: Reacting,
  ): Promise<Delivery[]> {
    const event = reactionEvent(type, channel, message, { ...reacting, eventTs: eventTs(channel) });
    return sendAll([hearsReactions(channel, type) && event], originOf(channel, reacting.userId));
  }

  return {
    send: (event, eventId) => send(event, eventId),
    messagePosted: (channel, message) =>
      sendAll(
        [
          hearsMention(channel, message) && mentionEvent(channel, message),
          hearsMessages(channel) && messageEvent(channel, message, rootOf(world, channel, message)),
        ],
        originOf(channel, message.user),
      ),
    messageChanged: (channel, { previous, message }) =>
      sendAll(
        [
          hearsMessages(channel) &&
            (message === undefined
              ? deletedEvent(channel, previous, eventTs(channel))
              : changedEvent(channel, { previous, message }, eventTs(channel))),
        ],
        originOf(channel, previous.user),
      ),
    reactionAdded: (channel, message, reacting) => reaction('reaction_added', channel, message, reacting),
    reactionRemoved: (channel, message, reacting) => reaction('reaction_removed', channel, message, reacting),
    memberJoined: (channel, userId, inviter) => member('member_joined_channel', channel, { userId, inviter }),
    memberLeft: (channel, userId) => member('member_left_channel', channel, { userId }),
    appLeft(channel, actor) {
      const word = eventWordOf(channel);
      const event = leftEvent(channel, { actor, eventTs: eventTs(channel) });
      return sendAll([hears(`${word}_left`, `${word}s:read`) && event], originOf(channel, actor));
    },
    channelTurned(channel, turn, actor) {
      const word = eventWordOf(channel);
      const isTold = channel.kind === 'public' || isPresent(channel);
      const event = turnEvent(channel, turn, { actor, eventTs: eventTs(channel) });
      return sendAll(
        [isTold && hears(`${word}_${turn}`, `${word}s:read`) && event],
        originOf(channel, actor),
      );
    },
    homeOpened(userId, tab) {
      const channel = world.openDirect(userId);
      const view = tab === 'home' ? world.homeView(userId) : undefined;
      return sendAll([
        hears('app_home_opened') && {
          type: 'app_home_opened',
          user: userId,
          channel: channel.id,
          tab,
          ...(view === undefined ? {} : { view }),
          event_ts: eventTs(channel),
        },
      ]);
    },
    async installationChanged(event, eventId) {
      return courier.isConnected() && hears(event.type) ? [await send(event, eventId)] : [];
    },
  };
}

function rootOf(world: World, channel: Channel, { thread_ts }: Message): Message | undefined {
  return thread_ts === undefined ? undefined : world.message(channel.id, thread_ts);
}
