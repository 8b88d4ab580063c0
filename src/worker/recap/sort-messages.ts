import type { LeftOutReason } from '../../core/domain/transcript.ts';
import { parseMrkdwn } from '../../core/slack/mrkdwn.ts';
import { recapPartOf, type SlackMessage } from '../../core/slack/read-message.ts';

/** Subtypes in which a person speaks; every other subtype is a notice of Slack's. */
const SPOKEN = new Set(['thread_broadcast', 'file_share', 'me_message', 'bot_message']);

export interface SortedMessages {
  kept: SlackMessage[];
  leftOut: Partial<Record<LeftOutReason, number>>;
}

/** Tells what people said from bot noise, notices and Recall's own messages. */
export function sortMessages(
  messages: readonly SlackMessage[],
  recall: { botUserId: string; botId: string },
): SortedMessages {
  const kept: SlackMessage[] = [];
  const leftOut: SortedMessages['leftOut'] = {};
  for (const message of messages) {
    const reason = reasonToLeaveOut(message, recall);
    if (reason === null) kept.push(message);
    else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  }
  return { kept, leftOut };
}

function reasonToLeaveOut(
  message: SlackMessage,
  { botUserId, botId }: { botUserId: string; botId: string },
): LeftOutReason | null {
  if (message.bot_id === botId || message.user === botUserId || recapPartOf(message)) return 'recall';
  if (startsWithMention(message.text, botUserId)) return 'recall';
  if (message.subtype && !SPOKEN.has(message.subtype)) return 'system';
  if (message.bot_id || message.subtype === 'bot_message') return 'bot';
  if (message.text.trim() === '' && message.files.length === 0) return 'empty';
  return null;
}

/** What begins with a mention of Recall is said to Recall, not to the people in the conversation. */
function startsWithMention(text: string, userId: string): boolean {
  const [first] = parseMrkdwn(text.trimStart());
  return first?.kind === 'user' && first.id === userId;
}
