import { indexFrom } from '../../world/timestamps.ts';
import type { Message } from '../../world/types.ts';
import { readableChannel } from '../access.ts';
import type { Arguments } from '../arguments.ts';
import type { MethodDeps, MethodTable } from '../method.ts';
import { encodeCursor, timeCursor, windowOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';

const HISTORY_SCOPES = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

/** `conversations.history` and `conversations.replies`. */
export function createReadingMethods(deps: Pick<MethodDeps, 'world' | 'app'>): MethodTable {
  const { world } = deps;
  return {
    'conversations.history': {
      scopes: HISTORY_SCOPES,
      pace: 'tier3',
      run(args) {
        const channel = readableChannel(deps, args.text('channel') ?? '');
        return historyPage(world.timeline(channel.id), args);
      },
    },
    'conversations.replies': {
      scopes: HISTORY_SCOPES,
      pace: 'tier3',
      run(args) {
        const channel = readableChannel(deps, args.text('channel') ?? '');
        const message = world.message(channel.id, args.text('ts') ?? '');
        if (message === undefined) throw new Refusal('thread_not_found');
        return repliesPage(message, world.replies(channel.id, message.ts), args);
      },
    },
  };
}

/** Newest first; the cursor points at the newest message that is still to be read. */
function historyPage(timeline: readonly Message[], args: Arguments) {
  const limit = args.limit(100, 999);
  const window = windowOf(timeline, args);
  const next = timeCursor(args);
  const end = next === undefined ? window.end : Math.min(window.end, indexFrom(timeline, next) + 1);
  const start = Math.max(window.start, end - limit);
  const messages = timeline.slice(start, Math.max(start, end)).reverse();
  return {
    ...answerOf(messages, start > window.start ? timeline[start - 1] : undefined, args),
    pin_count: 0,
    channel_actions_ts: null,
    channel_actions_count: 0,
  };
}

/**
 * Oldest first. The message asked for stands first on every page, also where `oldest` or a cursor leave it behind; it
 * counts as a row of the first page only. The ts of a reply finds that reply alone.
 */
function repliesPage(root: Message, replies: readonly Message[], args: Arguments) {
  const limit = args.limit(1000, 1000);
  const window = windowOf(replies, args);
  const next = timeCursor(args);
  const start = next === undefined ? window.start : Math.max(window.start, indexFrom(replies, next));
  const room = next === undefined ? limit - 1 : limit;
  const end = Math.max(start, Math.min(window.end, start + room));
  const messages = [root, ...replies.slice(start, end)];
  return answerOf(messages, end < window.end ? replies[end] : undefined, args);
}

function answerOf(messages: Message[], next: Message | undefined, args: Arguments) {
  const withMetadata = args.flag('include_all_metadata');
  return {
    messages: withMetadata ? messages : messages.map(withoutMetadata),
    has_more: next !== undefined,
    ...(next === undefined ? {} : { response_metadata: { next_cursor: encodeCursor('next_ts', next.ts) } }),
  };
}

function withoutMetadata(message: Message): Message {
  if (message.metadata === undefined) return message;
  const { metadata: _, ...rest } = message;
  return rest;
}
