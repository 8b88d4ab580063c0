import { appMessage } from '../../world/app-messages.ts';
import type { Channel, Message } from '../../world/types.ts';
import { messageNamedBy, visibleChannel, writableChannel } from '../access.ts';
import type { Arguments } from '../arguments.ts';
import { newContent } from '../content.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { Refusal } from '../refusal.ts';

const POST_SCOPES = ['chat:write'];

/** New messages: `chat.postMessage`, `chat.postEphemeral`, and `chat.getPermalink`, which finds them again. */
export function createPostingMethods(deps: MethodDeps): MethodTable {
  const { world, app, feed } = deps;
  return {
    'chat.postMessage': {
      scopes: POST_SCOPES,
      pace: 'posting',
      run(args) {
        const channel = destinationOf(deps, args);
        const { content, warning } = newContent(args);
        const thread = threadOf(deps, channel, args);
        const message = world.post(channel.id, { ...appMessage(app, world.team.id, content), ...thread });
        void feed.messagePosted(channel, message);
        return { channel: channel.id, ts: message.ts, message, ...warningOf(warning) };
      },
    },
    'chat.postEphemeral': {
      scopes: POST_SCOPES,
      pace: 'tier4',
      run(args) {
        const channel = writableChannel(deps, args.required('channel'));
        const viewer = args.required('user');
        if (!channel.members.has(viewer)) throw new Refusal('user_not_in_channel');
        const { content, warning } = newContent(args);
        const { thread_ts } = threadOf(deps, channel, args);
        const ts = world.showEphemeral({
          channel: channel.id,
          viewer,
          text: content.text,
          ...(content.blocks === undefined ? {} : { blocks: content.blocks }),
          ...(thread_ts === undefined ? {} : { thread_ts }),
        });
        return { message_ts: ts, ...warningOf(warning) };
      },
    },
    'chat.getPermalink': {
      scopes: [],
      pace: 'hundreds',
      run(args) {
        const channel = visibleChannel(deps, args.required('channel'));
        const message = messageNamedBy(deps, channel, args.required('message_ts'));
        return { channel: channel.id, permalink: world.permalink(channel.id, message) };
      },
    },
  };
}

/** A person's id as the channel means the direct conversation with that person. */
function destinationOf(deps: MethodDeps, args: Arguments): Channel {
  const { world } = deps;
  const named = args.required('channel');
  const person = world.person(named);
  if (person === undefined) return writableChannel(deps, named);
  if (person.deleted === true || person.isBot === true) throw new Refusal('channel_not_found');
  return world.openDirect(person.id);
}

/**
 * Where a reply belongs. Slack takes the ts of a reply too and then loses the message in a thread of its own, so that
 * is refused here, as is a thread that does not exist.
 */
function threadOf(
  { world }: MethodDeps,
  channel: Channel,
  args: Arguments,
): Partial<Pick<Message, 'thread_ts' | 'subtype'>> {
  const rootTs = args.text('thread_ts');
  if (rootTs === undefined) return {};
  const root = world.message(channel.id, rootTs);
  if (root === undefined) throw new Refusal('thread_not_found');
  if (root.thread_ts !== undefined && root.thread_ts !== root.ts)
    throw new Refusal('cannot_reply_to_message');
  return { thread_ts: rootTs, ...(args.flag('reply_broadcast') ? { subtype: 'thread_broadcast' } : {}) };
}

function warningOf(warning: string | undefined) {
  return warning === undefined ? {} : { warning, response_metadata: { warnings: [warning] } };
}
