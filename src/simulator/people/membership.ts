import type { SimulatedApp } from '../app.ts';
import type { Delivery } from '../deliveries/courier.ts';
import type { EventFeed } from '../deliveries/event-feed.ts';
import type { Channel } from '../world/types.ts';
import type { WorldStore } from '../world/world.ts';

export interface MembershipDeps {
  world: WorldStore;
  app: SimulatedApp;
  feed: EventFeed;
}

/** Makes someone, or the app, a member; nothing happens where they are one. */
export async function joinChannel(
  { world, feed }: MembershipDeps,
  channel: Channel,
  { userId, inviter }: { userId: string; inviter?: string },
): Promise<Delivery[]> {
  if (channel.members.has(userId)) return [];
  world.join(channel.id, userId);
  const joined = world.post(channel.id, {
    subtype: 'channel_join',
    user: userId,
    text: `<@${userId}> has joined the channel`,
    ...(inviter === undefined ? {} : { inviter }),
  });
  const sent = await Promise.all([
    feed.memberJoined(channel, userId, inviter),
    feed.messagePosted(channel, joined),
  ]);
  return sent.flat();
}

/** Ends a membership; `actor` is who put them out, or they themselves. Nothing happens where they are no member. */
export async function leaveChannel(
  { world, app, feed }: MembershipDeps,
  channel: Channel,
  { userId, actor }: { userId: string; actor: string },
): Promise<Delivery[]> {
  if (!channel.members.has(userId)) return [];
  world.leave(channel.id, userId);
  const left = world.post(channel.id, {
    subtype: 'channel_leave',
    user: userId,
    text: `<@${userId}> has left the channel`,
  });
  const sent = await Promise.all([
    feed.memberLeft(channel, userId),
    feed.messagePosted(channel, left),
    userId === app.botUserId ? feed.appLeft(channel, actor) : [],
  ]);
  return sent.flat();
}
