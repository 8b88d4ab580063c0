import type { SimulatedApp } from '../app.ts';
import type { Courier } from '../deliveries/courier.ts';
import type { EventFeed } from '../deliveries/event-feed.ts';
import type { Respond, ResponseTarget } from '../deliveries/responder.ts';
import type { Triggers } from '../deliveries/triggers.ts';
import type { Channel, Message, Person } from '../world/types.ts';
import type { WorldStore } from '../world/world.ts';

/** What a person acts through. */
export interface ActorDeps {
  world: WorldStore;
  app: SimulatedApp;
  feed: EventFeed;
  courier: Courier;
  triggers: Triggers;
  respond: Respond;
  /** The whole URL of a new response_url. */
  responseUrlFor: (target: ResponseTarget) => string;
  now: () => number;
}

/** Whether the person finds the channel in Slack: guests and people of other workspaces only those they are in. */
export function isVisibleTo(person: Person, channel: Channel, teamId: string): boolean {
  if (channel.members.has(person.id)) return true;
  return channel.kind === 'public' && !isGuest(person) && (person.teamId ?? teamId) === teamId;
}

export function isGuest({ isRestricted, isUltraRestricted }: Person): boolean {
  return isRestricted === true || isUltraRestricted === true;
}

/** A channel whose messages the person can see. */
export function seenChannel({ world }: ActorDeps, person: Person, channelId: string): Channel {
  const channel = world.channel(channelId);
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
  if (!isVisibleTo(person, channel, world.team.id)) {
    throw new Error(`${person.name} cannot see ${channel.name}`);
  }
  return channel;
}

/** A channel the person can write in. */
export function writtenChannel(deps: ActorDeps, person: Person, channelId: string): Channel {
  const channel = seenChannel(deps, person, channelId);
  if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.name}`);
  if (channel.isArchived) throw new Error(`${channel.name} is archived`);
  return channel;
}

export function messageIn({ world }: ActorDeps, channel: Channel, ts: string): Message {
  const message = world.message(channel.id, ts);
  if (message === undefined) throw new Error(`there is no message ${ts} in ${channel.name}`);
  return message;
}

/** The time of an interaction, as payloads carry it. */
export function actionTs(at: number): string {
  return (at / 1000).toFixed(6);
}
