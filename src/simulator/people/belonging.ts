import type { Delivery } from '../deliveries/courier.ts';
import type { Person } from '../world/types.ts';
import { type ActorDeps, isGuest, seenChannel, writtenChannel } from './actor-deps.ts';
import { joinChannel, leaveChannel } from './membership.ts';

/** A person comes into channels, brings others in, and leaves. */
export interface Belonging {
  /** Throws where one cannot come in by oneself: private channels, archived ones, guests. */
  join(channelId: string): Promise<Delivery[]>;
  /** Brings someone, or the app by its bot user, into a channel the person is in. */
  bring(invitation: { channel: string; user: string }): Promise<Delivery[]>;
  leave(channelId: string): Promise<Delivery[]>;
  /** Loads Slack anew: what only this person saw is gone after that. */
  reload(): void;
}

export function createBelonging(deps: ActorDeps, person: Person): Belonging {
  const { world } = deps;
  return {
    async join(channelId) {
      const channel = seenChannel(deps, person, channelId);
      const isOpen = channel.kind === 'public' && !channel.isArchived && !isGuest(person);
      if (!isOpen) throw new Error(`${person.name} cannot come into ${channel.name} without being invited`);
      return joinChannel(deps, channel, { userId: person.id });
    },
    async bring({ channel: channelId, user }) {
      const channel = writtenChannel(deps, person, channelId);
      if (world.person(user) === undefined) throw new Error(`there is no person ${user}`);
      if (isGuest(person)) throw new Error(`${person.name} is a guest and cannot invite`);
      return joinChannel(deps, channel, { userId: user, inviter: person.id });
    },
    async leave(channelId) {
      const channel = seenChannel(deps, person, channelId);
      if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.name}`);
      return leaveChannel(deps, channel, { userId: person.id, actor: person.id });
    },
    reload: () => world.ephemeralMessages.forget(person.id),
  };
}
