import { RECALL_ITSELF } from '../core/domain/erasure.ts';
import { asRecallError } from '../core/domain/errors.ts';
import type { Producer } from '../core/queue/producer.ts';
import type { Events } from '../core/runtime/events.ts';
import type { Data } from '../core/store/data/index.ts';

export interface ChannelChangesDeps {
  workspaceId: string;
  data: Pick<Data, 'purgeChannel' | 'renameChannel'>;
  producer: Producer;
  events: Events;
  now(): Date;
}

/** What Slack tells once about a channel, and Recall must not miss. */
export interface ChannelChanges {
  /** Slack has it no more: all about it is deleted. Safe twice. */
  gone(channelId: string): Promise<void>;
  /** Slack calls it by another id from now on. Safe twice. */
  renamed(from: string, to: string): Promise<void>;
}

export function createChannelChanges(deps: ChannelChangesDeps): ChannelChanges {
  const { workspaceId, data, producer, events, now } = deps;
  return {
    /** What the queue does not take is done here and now: nothing else would bring it. */
    async gone(channelId) {
      try {
        await producer.enqueue('purge_channel', { workspaceId, channelId }, { again: true });
      } catch (cause) {
        events.enqueueFailed({ error: asRecallError(cause) });
        await data.purgeChannel(workspaceId, channelId, { actor: RECALL_ITSELF, now: now() });
      }
    },
    async renamed(from, to) {
      await data.renameChannel(workspaceId, from, to);
    },
  };
}
