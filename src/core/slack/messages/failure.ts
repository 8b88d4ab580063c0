import type { ErrorCode } from '../../domain/errors.ts';
import type { OutgoingMessage } from '../client.ts';
import { ACTION_RETRY } from '../ids.ts';
import { plain } from './progress.ts';

/** Whether trying again is worth a button. */
type Remedy = 'retry' | 'none';

const TRY_LATER = 'Try again in a few minutes.';
const TELL_ADMIN = 'Please tell whoever runs Recall here';
const TELL_ADMIN_IF_AGAIN = 'If it happens again, please tell whoever runs Recall here.';

/** What a person reads for each error: what happened, and what to do next. */
const SENTENCES: Record<ErrorCode, { says: string; remedy: Remedy }> = {
  message_gone: { says: 'That message is gone, so there is nothing left to read.', remedy: 'none' },
  not_in_channel: {
    says: 'I cannot read this conversation, because I am not a member of it. Type `/invite @Recall` there, then ask again.',
    remedy: 'retry',
  },
  channel_archived: { says: 'This channel is archived. Unarchive it to get a recap of it.', remedy: 'none' },
  channel_off: { says: 'Recall is switched off in this channel.', remedy: 'none' },
  nothing_to_recap: {
    says: 'There is nothing to recap: no person wrote anything here (bots and notices do not count).',
    remedy: 'none',
  },
  thread_too_short: {
    says: 'This is a single message without replies (bots and notices do not count), so there is nothing to recap yet. Ask again once somebody has answered.',
    remedy: 'none',
  },
  not_in_thread: {
    says: 'Mention me inside a thread to get a recap of it, or type `/recall` for the last 24 hours of this channel.',
    remedy: 'none',
  },
  group_message: {
    says: 'I do not read group messages; my permissions leave them out. In a channel I can help.',
    remedy: 'none',
  },
  not_permitted: {
    says: 'Slack does not let me post here. Whoever manages this conversation can allow it.',
    remedy: 'none',
  },
  restricted: {
    says: 'Guests and people of other organizations get recaps of the threads that they take part in, and nothing else.',
    remedy: 'none',
  },
  not_yours: { says: 'Only the person who asked for it, or an admin, can do that.', remedy: 'none' },
  no_longer_there: { says: 'That is no longer there. It was deleted, or its time was up.', remedy: 'none' },
  slack_rate_limited: {
    says: `Slack let me read only slowly, and I ran out of time. ${TRY_LATER}`,
    remedy: 'retry',
  },
  slack_unavailable: { says: `Slack did not answer me in time. ${TRY_LATER}`, remedy: 'retry' },
  slack_token_rejected: {
    says: `Slack no longer accepts my token. ${TELL_ADMIN} to reinstall the app.`,
    remedy: 'none',
  },
  slack_missing_scope: {
    says: `I lack a permission that this needs. ${TELL_ADMIN} to reinstall the app with its current manifest.`,
    remedy: 'none',
  },
  slack_refused: { says: `Slack refused what I tried to do. ${TELL_ADMIN_IF_AGAIN}`, remedy: 'retry' },
  slack_refused_blocks: {
    says: `Slack refused to show the recap. ${TELL_ADMIN_IF_AGAIN}`,
    remedy: 'retry',
  },
  queue_unavailable: {
    says: 'My work queue is out of reach right now. What you asked for is noted; the recap comes once the queue is back, and you need not ask again.',
    remedy: 'none',
  },
  database_unavailable: {
    says: 'I cannot take work right now, because my database is out of reach. Nothing was started. Please ask again in a few minutes.',
    remedy: 'none',
  },
  database_newer: { says: `I am being upgraded. ${TRY_LATER}`, remedy: 'none' },
  budget_spent: {
    says: 'This month’s budget for recaps is spent. It starts anew on the first of next month; whoever runs Recall here can raise it.',
    remedy: 'none',
  },
  engine_unavailable: { says: `The language model did not answer. ${TRY_LATER}`, remedy: 'retry' },
  engine_throttled: { says: `The language model is too busy right now. ${TRY_LATER}`, remedy: 'retry' },
  engine_denied: {
    says: `I may not use the language model. ${TELL_ADMIN} to check its access and credentials.`,
    remedy: 'retry',
  },
  engine_misconfigured: {
    says: `The language model refuses its settings. ${TELL_ADMIN} to check the settings of the engine.`,
    remedy: 'retry',
  },
  engine_refused: {
    says: 'The language model declined to summarize this conversation because of its content rules.',
    remedy: 'none',
  },
  engine_too_long: {
    says: 'This conversation is longer than the language model can take. Ask for a shorter part of it.',
    remedy: 'none',
  },
  engine_bad_answer: {
    says: 'The recap came out unusable, so I did not post it. Another try may go better.',
    remedy: 'retry',
  },
  timed_out: { says: 'This took longer than the time limit, so I stopped.', remedy: 'retry' },
  cancelled: { says: 'The recap was cancelled.', remedy: 'retry' },
  superseded: { says: 'Another try of the same recap took over.', remedy: 'none' },
  worker_died: {
    says: 'The recap was interrupted several times and did not finish.',
    remedy: 'retry',
  },
  bad_input: { says: 'I could not make sense of that request.', remedy: 'none' },
  internal: {
    says: `Something went wrong on my side, and my log says what. ${TELL_ADMIN_IF_AGAIN}`,
    remedy: 'retry',
  },
};

/** The sentence for an error that ended before there was anything to try again. */
export function refusalMessage(code: ErrorCode): OutgoingMessage {
  return plain(SENTENCES[code].says);
}

/** What takes the placeholder's place when a conversation has failed, with a button to try again where that can help. */
export function failureMessage({
  code,
  conversationId,
}: {
  code: ErrorCode;
  conversationId: string;
}): OutgoingMessage {
  const { says, remedy } = SENTENCES[code];
  const message = plain(`:warning: ${says}`);
  if (remedy === 'none') return message;
  const retry = {
    type: 'button' as const,
    action_id: ACTION_RETRY,
    text: { type: 'plain_text' as const, text: 'Try again' },
    value: conversationId,
  };
  return { ...message, blocks: [...message.blocks, { type: 'actions', elements: [retry] }] };
}
