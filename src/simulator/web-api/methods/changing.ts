import type { SimulatedApp } from '../../app.ts';
import type { Channel, Message } from '../../world/types.ts';
import { joinedChannel, messageNamedBy } from '../access.ts';
import type { Arguments } from '../arguments.ts';
import { type GivenContent, updatedContent } from '../content.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { Refusal } from '../refusal.ts';

const WRITE_SCOPES = ['chat:write'];
const EMOJI_NAME = /^[\p{L}\p{N}_+'-]+(::skin-tone-[2-6])?$/u;

/** What is done to messages that stand: `chat.update`, `chat.delete`, `reactions.*`. */
export function createChangingMethods(deps: MethodDeps): MethodTable {
  const { world, app, feed, now } = deps;

  function namedMessage(
    args: Arguments,
    tsArgument: 'ts' | 'timestamp',
  ): { channel: Channel; message: Message } {
    const channel = joinedChannel(deps, args.required('channel'));
    return { channel, message: messageNamedBy(deps, channel, args.required(tsArgument)) };
  }

  /** A reaction of the app's own, there or to come. */
  function ownReaction(args: Arguments) {
    const name = args.required('name').replaceAll(':', '');
    if (!EMOJI_NAME.test(name)) throw new Refusal('invalid_name');
    if (args.text('timestamp') === undefined) throw new Refusal('no_item_specified');
    const { channel, message } = namedMessage(args, 'timestamp');
    if (channel.isArchived) throw new Refusal('is_archived');
    return { channel, message, reaction: { name, userId: app.botUserId } };
  }

  return {
    'chat.update': {
      scopes: WRITE_SCOPES,
      pace: 'tier3',
      run(args) {
        const { channel, message } = namedMessage(args, 'ts');
        if (message.user !== app.botUserId) throw new Refusal('cant_update_message');
        if (channel.isArchived) throw new Refusal('is_inactive');
        const change = world.edit(
          channel.id,
          message.ts,
          changesOf(updatedContent(args), { app, at: now() }),
        );
        void feed.messageChanged(channel, change);
        return { channel: channel.id, ts: message.ts, text: message.text, message: change.message };
      },
    },
    'chat.delete': {
      scopes: WRITE_SCOPES,
      pace: 'tier3',
      run(args) {
        const { channel, message } = namedMessage(args, 'ts');
        if (message.user !== app.botUserId) throw new Refusal('cant_delete_message');
        void feed.messageChanged(channel, world.remove(channel.id, message.ts));
        return { channel: channel.id, ts: message.ts };
      },
    },
    'reactions.add': {
      scopes: ['reactions:write'],
      pace: 'tier3',
      run(args) {
        const { channel, message, reaction } = ownReaction(args);
        if (!world.react(channel.id, message.ts, reaction)) throw new Refusal('already_reacted');
        void feed.reactionAdded(channel, message, reaction);
        return {};
      },
    },
    'reactions.remove': {
      scopes: ['reactions:write'],
      pace: 'tier2',
      run(args) {
        const { channel, message, reaction } = ownReaction(args);
        if (!world.unreact(channel.id, message.ts, reaction)) throw new Refusal('no_reaction');
        void feed.reactionRemoved(channel, message, reaction);
        return {};
      },
    },
    'reactions.get': {
      scopes: ['reactions:read'],
      pace: 'tier3',
      run(args) {
        if (args.text('timestamp') === undefined) throw new Refusal('no_item_specified');
        const { channel, message: found } = namedMessage(args, 'timestamp');
        const { metadata: _, ...message } = found;
        return {
          type: 'message',
          channel: channel.id,
          message: { ...message, permalink: world.permalink(channel.id, found) },
        };
      },
    },
  };
}

/**
 * Blocks stay only where the call brings neither text nor blocks, metadata only where the call does not mention it;
 * a message with blocks is not marked as edited.
 */
function changesOf(
  { text, blocks, attachments, metadata }: GivenContent,
  { app, at }: { app: SimulatedApp; at: number },
) {
  const isTextOnly = text !== undefined && blocks === undefined;
  return {
    ...(text === undefined ? {} : { text }),
    ...(isTextOnly ? { blocks: undefined } : {}),
    ...(blocks === undefined ? {} : { blocks: blocks.length > 0 ? blocks : undefined }),
    ...(attachments === undefined ? {} : { attachments: attachments.length > 0 ? attachments : undefined }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? undefined }),
    ...(isTextOnly ? { edited: { user: app.botUserId, ts: `${Math.floor(at / 1000)}.000000` } } : {}),
  };
}
