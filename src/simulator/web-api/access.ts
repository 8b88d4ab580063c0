import type { SimulatedApp } from '../app.ts';
import { scopeWordOf } from '../world/channels.ts';
import type { Channel, Message, World } from '../world/types.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

interface AccessDeps {
  world: World;
  app: SimulatedApp;
}

/** A conversation the app may know of: any public one, and those it is in. */
export function visibleChannel({ world, app }: AccessDeps, channelId: string): Channel {
  const channel = world.channel(channelId);
  if (channel === undefined) throw new Refusal('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(app.botUserId))
    throw new Refusal('channel_not_found');
  return channel;
}

/** A conversation the app is a member of. */
export function joinedChannel(deps: AccessDeps, channelId: string): Channel {
  const channel = visibleChannel(deps, channelId);
  if (!channel.members.has(deps.app.botUserId)) throw new Refusal('not_in_channel');
  return channel;
}

/** A conversation whose messages the app may read. */
export function readableChannel(deps: AccessDeps, channelId: string): Channel {
  const channel = visibleChannel(deps, channelId);
  requireScope(deps.app, `${scopeWordOf(channel.kind)}:history`);
  return joinedChannel(deps, channelId);
}

/** A conversation the app may post in. */
export function writableChannel(deps: AccessDeps, channelId: string): Channel {
  const channel = joinedChannel(deps, channelId);
  if (channel.isArchived) throw new Refusal('is_archived');
  return channel;
}

export function messageNamedBy(deps: AccessDeps, channel: Channel, ts: string): Message {
  const message = deps.world.message(channel.id, ts);
  if (message === undefined) throw new Refusal('message_not_found');
  return message;
}

export function requireScope(app: SimulatedApp, needed: string): void {
  if (!app.scopes.includes(needed)) throw missingScope(app, needed);
}

export function missingScope(app: SimulatedApp, needed: string): Refusal {
  return new Refusal('missing_scope', { needed, provided: app.scopes.join(',') });
}

/** The person or bot that an argument names. */
export function personNamedBy({ world }: AccessDeps, args: Arguments, name: string) {
  const person = world.person(args.required(name));
  if (person === undefined) throw new Refusal('user_not_found');
  return person;
}
