import { randomUUID } from 'node:crypto';
import type { Delivery } from '../deliveries/courier.ts';
import { newWord } from '../ids.ts';
import { richTextOf } from '../world/rich-text.ts';
import type { Message, Person } from '../world/types.ts';
import { type ActorDeps, messageIn, seenChannel, writtenChannel } from './actor-deps.ts';

/** What came of something a person did to messages: the events it caused, delivered. */
interface Spoken {
  ts: string;
  deliveries: Delivery[];
}

export interface Place {
  channel: string;
  ts: string;
}

/** A person writes, edits, deletes and reacts. */
export interface Writing {
  /** Posts, in a channel, a thread, or the direct conversation with the app (`channel: 'app'`). */
  say(post: { channel: string; text: string; threadTs?: string; isBroadcast?: boolean }): Promise<Spoken>;
  edit(change: Place & { text: string }): Promise<Spoken>;
  /** Deletes an own message; a root with replies leaves a tombstone. */
  remove(place: Place): Promise<Spoken>;
  react(reaction: Place & { name: string }): Promise<Spoken>;
}

export function createWriting(deps: ActorDeps, person: Person): Writing {
  const { world, feed, now } = deps;

  function ownMessage({ channel: channelId, ts }: Place) {
    const channel = writtenChannel(deps, person, channelId);
    const message = messageIn(deps, channel, ts);
    if (message.user !== person.id) throw new Error(`message ${ts} is not ${person.name}'s`);
    return { channel, message };
  }

  return {
    async say({ channel: named, text, threadTs, isBroadcast = false }) {
      const channelId = named === 'app' ? world.openDirect(person.id).id : named;
      const channel = writtenChannel(deps, person, channelId);
      if (threadTs !== undefined) refuseReply(messageIn(deps, channel, threadTs));
      const message = world.post(channel.id, {
        client_msg_id: randomUUID(),
        user: person.id,
        text,
        blocks: [richTextOf(text, newWord(5))],
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
      });
      return { ts: message.ts, deliveries: await feed.messagePosted(channel, message) };
    },
    async edit({ text, ...place }) {
      const { channel, message } = ownMessage(place);
      const edited = { user: person.id, ts: `${Math.floor(now() / 1000)}.000000` };
      const change = world.edit(channel.id, message.ts, {
        text,
        blocks: [richTextOf(text, newWord(5))],
        edited,
      });
      return { ts: place.ts, deliveries: await feed.messageChanged(channel, change) };
    },
    async remove(place) {
      const { channel, message } = ownMessage(place);
      const change = world.remove(channel.id, message.ts);
      return { ts: place.ts, deliveries: await feed.messageChanged(channel, change) };
    },
    async react({ channel: channelId, ts, name }) {
      const channel = seenChannel(deps, person, channelId);
      const message = messageIn(deps, channel, ts);
      const reaction = { name, userId: person.id };
      const isNew = world.react(channel.id, ts, reaction);
      return { ts, deliveries: isNew ? await feed.reactionAdded(channel, message, reaction) : [] };
    },
  };
}

function refuseReply(root: Message): void {
  if (root.thread_ts !== undefined && root.thread_ts !== root.ts) {
    throw new Error(`message ${root.ts} is a reply: its thread is ${root.thread_ts}`);
  }
}
