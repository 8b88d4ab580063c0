import { z } from 'zod';
import type { Access } from '../core/display/access.ts';
import { asRecallError } from '../core/domain/errors.ts';
import type { Producer } from '../core/queue/producer.ts';
import type { Events } from '../core/runtime/events.ts';
import type { Data } from '../core/store/data/index.ts';

export interface ChannelChangesDeps {
  workspaceId: string;
  access: Pick<Access, 'forget'>;
  data: Pick<Data, 'noteGoneChannel' | 'renameChannel'>;
  producer: Producer;
  events: Events;
  now(): Date;
}

/** What Slack tells once about a channel, and Recall must not miss. */
export interface ChannelChanges {
  /**
   * Writes down what a delivery tells of a channel that is deleted or gets another id, in each workspace of the organization that has it;
   * does nothing for any other delivery. To be called before Slack is answered. Safe twice.
   * @throws RecallError retryable, where Slack is to tell it again since the database is away
   */
  take(body: unknown): Promise<void>;
}

const channelId = z.string().regex(/^[CGD][A-Z0-9]+$/);

const GONE = ['channel_deleted', 'group_deleted'] as const;
const RENAMED = 'channel_id_changed';
/** What is taken here, and by no listener. */
export const CHANNEL_EVENTS = [...GONE, RENAMED] as const;

/** See docs.slack.dev/reference/events of each. */
const told = z.object({
  type: z.literal('event_callback'),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.enum(GONE), channel: channelId }),
    z.object({ type: z.literal(RENAMED), old_channel_id: channelId, new_channel_id: channelId }),
  ]),
});

export function createChannelChanges(deps: ChannelChangesDeps): ChannelChanges {
  const { workspaceId, access, data, producer, events, now } = deps;

  /** Once it is written down it is done, however late: the queue only makes it soon. */
  async function gone(id: string): Promise<void> {
    await access.forget(workspaceId, id);
    for (const place of await data.noteGoneChannel(workspaceId, id, now())) {
      const payload = { workspaceId: place, channelId: id };
      await producer
        .enqueue('purge_channel', payload, { again: true })
        .catch((cause) => events.enqueueFailed({ error: asRecallError(cause) }));
    }
  }

  async function renamed(from: string, to: string): Promise<void> {
    await access.forget(workspaceId, from);
    await data.renameChannel(workspaceId, from, to);
    await access.forget(workspaceId, to);
  }

  return {
    async take(body) {
      const event = told.safeParse(body).data?.event;
      if (event?.type === RENAMED) await renamed(event.old_channel_id, event.new_channel_id);
      else if (event) await gone(event.channel);
    },
  };
}
