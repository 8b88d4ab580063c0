import type { ErrorCode } from '../../../../domain/errors.ts';
import type { Formats } from '../../formats.ts';

const TRY_LATER = 'Try again in a few minutes.';
const TELL_ADMIN = 'Please tell whoever runs Recall here';
const TELL_ADMIN_IF_AGAIN = 'If it happens again, please tell whoever runs Recall here.';

/** What a person reads for each error: what happened, and what to do next. */
const says = {
  message_gone:
    'That message is gone, so there is nothing left to read. Pick a message that still stands, or type `/recall` for the channel.',
  not_in_channel:
    'I cannot read this channel, because I am not a member of it. Type `/invite @Recall` there, then ask again.',
  channel_archived: 'This channel is archived. Ask again once somebody has unarchived it.',
  channel_off:
    'Recall is switched off in this channel. A channel manager or an admin can switch it on with `/recall settings`.',
  nothing_to_recap:
    'There is nothing to recap: no person wrote anything here (bots and notices do not count). Ask for a longer time, or pick another thread.',
  thread_too_short:
    'This is a single message without replies (bots and notices do not count), so there is nothing to recap yet. Ask again once somebody has answered.',
  not_in_thread:
    'Mention me inside a thread to get a recap of it, or type `/recall` for a recap of this channel.',
  group_message:
    'I do not read group messages; my permissions leave them out. Ask me in a channel, or paste what was said with `/recall note`.',
  not_permitted:
    'Slack does not let me post here. Ask whoever manages this channel to allow it, or pick *Recall just for me* to get the recap by direct message.',
  restricted:
    'Guests and people from other organizations get recaps of the threads that they take part in, and nothing else. Pick one of those threads.',
  not_yours: 'Only the person who asked for it, or an admin, can do that. Ask one of them.',
  left_channel:
    'You are no longer in that conversation, so I do not read it for you. Ask again once somebody has added you.',
  turned_private:
    'This channel was made private, so what is said there goes to no other channel. Have its digest posted there, or to you alone.',
  no_longer_there:
    'That is no longer there: it was deleted, or its time was up. Ask for a new recap if you still need one.',
  slack_rate_limited: `Slack let me read only slowly, and I ran out of time. ${TRY_LATER}`,
  slack_unavailable: `Slack did not answer me in time. ${TRY_LATER}`,
  slack_token_rejected: `Slack no longer lets me in. ${TELL_ADMIN} to reinstall the app.`,
  slack_missing_scope: `I lack a permission that this needs. ${TELL_ADMIN} to reinstall the app with its current manifest.`,
  slack_refused: `Slack refused what I tried to do. Try once more. ${TELL_ADMIN_IF_AGAIN}`,
  slack_refused_blocks: `Slack refused to show the recap. Try once more. ${TELL_ADMIN_IF_AGAIN}`,
  queue_unavailable:
    'My work queue is out of reach right now. What you asked for is noted; the recap comes once the queue is back, and there is no need to ask again.',
  database_unavailable:
    'I cannot do that right now, because my database is out of reach. Please try again in a few minutes.',
  database_newer: `I am being upgraded. ${TRY_LATER}`,
  key_missing: `I cannot open what Slack lets me in with, since its key is missing. ${TELL_ADMIN} to put the key back.`,
  budget_spent:
    'This month’s budget for recaps is spent. It starts anew on the first of next month; whoever runs Recall here can raise it.',
  engine_unavailable: `The language model did not answer. ${TRY_LATER}`,
  engine_throttled: `The language model is too busy right now. ${TRY_LATER}`,
  engine_denied: `I may not use the language model. ${TELL_ADMIN} to check its access and credentials.`,
  engine_misconfigured: `The language model does not accept its settings. ${TELL_ADMIN} to check them.`,
  engine_refused:
    'The language model declined to recap this because of its content rules. Asking again would not help; ask for a shorter time, or pick another thread.',
  engine_too_long:
    'This is longer than the language model can take. Ask for a shorter part, such as `/recall last 200`.',
  engine_bad_answer: 'The recap came out unusable, so I did not post it. Another try may go better.',
  timed_out:
    'This took longer than the time limit, so I stopped. Try again, or ask for a shorter part, such as `/recall last 200`.',
  cancelled: 'The recap was cancelled. You can ask for it again at any time.',
  superseded: 'Another try of the same recap took over. Wait for that one; there is nothing to do.',
  worker_died: `The recap was interrupted several times and did not finish. Try it later. ${TELL_ADMIN_IF_AGAIN}`,
  bad_input: 'I could not make sense of that request. Type `/recall help` to see what I understand.',
  internal: `Something went wrong on my side, and my log says what. Try once more. ${TELL_ADMIN_IF_AGAIN}`,
} satisfies Record<ErrorCode, string>;

/** What went wrong, and what to do about it. */
export const failures = {
  says,
  /** Instead of what stands for not_in_channel: an app cannot join the direct messages of others. */
  notInDirectMessage:
    'I cannot read direct messages between people, and cannot be added to them. Ask me in a channel, or paste what was said with `/recall note`.',
  tryAgain: 'Try again',
  howToAddMe: 'How to add me',
  invitation: (_: Formats, { place }: { place: string }) =>
    [
      `*How to add me to ${place}*`,
      '• Type `/invite @Recall` there and send it.',
      '• On a phone: tap the name of the channel, then *Integrations → Add apps*, and pick Recall.',
      'Then ask me again. I read a channel only while I am a member of it; remove me whenever you like.',
    ].join('\n'),
};
