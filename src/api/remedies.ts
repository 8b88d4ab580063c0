import type { ErrorCode } from '../core/domain/errors.ts';

const READ_THE_LOG = 'the log of the worker says what happened, under the id of the conversation';

/** In a sentence or two, what an operator does about a conversation that ended in this, or that it needs nothing. */
const REMEDIES: Readonly<Record<ErrorCode, string>> = {
  message_gone: 'The message was deleted before it was read. Nothing to mend.',
  not_in_channel:
    'Recall is not a member of the channel. Somebody there types /invite @Recall; then it can be retried.',
  channel_archived: 'The channel is archived. It can be retried once somebody has unarchived it.',
  channel_off: 'Recall is switched off in this channel. Change its mode under Channels, then retry.',
  nothing_to_recap: 'Nobody had written anything there. Nothing to mend.',
  thread_too_short: 'It was a message without replies. Nothing to mend.',
  not_in_thread: 'Recall was mentioned outside a thread and said how to ask. Nothing to mend.',
  group_message: 'Recall does not read group messages, and said so. Nothing to mend.',
  not_permitted:
    'Slack does not let Recall post there. Whoever manages the channel can allow apps to post; a recap for the person alone works meanwhile.',
  restricted: 'A guest asked for more than the threads they take part in. Nothing to mend.',
  not_yours: 'Somebody wanted to change what another person asked for. Nothing to mend.',
  left_channel: 'The person left the conversation before it was read. Nothing to mend.',
  turned_private:
    'The channel was made private, and its digest goes to another one. Its author, who was told, has it posted elsewhere or takes the channel out.',
  no_longer_there: 'It was deleted or purged meanwhile. Nothing to mend.',
  slack_rate_limited:
    'Slack allowed too few calls for too long. Retry later; if it happens often, spread digests over the day or lower WORKER_CONCURRENCY.',
  slack_unavailable:
    'Slack did not answer in time. See whether the worker reaches it and what status.slack.com says, then retry.',
  slack_token_rejected:
    'Slack no longer takes the token of this workspace. Install Recall there again, or renew SLACK_BOT_TOKEN and restart.',
  slack_missing_scope:
    'The installation lacks a permission. Install Recall again with the current manifest; the workspace’s row names what is missing.',
  slack_refused: `Slack refused a call. Retry once; if it fails again, ${READ_THE_LOG}.`,
  slack_refused_blocks: `Slack refused to show the recap. Retry once; if it fails again, report it: ${READ_THE_LOG}.`,
  queue_unavailable:
    'The queue was out of reach: check Redis (or PostgreSQL, where it holds the queue). What waits is taken up by itself once it is back.',
  database_unavailable: 'PostgreSQL was out of reach: check DATABASE_URL, its connections and its disk.',
  database_newer:
    'The database was migrated by a newer version of Recall. Bring this process up to that version.',
  key_missing:
    'ENCRYPTION_KEY is not the key that a token was sealed with. Set the former key as ENCRYPTION_KEY_PREVIOUS and run recall rotate-key; if it is lost, install Recall again.',
  budget_spent:
    'The budget of this month is spent. Raise it under Settings, or wait for the first of the next month, then retry.',
  engine_unavailable:
    'Bedrock or the way to it is down: see whether the worker reaches the endpoint in AWS_REGION, or set BEDROCK_FALLBACK_MODEL_ID.',
  engine_throttled:
    'The model takes no more for now and its work is put off: ask AWS for a higher quota, lower WORKER_CONCURRENCY, or set BEDROCK_FALLBACK_MODEL_ID.',
  engine_denied:
    'Grant bedrock:InvokeModel on the inference profile and the foundation model, and renew credentials that are missing or expired; the log of the worker says which of the two.',
  engine_misconfigured:
    'Check BEDROCK_MODEL_ID, BEDROCK_FALLBACK_MODEL_ID and AWS_REGION; the log of the worker says what the model refused.',
  engine_refused:
    'The model or a guardrail declined a conversation because of its content; if that happens often, look at BEDROCK_GUARDRAIL_ID.',
  engine_too_long: 'A conversation was longer than one recap may take; ask for a shorter part of it.',
  engine_bad_answer:
    'The model answered in a form that could not be used, even when asked again; if that goes on, choose another BEDROCK_MODEL_ID.',
  timed_out:
    'It took longer than JOB_TIMEOUT_MS. Retry; if it happens often, raise that limit or see why the model or Slack is slow.',
  cancelled: 'Somebody cancelled it. Nothing to mend.',
  superseded: 'Another worker had taken it up and goes on with it. Nothing to mend.',
  worker_died:
    'Workers ended while they had it, again and again: look at their memory limit and at how they were stopped, then retry.',
  bad_input: 'What was asked for could not be read, and the person was told. Nothing to mend.',
  internal: `A fault of Recall’s own. Retry once; if it fails again, report it: ${READ_THE_LOG}.`,
};

/** What an operator does about an error, for `/health` and the admin view. */
export function remedyOf(code: string): string {
  return isKnown(code)
    ? REMEDIES[code]
    : 'This version of Recall does not know this error; the log of that time says more.';
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(REMEDIES, code);
}
