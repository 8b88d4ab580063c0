import { randomUUID } from 'node:crypto';
import type { Delivery } from '../deliveries/courier.ts';
import { newWord } from '../ids.ts';
import { sharedFile } from '../world/files.ts';
import { richTextOf } from '../world/rich-text.ts';
import type { Message, Person } from '../world/types.ts';
import type { MessageDraft } from '../world/world.ts';
import { type ActorDeps, messageIn, seenChannel, writtenChannel } from './actor-deps.ts';

/** What came of something a person did to messages: the events it caused, delivered. */
export interface Spoken {
  ts: string;
  deliveries: Delivery[];
}

export interface Place {
  channel: string;
  ts: string;
}

export interface Post {
  /** `app` is the direct conversation with the app. */
  channel: string;
  text: string;
  threadTs?: string;
  isBroadcast?: boolean;
  /** Shared along with the text. */
  files?: readonly { name: string; mimetype: string }[];
  /** Said with `/me`. */
  isMe?: boolean;
}

/** A person writes, edits, deletes and reacts. */
export interface Writing {
  /** Posts, in a channel, a thread, or the direct conversation with the app (`channel: 'app'`). */
  say(post: Post): Promise<Spoken>;
  edit(change: Place & { text: string }): Promise<Spoken>;
  /** Deletes an own message, or anyone's for an admin; a root with replies leaves a tombstone. */
  remove(place: Place): Promise<Spoken>;
  react(reaction: Place & { name: string }): Promise<Spoken>;
  unreact(reaction: Place & { name: string }): Promise<Spoken>;
  /** Slack adds the preview of a link to an own message: it changes without having been edited. */
  unfurl(place: Place & { attachments?: readonly unknown[] }): Promise<Spoken>;
}

export function createWriting(deps: ActorDeps, person: Person): Writing {
  const { world, feed, now } = deps;

  function writtenMessage({ channel: channelId, ts }: Place) {
    const channel = writtenChannel(deps, person, channelId);
    const message = messageIn(deps, channel, ts);
    return { channel, message, isOwn: message.user === person.id };
  }

  function ownMessage(place: Place) {
    const written = writtenMessage(place);
    if (!written.isOwn) throw new Error(`message ${place.ts} is not ${person.name}'s`);
    return written;
  }

  return {
    async say({ channel: named, ...post }) {
      const channelId = named === 'app' ? world.openDirect(person.id).id : named;
      const channel = writtenChannel(deps, person, channelId);
      if (post.threadTs !== undefined) refuseReply(messageIn(deps, channel, post.threadTs));
      const message = world.post(channel.id, draftOf(post, person));
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
      const { channel, message, isOwn } = writtenMessage(place);
      if (!isOwn && person.isAdmin !== true)
        throw new Error(`message ${place.ts} is not ${person.name}'s to delete`);
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
    async unreact({ channel: channelId, ts, name }) {
      const channel = seenChannel(deps, person, channelId);
      const message = messageIn(deps, channel, ts);
      const reaction = { name, userId: person.id };
      if (!world.unreact(channel.id, ts, reaction))
        throw new Error(`${person.name} has not reacted with ${name}`);
      return { ts, deliveries: await feed.reactionRemoved(channel, message, reaction) };
    },
    async unfurl({ attachments, ...place }) {
      const { channel, message } = ownMessage(place);
      const change = world.edit(channel.id, message.ts, {
        attachments: [...(attachments ?? [previewOf(message.text)])],
      });
      return { ts: place.ts, deliveries: await feed.messageChanged(channel, change) };
    },
  };
}

function draftOf(
  { text, threadTs, isBroadcast = false, files = [], isMe = false }: Omit<Post, 'channel'>,
  person: Person,
): MessageDraft {
  const place = threadTs === undefined ? {} : { thread_ts: threadTs };
  if (isMe) return { subtype: 'me_message', user: person.id, text, ...place };
  return {
    client_msg_id: randomUUID(),
    user: person.id,
    text,
    blocks: [richTextOf(text, newWord(5))],
    ...place,
    ...(isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(files.length === 0
      ? {}
      : { subtype: 'file_share', files: files.map(sharedFile), upload: false, display_as_bot: false }),
  };
}

/** What Slack shows under a message with a link. */
function previewOf(text: string): Record<string, unknown> {
  const url = /<(https?:[^|>]+)/.exec(text)?.[1] ?? 'https://example.com/';
  return {
    id: 1,
    original_url: url,
    from_url: url,
    service_name: new URL(url).host,
    title: 'A page',
    fallback: 'A page',
  };
}

function refuseReply(root: Message): void {
  if (root.thread_ts !== undefined && root.thread_ts !== root.ts) {
    throw new Error(`message ${root.ts} is a reply: its thread is ${root.thread_ts}`);
  }
}
