import { RecallError } from '../../core/domain/errors.ts';
import type { MessageTs } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';

/**
 * The first message of the thread that a message stands in; null where it is in none.
 * @throws RecallError `message_gone` and other errors of Slack's
 */
export async function rootOfThread(
  slack: Pick<Slack, 'replies'>,
  { channelId, ts }: { channelId: string; ts: MessageTs },
): Promise<MessageTs | null> {
  const { messages } = await slack.replies({ channelId, threadTs: ts, limit: 1 });
  const message = messages.find((row) => row.ts === ts) ?? messages[0];
  if (!message) throw new RecallError('message_gone', 'the message is gone');
  return message.thread_ts ?? null;
}
