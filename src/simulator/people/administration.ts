import type { SimulatedApp } from '../app.ts';
import type { Delivery } from '../deliveries/courier.ts';
import type { EventFeed } from '../deliveries/event-feed.ts';
import type { Channel } from '../world/types.ts';
import type { WorldStore } from '../world/world.ts';

/** What is done to channels rather than in them. Who does it is the channel's first member. */
export interface Administration {
  /** Brings the app into a channel. */
  invite(channelId: string): Promise<Delivery[]>;
  /** Puts the app out of a channel. */
  kick(channelId: string): Promise<Delivery[]>;
  archive(channelId: string): Promise<Delivery[]>;
}

export function createAdministration({
  world,
  app,
  feed,
}: {
  world: WorldStore;
  app: SimulatedApp;
  feed: EventFeed;
}): Administration {
  function named(channelId: string): { channel: Channel; actor: string } {
    const channel = world.channel(channelId);
    if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
    return { channel, actor: [...channel.members].find((userId) => userId !== app.botUserId) ?? 'USLACKBOT' };
  }

  return {
    async invite(channelId) {
      const { channel, actor } = named(channelId);
      world.join(channelId, app.botUserId);
      const joined = world.post(channelId, {
        subtype: 'channel_join',
        user: app.botUserId,
        text: `<@${app.botUserId}> has joined the channel`,
      });
      const sent = await Promise.all([
        feed.memberJoined(channel, app.botUserId, actor),
        feed.messagePosted(channel, joined),
      ]);
      return sent.flat();
    },
    async kick(channelId) {
      const { channel, actor } = named(channelId);
      world.leave(channelId, app.botUserId);
      return feed.appLeft(channel, actor);
    },
    async archive(channelId) {
      const { channel, actor } = named(channelId);
      world.archive(channelId);
      return feed.channelArchived(channel, actor);
    },
  };
}
