import { z } from 'zod';
import type { MessageChange } from '../domain/strike.ts';

const ts = z.string().regex(/^\d+(\.\d+)?$/);
const edition = z.object({ ts }).optional().catch(undefined);

/** A deleted root that has replies does not come as deleted: a tombstone takes its place. */
const TOMBSTONE = 'tombstone';

const changeSchema = z.discriminatedUnion('subtype', [
  z.object({ subtype: z.literal('message_deleted'), channel: z.string(), deleted_ts: ts }),
  z.object({
    subtype: z.literal('message_changed'),
    channel: z.string(),
    message: z.object({
      ts,
      subtype: z.string().optional().catch(undefined),
      text: z.string().catch(''),
      edited: edition,
    }),
    previous_message: z
      .object({ text: z.string().catch(''), edited: edition })
      .optional()
      .catch(undefined),
  }),
]);

/**
 * What an event of Slack's says that became of a message's words; null for every event that is nothing of the kind. A link that
 * got its preview changes a message too, but was not edited.
 */
export function readMessageChange(event: unknown): Omit<MessageChange, 'workspaceId'> | null {
  const { data } = changeSchema.safeParse(event);
  if (!data) return null;
  const { channel: channelId } = data;
  if (data.subtype === 'message_deleted') return { channelId, ts: data.deleted_ts, editedTs: null };
  const { message, previous_message: before } = data;
  if (message.subtype === TOMBSTONE) return { channelId, ts: message.ts, editedTs: null };
  if (!message.edited || before?.text === message.text) return null;
  return { channelId, ts: message.ts, editedTs: message.edited.ts };
}
