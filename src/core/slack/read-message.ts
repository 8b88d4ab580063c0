import { z } from 'zod';
import { REMINDER_EVENT_TYPE, REMINDER_KINDS, type ReminderKey } from '../domain/action-item.ts';
import {
  DIGEST_EVENT_TYPE,
  DIGEST_PAUSED_EVENT_TYPE,
  NOTE_EVENT_TYPE,
  RECAP_EVENT_TYPE,
} from '../domain/conversation.ts';

/** The rows of a list that have the form; files that were deleted, for one, come without a name. */
const rowsOf = <Row>(row: z.ZodType<Row>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((rows) => rows.flatMap((given) => row.safeParse(given).data ?? []));

/** A message as the Web API gives it; only what Recall reads. Unknown fields are ignored, odd ones count as absent. */
const slackMessageSchema = z.object({
  ts: z.string().regex(/^\d+(\.\d+)?$/),
  thread_ts: z.string().optional().catch(undefined),
  user: z.string().optional().catch(undefined),
  bot_id: z.string().optional().catch(undefined),
  subtype: z.string().optional().catch(undefined),
  text: z.string().catch(''),
  reply_count: z.number().catch(0),
  latest_reply: z.string().optional().catch(undefined),
  edited: z.object({ ts: z.string() }).optional().catch(undefined),
  files: rowsOf(z.object({ name: z.string() })),
  reactions: rowsOf(z.object({ name: z.string(), count: z.number() })),
  metadata: z
    .object({
      event_type: z.string(),
      event_payload: z
        .object({
          conversation: z.string(),
          digest: z.string(),
          pausedAt: z.string(),
          note: z.string(),
          part: z.number(),
          itemId: z.string(),
          kind: z.enum(REMINDER_KINDS),
          due: z.string(),
        })
        .partial(),
    })
    .optional()
    .catch(undefined),
});
export type SlackMessage = z.infer<typeof slackMessageSchema>;

/** The messages of a page, without what is no message. */
export function readMessages(rows: readonly unknown[] | undefined): SlackMessage[] {
  return (rows ?? []).flatMap((row) => {
    const parsed = slackMessageSchema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Which part of which conversation's recap a message carries; null for every message that is not Recall's. */
export function recapPartOf({ metadata }: SlackMessage): { conversationId: string; part: number } | null {
  if (metadata?.event_type !== RECAP_EVENT_TYPE) return null;
  const { conversation, part } = metadata.event_payload;
  return conversation === undefined || part === undefined ? null : { conversationId: conversation, part };
}

/** Which part of which period's digest a message carries; null for every message that carries none. */
export function digestPartOf({ metadata }: SlackMessage): { digestPeriodId: string; part: number } | null {
  if (metadata?.event_type !== DIGEST_EVENT_TYPE) return null;
  const { digest, part } = metadata.event_payload;
  return digest === undefined || part === undefined ? null : { digestPeriodId: digest, part };
}

/** Which pause of which digest a message tells of; null for every message that tells of none. */
export function digestPauseOf({ metadata }: SlackMessage): { digestId: string; pausedAt: string } | null {
  if (metadata?.event_type !== DIGEST_PAUSED_EVENT_TYPE) return null;
  const { digest, pausedAt } = metadata.event_payload;
  return digest === undefined || pausedAt === undefined ? null : { digestId: digest, pausedAt };
}

/** Which part of a person's notes a message carries; null for every message that is none, whoever posted it. */
export function notePartOf({ metadata }: SlackMessage): number | null {
  return metadata?.event_type === NOTE_EVENT_TYPE ? (metadata.event_payload.part ?? null) : null;
}

/** What a person's notes are called that the message belongs to; null for every message that is none of theirs. */
export function noteNameOf({ metadata }: SlackMessage): string | null {
  return metadata?.event_type === NOTE_EVENT_TYPE ? (metadata.event_payload.note ?? null) : null;
}

/** Which reminder a message is; null for every message that is none. */
export function reminderOf({ metadata }: SlackMessage): ReminderKey | null {
  if (metadata?.event_type !== REMINDER_EVENT_TYPE) return null;
  const { itemId, kind, due } = metadata.event_payload;
  return itemId && kind && due ? { itemId, kind, due } : null;
}
