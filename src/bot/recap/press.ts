import type { BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { Slack } from '../../core/slack/client.ts';
import type { Asker, Tell } from '../asking/pick-up.ts';
import { originOf, tellerAt } from '../items/origin.ts';
import { byDirectMessage, byEphemeral } from '../listeners/listener.ts';

/** A press of something on a recap. */
export interface RecapPress {
  conversationId: string;
  /** The place that it was pressed at; null where Slack does not tell. */
  channelId: string | null;
  threadTs: string | null;
  triggerId: string;
  /** Slack's name for this very press. */
  actionTs: string;
  asker: Asker;
}

const placeSchema = z.object({
  container: z
    .object({ channel_id: z.string(), thread_ts: z.string().optional() })
    .optional()
    .catch(undefined),
});

export function pressOf(
  body: BlockAction,
  action: { block_id: string; action_ts: string },
  { conversationId, workspaceId, slack }: { conversationId: string; workspaceId: string; slack: Slack },
): RecapPress {
  const { container } = placeSchema.parse(body);
  const userId = body.user.id;
  const channelId = container?.channel_id ?? null;
  const tell = tellerAt(originOf(body, action.block_id), userId, slack);
  return {
    conversationId,
    channelId,
    threadTs: container?.thread_ts ?? null,
    triggerId: body.trigger_id,
    actionTs: action.action_ts,
    asker: { workspaceId, channelId, userId, tell },
  };
}

/** What a modal about a recap carries: which recap, and where its button stands. */
const metadataSchema = z.object({
  conversationId: z.uuid(),
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
});
export type RecapMetadata = z.infer<typeof metadataSchema>;

export function metadataOf({ conversationId, channelId, threadTs }: RecapPress): string {
  return JSON.stringify({ conversationId, channelId, threadTs } satisfies RecapMetadata);
}

/** Null for what is none. */
export function readRecapMetadata(text: string): RecapMetadata | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whoever sent a modal: told beside the recap, or in their direct message. */
export function senderOf(
  { channelId, threadTs }: RecapMetadata,
  { userId, workspaceId, slack }: { userId: string; workspaceId: string; slack: Slack },
): Asker {
  const directly = byDirectMessage(slack, userId);
  const thread = threadTs === null ? {} : { threadTs };
  const tell: Tell =
    channelId === null
      ? directly
      : (message) =>
          byEphemeral(slack, { channelId, userId, ...thread })(message).catch(() => directly(message));
  return { workspaceId, channelId, userId, tell };
}
