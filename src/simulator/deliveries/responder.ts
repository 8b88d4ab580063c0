import type { SimulatedApp } from '../app.ts';
import { type Arguments, createArguments } from '../web-api/arguments.ts';
import { newResponseContent } from '../web-api/content.ts';
import { Refusal } from '../web-api/refusal.ts';
import { type Content, responseMessage } from '../world/app-messages.ts';
import type { Channel, Message } from '../world/types.ts';
import type { Change, WorldStore } from '../world/world.ts';

interface Original {
  kind: 'message' | 'ephemeral';
  ts: string;
}

/** Where an answer to an interaction belongs. */
export interface ResponseTarget {
  channelId: string;
  userId: string;
  /** The message that `replace_original` and `delete_original` mean; commands and shortcuts have none. */
  original: Original | undefined;
}

/** The part of the event feed that answers cause. */
export interface MessageAnnouncer {
  messagePosted(channel: Channel, message: Message): Promise<unknown>;
  messageChanged(channel: Channel, change: Change): Promise<unknown>;
}

/** Does what an app answers to an interaction; throws the Refusal Slack gives. */
export type Respond = (target: ResponseTarget, given: Readonly<Record<string, unknown>>) => void;

export function createResponder({
  world,
  app,
  feed,
}: {
  world: WorldStore;
  app: SimulatedApp;
  feed: MessageAnnouncer;
}): Respond {
  function add({ channelId, userId }: ResponseTarget, args: Arguments): void {
    const { text, blocks } = newResponseContent(args);
    const thread_ts = args.text('thread_ts');
    if (thread_ts !== undefined && world.message(channelId, thread_ts) === undefined) {
      throw new Refusal('thread_not_found');
    }
    const content = {
      text,
      ...(blocks === undefined ? {} : { blocks }),
      ...(thread_ts === undefined ? {} : { thread_ts }),
    };
    if (args.text('response_type') === 'in_channel') postInChannel(channelId, content);
    else world.showEphemeral({ channel: channelId, viewer: userId, ...content });
  }

  function postInChannel(channelId: string, content: Content & { thread_ts?: string }): void {
    const channel = world.channel(channelId);
    if (channel === undefined) throw new Refusal('channel_not_found');
    if (channel.isArchived) throw new Refusal('is_archived');
    void feed.messagePosted(channel, world.post(channelId, responseMessage(app, content)));
  }

  function replace({ channelId, userId }: ResponseTarget, { kind, ts }: Original, content: Content): void {
    if (kind === 'ephemeral') {
      world.ephemeralMessages.replace(channelId, userId, { ...content, ts });
      return;
    }
    const channel = channelOfOwn(channelId, ts);
    void feed.messageChanged(channel, world.edit(channelId, ts, { blocks: undefined, ...content }));
  }

  function remove({ channelId, userId }: ResponseTarget, { kind, ts }: Original): void {
    if (kind === 'ephemeral') {
      world.ephemeralMessages.remove(channelId, userId, ts);
      return;
    }
    const channel = channelOfOwn(channelId, ts);
    void feed.messageChanged(channel, world.remove(channelId, ts));
  }

  function channelOfOwn(channelId: string, ts: string): Channel {
    const channel = world.channel(channelId);
    const message = world.message(channelId, ts);
    if (channel === undefined || message === undefined) throw new Refusal('message_not_found');
    if (message.bot_id !== app.botId) throw new Refusal('cant_update_message');
    return channel;
  }

  return (target, given) => {
    const args = createArguments(given);
    const { original } = target;
    if (original !== undefined && args.flag('delete_original')) remove(target, original);
    else if (original !== undefined && args.flag('replace_original')) {
      replace(target, original, newResponseContent(args));
    } else add(target, args);
  };
}
