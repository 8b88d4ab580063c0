import type { Conversation } from '../../core/domain/conversation.ts';
import { asRecallError, RecallError } from '../../core/domain/errors.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { OutgoingMessage, Slack } from '../../core/slack/client.ts';
import { messageUrl } from '../../core/slack/links.ts';
import { understoodNotice } from '../../core/slack/messages/asking/asking.ts';
import {
  describeSource,
  privateNotice,
  readingMessage,
  withCancel,
} from '../../core/slack/messages/asking/progress.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';

export interface PlaceholderDeps {
  store: WorkspaceStore;
  slack: Slack;
  events: Events;
  /** Such as `https://acme.slack.com/`. */
  workspaceUrl: string;
}

/** What became of a placeholder; one that is left to the worker is posted with the recap. */
export type Placed =
  | { kind: 'placed'; url: string }
  | { kind: 'left_to_worker' }
  | { kind: 'impossible'; error: RecallError };

export interface Placeholders {
  /** Posts the message that the recap will take the place of. Where Slack says no, there can be no recap. */
  place(conversation: Conversation, speech: Speech): Promise<Placed>;
  /** Changes it; where Slack does not take that, the recap will still replace it. Does nothing where there is none. */
  change(conversation: Conversation, message: OutgoingMessage): Promise<void>;
  /** Where the first message of a conversation's recap opens; null where there is none. */
  urlOf(conversationId: string): Promise<string | null>;
  /** What the person who asked is told besides the placeholder; null where that says it all. */
  notice(conversation: Conversation, placeholderUrl: string, speech: Speech): OutgoingMessage | null;
  /** What the conversation reads, as mrkdwn. */
  describe(conversation: Conversation, speech: Speech): string;
}

export function createPlaceholders({ store, slack, events, workspaceUrl }: PlaceholderDeps): Placeholders {
  const urlAt = (channelId: string, ts: string) =>
    messageUrl(workspaceUrl, channelId, { ts, threadTs: null });

  /** How many messages will be read; null for what that is known of only afterwards. */
  async function check({ channel, source }: Conversation): Promise<number | null> {
    if (source.kind === 'note') return null;
    if (source.kind === 'thread') return countThread(channel.id, source.threadTs);
    const { isMember } = await slack.channel(channel.id);
    if (!isMember) throw new RecallError('not_in_channel', 'the command was used where Recall is no member');
    return null;
  }

  async function countThread(channelId: string, threadTs: string): Promise<number> {
    const { messages } = await slack.replies({ channelId, threadTs, limit: 1 });
    const root = messages.find(({ ts }) => ts === threadTs);
    if (!root) throw new RecallError('message_gone', 'the thread has no root any more');
    if (root.reply_count === 0) throw new RecallError('thread_too_short', 'the message has no replies');
    return root.reply_count + 1;
  }

  function describe({ source, channel, audience, requestedAt }: Conversation, speech: Speech): string {
    const root = source.kind === 'thread' && audience === 'private' ? source.threadTs : null;
    const threadUrl = root && urlAt(channel.id, root);
    return describeSource({ source, channel, threadUrl, requestedAt, speech });
  }

  return {
    describe,

    async place(conversation, speech) {
      const { id, audience, askedBy, channel, source } = conversation;
      try {
        const what = describe(conversation, speech);
        const reading = readingMessage({ what, found: await check(conversation), speech });
        const message = withCancel(reading, id, speech);
        const channelId = audience === 'private' ? await slack.openDirectMessage(askedBy) : channel.id;
        const thread = audience === 'thread' && source.kind === 'thread' ? { threadTs: source.threadTs } : {};
        const ts = await slack.post({ channelId, ...thread, message, tag: { conversationId: id, part: 0 } });
        const standing = await store.deliveries.claim(id, { part: 0, channelId, ts });
        // Slack was so slow that a worker, sent by the sweep, has posted the recap in the meantime.
        if (standing.ts !== ts) await slack.remove({ channelId, ts });
        return { kind: 'placed', url: urlAt(standing.channelId, standing.ts) };
      } catch (cause) {
        const error = asRecallError(cause);
        if (!error.retryable) return { kind: 'impossible', error };
        events.placeholderFailed({ error });
        return { kind: 'left_to_worker' };
      }
    },

    notice(conversation, placeholderUrl, speech) {
      const { audience, source, channel, requestedAt } = conversation;
      if (audience !== 'private' || source.kind === 'note') return null;
      if (source.kind === 'channel')
        return understoodNotice({ window: source, channel, requestedAt, placeholderUrl, speech });
      return privateNotice({ what: describe(conversation, speech), placeholderUrl, speech });
    },

    async change({ id }, message) {
      const [placeholder] = await store.deliveries.list(id);
      if (!placeholder) return;
      const { channelId, ts } = placeholder;
      await slack
        .update({ channelId, ts, message, tag: { conversationId: id, part: 0 } })
        .catch((error) => events.placeholderFailed({ error: asRecallError(error) }));
    },

    async urlOf(conversationId) {
      const [first] = await store.deliveries.list(conversationId);
      return first ? urlAt(first.channelId, first.ts) : null;
    },
  };
}
