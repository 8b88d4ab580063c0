import { newId } from '../ids.ts';
import { createMessageLog, type MessageLog } from './message-log.ts';
import type { Channel, ChannelKind } from './types.ts';

export interface ChannelRecord extends Channel {
  kind: ChannelKind;
  name: string;
  isArchived: boolean;
  readonly members: Set<string>;
  readonly log: MessageLog;
}

type ChannelFacts = Omit<Channel, 'members'> & { members: Iterable<string> };

export interface ChannelStore {
  all(): readonly ChannelRecord[];
  get(channelId: string): ChannelRecord | undefined;
  add(facts: ChannelFacts): ChannelRecord;
  remove(channelId: string): void;
  directWith(userId: string): ChannelRecord | undefined;
  /** The direct conversation of the app's bot user with a person, opened where there is none. */
  openDirect(userId: string): ChannelRecord;
}

export function createChannelStore({
  botUserId,
  now,
}: {
  botUserId: string;
  now: () => number;
}): ChannelStore {
  const byId = new Map<string, ChannelRecord>();
  const directByUser = new Map<string, ChannelRecord>();

  function add(facts: ChannelFacts): ChannelRecord {
    const record = { ...facts, members: new Set(facts.members), log: createMessageLog({ now }) };
    byId.set(facts.id, record);
    return record;
  }

  return {
    all: () => [...byId.values()],
    get: (channelId) => byId.get(channelId),
    add,
    remove: (channelId) => void byId.delete(channelId),
    directWith: (userId) => directByUser.get(userId),
    openDirect(userId) {
      const open = directByUser.get(userId);
      if (open !== undefined) return open;
      const record = add({
        id: newId('D'),
        kind: 'im',
        name: 'directmessage',
        purpose: '',
        topic: '',
        isArchived: false,
        created: Math.floor(now() / 1000),
        members: [userId, botUserId],
      });
      directByUser.set(userId, record);
      return record;
    },
  };
}

/** The word Slack's scopes and event names have for a kind of channel: `channels`, `groups`, `im`. */
export function scopeWordOf(kind: ChannelKind): 'channels' | 'groups' | 'im' {
  if (kind === 'public') return 'channels';
  return kind === 'private' ? 'groups' : 'im';
}
