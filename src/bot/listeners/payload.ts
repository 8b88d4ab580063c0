import { z } from 'zod';

const CHANNEL_ID = z.string().regex(/^[CDG][A-Z0-9]+$/);
const USER_ID = z.string().regex(/^[UW][A-Z0-9]+$/);
const TS = z.string().regex(/^\d+\.\d+$/);
const channel = z.object({ id: CHANNEL_ID, name: z.string().catch('') });
const user = z.object({ id: USER_ID });

const pressSchema = z.object({
  user,
  trigger_id: z.string().catch(''),
  channel: channel.nullish().catch(null),
  container: z
    .object({ channel_id: CHANNEL_ID, thread_ts: TS.nullish().catch(null) })
    .nullish()
    .catch(null),
  message: z.object({ ts: TS }).nullish().catch(null),
});

/** A button that was pressed; what Slack does not tell, as of one in an ephemeral message, is null. */
export interface Press {
  userId: string;
  triggerId: string;
  value: string;
  channel: { id: string; name: string } | null;
  messageTs: string | null;
  /** Of the thread that the button stands in. */
  threadTs: string | null;
}

/** @returns null for what makes no sense */
export function readPress(body: unknown, action: { value?: unknown }): Press | null {
  const press = pressSchema.safeParse(body).data;
  if (!press) return null;
  const channelId = press.channel?.id ?? press.container?.channel_id;
  return {
    userId: press.user.id,
    triggerId: press.trigger_id,
    value: typeof action.value === 'string' ? action.value : '',
    channel: channelId === undefined ? null : { id: channelId, name: press.channel?.name ?? '' },
    messageTs: press.message?.ts ?? null,
    threadTs: press.container?.thread_ts ?? null,
  };
}

export const commandSchema = z.object({
  text: z.string().catch(''),
  channel_id: CHANNEL_ID,
  channel_name: z.string().catch(''),
  user_id: USER_ID,
  trigger_id: z.string(),
});

export const messageShortcutSchema = z.object({
  channel,
  user,
  message_ts: TS,
  action_ts: z.string().catch(''),
  message: z.object({ thread_ts: TS.nullish().catch(null) }),
});

export const globalShortcutSchema = z.object({ user, trigger_id: z.string() });

export const mentionSchema = z.object({
  channel: CHANNEL_ID,
  user: USER_ID,
  ts: TS,
  thread_ts: TS.optional(),
  text: z.string().catch(''),
  bot_id: z.undefined().optional(),
});

export const reactionSchema = z.object({
  user: USER_ID,
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: CHANNEL_ID, ts: TS }),
});

/** What a person wrote to Recall alone; edits, deletions and what apps post have another form. */
export const directMessageSchema = z.object({
  channel_type: z.literal('im'),
  subtype: z.enum(['file_share', 'me_message', 'thread_broadcast']).optional(),
  bot_id: z.undefined().optional(),
  user: USER_ID,
  channel: CHANNEL_ID,
  ts: TS,
  thread_ts: TS.optional(),
});

export const submissionSchema = z.object({ user });
