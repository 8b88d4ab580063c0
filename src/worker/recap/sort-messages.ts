import type { LeftOutReason } from '../../core/domain/transcript.ts';
import { parseMrkdwn } from '../../core/slack/mrkdwn.ts';
import { notePartOf, recapPartOf, type SlackMessage } from '../../core/slack/read-message.ts';
import { isOffTheRecord } from './off-the-record.ts';

/** Subtypes in which a person speaks; every other subtype is a notice of Slack's. */
const SPOKEN = new Set(['thread_broadcast', 'file_share', 'me_message', 'bot_message']);
const SLACKBOT = 'USLACKBOT';
const TOMBSTONE = 'This message was deleted.';

export interface SortedMessages {
  kept: SlackMessage[];
  leftOut: Partial<Record<LeftOutReason, number>>;
}

export interface Sorting {
  recall: { botUserId: string; botId: string };
  /** Ids of the people whose words are left out. */
  optedOut: ReadonlySet<string>;
}

/** Tells what people said, and may be read, from the rest: bot noise, notices, Recall's own messages, what is off the record. */
export function sortMessages(messages: readonly SlackMessage[], sorting: Sorting): SortedMessages {
  const kept: SlackMessage[] = [];
  const leftOut: SortedMessages['leftOut'] = {};
  for (const message of messages) {
    const reason = whoDidNotSpeak(message, sorting) ?? whyNotToBeRead(message, sorting);
    if (reason === null) kept.push(message);
    else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  }
  return { kept, leftOut };
}

function whoDidNotSpeak(message: SlackMessage, { recall }: Sorting): LeftOutReason | null {
  if (isRecalls(message, recall) || startsWithMention(message.text, recall.botUserId)) return 'recall';
  if (message.subtype && !SPOKEN.has(message.subtype)) return 'system';
  if (message.user === SLACKBOT && message.text === TOMBSTONE) return 'system';
  if (message.bot_id || message.subtype === 'bot_message') return 'bot';
  return null;
}

function whyNotToBeRead(message: SlackMessage, { optedOut }: Sorting): LeftOutReason | null {
  if (message.user && optedOut.has(message.user)) return 'opted_out';
  if (isOffTheRecord(message)) return 'off_the_record';
  if (message.text.trim() === '' && message.files.length === 0) return 'empty';
  return null;
}

/** By this installation or an earlier one, told by what it leaves on its messages. */
function isRecalls(message: SlackMessage, recall: Sorting['recall']): boolean {
  return isBy(message, recall) || recapPartOf(message) !== null || notePartOf(message) !== null;
}

export function isBy(message: SlackMessage, { botUserId, botId }: Sorting['recall']): boolean {
  return message.bot_id === botId || message.user === botUserId;
}

/** What begins with a mention of Recall is said to Recall, not to the people in the conversation. */
function startsWithMention(text: string, userId: string): boolean {
  const [first] = parseMrkdwn(text.trimStart());
  return first?.kind === 'user' && first.id === userId;
}
