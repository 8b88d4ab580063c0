import type { SimulatedApp } from '../app.ts';
import type { WorkspaceSeed } from '../seed.ts';
import { type ChannelRecord, createChannelStore } from './channels.ts';
import { createEphemeralStore, type EphemeralStore } from './ephemerals.ts';
import { isReply } from './message-log.ts';
import { addReaction, removeReaction } from './reactions.ts';
import { createTeamOf, peopleOf, seedChannel } from './seeding.ts';
import type { Channel, EphemeralMessage, Message, Person, Role, World } from './types.ts';
import { createViewStore, type ViewStore } from './views.ts';

export type MessageDraft = Omit<Message, 'type' | 'ts' | 'team' | 'user_team' | 'source_team'>;
type MessageChanges = Partial<Omit<MessageDraft, 'thread_ts'>>;

export interface Change {
  /** The message as it stood before. */
  previous: Message;
  /** The message as it stands now; undefined once it is gone. */
  message: Message | undefined;
}

/** The workspace with the means to change it. Whether a change is allowed has been decided by then. */
export interface WorldStore extends World {
  openDirect(userId: string): Channel;
  join(channelId: string, userId: string): void;
  leave(channelId: string, userId: string): void;
  setArchived(channelId: string, isArchived: boolean): void;
  makePrivate(channelId: string): void;
  rename(channelId: string, name: string): void;
  /** Takes a channel away with all that is in it. */
  deleteChannel(channelId: string): void;
  /** Ends a person's account, and takes them out of every channel. */
  deactivate(userId: string): void;
  /** Gives the app's bot user an account, or ends it. */
  setBotActive(isActive: boolean): void;
  changeRole(userId: string, role: Role): void;
  nextTs(channelId: string): string;
  post(channelId: string, draft: MessageDraft): Message;
  /** Changes fields of a message; a field given as undefined is taken away. */
  edit(
    channelId: string,
    ts: string,
    changes: { [K in keyof MessageChanges]: MessageChanges[K] | undefined },
  ): Change;
  remove(channelId: string, ts: string): Change;
  /** False where the person had reacted with this emoji before. */
  react(channelId: string, ts: string, reaction: { name: string; userId: string }): boolean;
  /** False where the person had not reacted with this emoji. */
  unreact(channelId: string, ts: string, reaction: { name: string; userId: string }): boolean;
  /** Shows a message to one person and returns its ts. In a thread nobody has replied in yet, Slack shows nothing. */
  showEphemeral(draft: Omit<EphemeralMessage, 'ts'>): string;
  readonly ephemeralMessages: EphemeralStore;
  readonly views: ViewStore;
}

/** Makes the workspace a seed describes; throws where the seed contradicts itself. */
export function createWorld({
  seed,
  app,
  now,
}: {
  seed: WorkspaceSeed;
  app: SimulatedApp;
  now: () => number;
}): WorldStore {
  const { team } = seed;
  const people = peopleOf(seed, app);
  const channels = createChannelStore({ botUserId: app.botUserId, now });
  const ephemeralMessages = createEphemeralStore();
  const views = createViewStore({
    app,
    team,
    teamOf: (userId) => people.get(userId)?.teamId ?? team.id,
    now,
  });
  const teamOf = createTeamOf(team.id, people);
  for (const channel of seed.channels) seedChannel(channel, { channels, app, teamOf });

  function personOf(userId: string): Person {
    const person = people.get(userId);
    if (person === undefined) throw new Error(`there is no person ${userId}`);
    return person;
  }

  function recordOf(channelId: string): ChannelRecord {
    const record = channels.get(channelId);
    if (record === undefined) throw new Error(`there is no channel ${channelId}`);
    return record;
  }

  function messageOf(channelId: string, ts: string): Message {
    const message = recordOf(channelId).log.get(ts);
    if (message === undefined) throw new Error(`there is no message ${ts} in ${channelId}`);
    return message;
  }

  return {
    team,
    people: () => [...people.values()],
    person: (userId) => people.get(userId),
    channels: () => channels.all(),
    channel: (channelId) => channels.get(channelId),
    directChannel: (userId) => channels.directWith(userId),
    timeline: (channelId) => recordOf(channelId).log.timeline,
    replies: (channelId, rootTs) => recordOf(channelId).log.replies(rootTs),
    message: (channelId, ts) => channels.get(channelId)?.log.get(ts),
    ephemerals: (channelId, userId) => ephemeralMessages.of(channelId, userId),
    view: (viewId) => views.get(viewId),
    openViews: (userId) => views.openFor(userId),
    homeView: (userId) => views.homeOf(userId),
    permalink: (channelId, message) => permalinkOf(team.domain, channelId, message),

    openDirect: (userId) => channels.openDirect(userId),
    join: (channelId, userId) => void recordOf(channelId).members.add(userId),
    leave: (channelId, userId) => void recordOf(channelId).members.delete(userId),
    setArchived(channelId, isArchived) {
      recordOf(channelId).isArchived = isArchived;
    },
    makePrivate(channelId) {
      recordOf(channelId).kind = 'private';
    },
    rename(channelId, name) {
      recordOf(channelId).name = name;
    },
    deleteChannel: (channelId) => channels.remove(channelId),
    deactivate(userId) {
      personOf(userId).deleted = true;
      for (const { members, kind } of channels.all()) if (kind !== 'im') members.delete(userId);
    },
    setBotActive(isActive) {
      personOf(app.botUserId).deleted = !isActive;
    },
    changeRole: (userId, role) => void Object.assign(personOf(userId), role),
    nextTs: (channelId) => recordOf(channelId).log.nextTs(),
    post(channelId, draft) {
      const { log } = recordOf(channelId);
      const message: Message = { type: 'message', ts: log.nextTs(), ...teamOf(draft.user), ...draft };
      log.add(message);
      return message;
    },
    edit(channelId, ts, changes) {
      const message = messageOf(channelId, ts);
      const previous = { ...message };
      for (const [field, value] of Object.entries(changes)) {
        if (value === undefined) Reflect.deleteProperty(message, field);
        else Reflect.set(message, field, value);
      }
      return { previous, message };
    },
    remove(channelId, ts) {
      const previous = messageOf(channelId, ts);
      return { previous, message: recordOf(channelId).log.remove(ts) };
    },
    react: (channelId, ts, { name, userId }) => addReaction(messageOf(channelId, ts), name, userId),
    unreact: (channelId, ts, { name, userId }) => removeReaction(messageOf(channelId, ts), name, userId),
    showEphemeral(draft) {
      const { log } = recordOf(draft.channel);
      const ts = log.nextTs();
      const isShown = draft.thread_ts === undefined || log.replies(draft.thread_ts).length > 0;
      if (isShown) ephemeralMessages.add({ ts, ...draft });
      return ts;
    },
    ephemeralMessages,
    views,
  };
}

function permalinkOf(domain: string, channelId: string, message: Message): string {
  const link = `https://${domain}.slack.com/archives/${channelId}/p${message.ts.replace('.', '')}`;
  return isReply(message) ? `${link}?thread_ts=${message.thread_ts}&cid=${channelId}` : link;
}
