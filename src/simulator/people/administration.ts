import type { Delivery } from '../deliveries/courier.ts';
import type { Channel, Role } from '../world/types.ts';
import { joinChannel, leaveChannel, type MembershipDeps } from './membership.ts';

/** What is done to channels and people. Who does it to a channel is the channel's first member. */
export interface Administration {
  /** Brings the app, or a person, into a channel. */
  invite(channelId: string, userId?: string): Promise<Delivery[]>;
  /** Puts the app, or a person, out of a channel. */
  kick(channelId: string, userId?: string): Promise<Delivery[]>;
  archive(channelId: string): Promise<Delivery[]>;
  unarchive(channelId: string): Promise<Delivery[]>;
  /** Makes a public channel a private one, of which a message in it alone tells. */
  makePrivate(channelId: string): Promise<Delivery[]>;
  rename(channelId: string, name: string): Promise<Delivery[]>;
  /** Deletes a channel with all that is in it. */
  deleteChannel(channelId: string): Promise<Delivery[]>;
  /** Ends a person's account, of which no event tells. */
  deactivate(userId: string): void;
  /** Gives somebody a role or takes it, of which no event tells the app. */
  changeRole(userId: string, role: Role): void;
}

export function createAdministration(deps: MembershipDeps): Administration {
  const { world, app, feed } = deps;

  function named(channelId: string): { channel: Channel; actor: string } {
    const channel = world.channel(channelId);
    if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
    return { channel, actor: [...channel.members].find((userId) => userId !== app.botUserId) ?? 'USLACKBOT' };
  }

  function post(channelId: string, subtype: string, actor: string, text: string) {
    return feed.messagePosted(
      named(channelId).channel,
      world.post(channelId, { subtype, user: actor, text: `<@${actor}> ${text}` }),
    );
  }

  return {
    async invite(channelId, userId = app.botUserId) {
      const { channel, actor } = named(channelId);
      return joinChannel(deps, channel, { userId, inviter: actor });
    },
    async kick(channelId, userId = app.botUserId) {
      const { channel, actor } = named(channelId);
      return leaveChannel(deps, channel, { userId, actor });
    },
    async archive(channelId) {
      const { channel, actor } = named(channelId);
      world.setArchived(channelId, true);
      const said = post(channelId, 'channel_archive', actor, 'archived the channel');
      return both(said, feed.channelTurned(channel, 'archive', actor));
    },
    async unarchive(channelId) {
      const { channel, actor } = named(channelId);
      world.setArchived(channelId, false);
      const said = post(channelId, 'channel_unarchive', actor, 'un-archived the channel');
      return both(said, feed.channelTurned(channel, 'unarchive', actor));
    },
    async makePrivate(channelId) {
      const { actor } = named(channelId);
      world.makePrivate(channelId);
      return post(channelId, 'channel_convert_to_private', actor, 'made this channel private');
    },
    async rename(channelId, name) {
      const { channel, actor } = named(channelId);
      const text = `has renamed the channel from "${channel.name}" to "${name}"`;
      world.rename(channelId, name);
      const said = post(channelId, 'channel_name', actor, text);
      return both(said, feed.channelTurned(channel, 'rename', actor));
    },
    async deleteChannel(channelId) {
      const { channel, actor } = named(channelId);
      const told = feed.channelTurned(channel, 'deleted', actor);
      world.deleteChannel(channelId);
      return told;
    },
    deactivate: (userId) => world.deactivate(userId),
    changeRole: (userId, role) => world.changeRole(userId, role),
  };
}

async function both(...sent: Promise<Delivery[]>[]): Promise<Delivery[]> {
  return (await Promise.all(sent)).flat();
}
