import type { BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { OutgoingMessage, Slack } from '../../core/slack/client.ts';
import { isItemId } from '../../core/slack/item-places.ts';
import type { Tell } from '../asking/pick-up.ts';
import { byDirectMessage, byEphemeral } from '../listeners/listener.ts';
import { respondTo } from './respond.ts';

/** Where a person pressed something, so that it can be brought up to date there, also after a modal. */
const originSchema = z.object({
  /** Of the block that it stands in. */
  blockId: z.string(),
  message: z
    .object({ channelId: z.string(), ts: z.string(), threadTs: z.string().nullable().default(null) })
    .nullable(),
  /** Good for half an hour. A modal and the App Home have none. */
  responseUrl: z.string().nullable(),
  /** The modal or App Home that it stands in. */
  view: z.object({ id: z.string(), isModal: z.boolean() }).nullable(),
});
export type Origin = z.infer<typeof originSchema>;

const metadataSchema = z.object({
  itemId: z.string().refine(isItemId),
  /** The form in which the person saw the item. */
  seen: z.string(),
  origin: originSchema,
});
export type ItemMetadata = z.infer<typeof metadataSchema>;

/** Null for what is none, or of an earlier form. */
export function readMetadata(text: string): ItemMetadata | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** What Slack tells of a press in a message, an ephemeral one too, which has no `message`, or in a view. */
const pressSchema = z.object({
  container: z
    .object({ channel_id: z.string(), message_ts: z.string(), thread_ts: z.string().optional() })
    .optional()
    .catch(undefined),
  response_url: z.string().optional().catch(undefined),
  view: z.object({ id: z.string(), type: z.string() }).optional().catch(undefined),
});

export function originOf(body: BlockAction, blockId: string): Origin {
  const { container, response_url, view } = pressSchema.parse(body);
  return {
    blockId,
    message: container
      ? {
          channelId: container.channel_id,
          ts: container.message_ts,
          threadTs: container.thread_ts ?? null,
        }
      : null,
    responseUrl: response_url ?? null,
    view: view ? { id: view.id, isModal: view.type === 'modal' } : null,
  };
}

/** Tells the person who pressed, and nobody else: beside what they pressed, or in their direct message. */
export function tellerAt(origin: Origin, userId: string, slack: Slack): Tell {
  const { message, responseUrl } = origin;
  const threadTs = message?.threadTs ?? null;
  const ways: Tell[] = [
    ...(responseUrl === null
      ? []
      : [(said: OutgoingMessage) => respondTo(responseUrl, said, { besideIn: threadTs })]),
    ...(message === null
      ? []
      : [
          byEphemeral(slack, {
            channelId: message.channelId,
            userId,
            ...(threadTs === null ? {} : { threadTs }),
          }),
        ]),
    byDirectMessage(slack, userId),
  ];
  return async (said) => {
    for (const [index, way] of ways.entries()) {
      const isLast = index === ways.length - 1;
      const isTold = await way(said).then(
        () => true,
        (error) => {
          if (isLast) throw error;
          return false;
        },
      );
      if (isTold) return;
    }
  };
}
