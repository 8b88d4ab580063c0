import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { type ErrorCode, RecallError } from '../domain/errors.ts';

/** What Slack's error words mean for Recall. See the "Errors" table of each method on docs.slack.dev/reference/methods. */
const MEANING: Readonly<Record<string, ErrorCode>> = {
  not_in_channel: 'not_in_channel',
  channel_not_found: 'not_in_channel',
  is_archived: 'channel_archived',
  thread_not_found: 'message_gone',
  message_not_found: 'message_gone',
  user_not_in_channel: 'not_permitted',
  messages_tab_disabled: 'not_permitted',
  cannot_dm_bot: 'not_permitted',
  user_disabled: 'not_permitted',
  restricted_action: 'not_permitted',
  restricted_action_thread_locked: 'not_permitted',
  restricted_action_read_only_channel: 'not_permitted',
  restricted_action_thread_only_channel: 'not_permitted',
  cannot_reply_to_message: 'not_permitted',
  missing_scope: 'slack_missing_scope',
  ratelimited: 'slack_rate_limited',
  invalid_auth: 'slack_token_rejected',
  not_authed: 'slack_token_rejected',
  account_inactive: 'slack_token_rejected',
  token_revoked: 'slack_token_rejected',
  token_expired: 'slack_token_rejected',
  org_login_required: 'slack_unavailable',
  internal_error: 'slack_unavailable',
  fatal_error: 'slack_unavailable',
  request_timeout: 'slack_unavailable',
  service_unavailable: 'slack_unavailable',
  invalid_blocks: 'slack_refused_blocks',
  invalid_blocks_format: 'slack_refused_blocks',
  msg_blocks_too_long: 'slack_refused_blocks',
  too_many_blocks: 'slack_refused_blocks',
};
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['slack_unavailable', 'slack_rate_limited']);

/** Turns whatever a call to Slack ended in into a RecallError. */
export function classifySlackError(method: string, error: unknown): RecallError {
  if (error instanceof RecallError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new RecallError('slack_rate_limited', `${method}: Slack asks to wait ${error.retryAfter} s`, {
      retryable: true,
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    });
  }
  if (error instanceof WebAPIPlatformError) return classifyRefusal(method, error);
  if (error instanceof WebAPIHTTPError) {
    const retryable = error.statusCode >= 500;
    const code = retryable ? 'slack_unavailable' : 'slack_refused';
    return new RecallError(code, `${method}: HTTP ${error.statusCode}`, { retryable, cause: error });
  }
  if (error instanceof WebAPIRequestError) {
    return new RecallError('slack_unavailable', `${method}: Slack did not answer`, {
      retryable: true,
      cause: error,
    });
  }
  return new RecallError('internal', `${method}: the Slack client failed`, { cause: error });
}

function classifyRefusal(method: string, error: WebAPIPlatformError): RecallError {
  const { error: word, response_metadata: metadata } = error.data;
  const code = MEANING[word] ?? 'slack_refused';
  const needed = 'needed' in error.data ? ` (needs ${String(error.data.needed)})` : '';
  const pointers = metadata?.messages ? ` ${metadata.messages.join('; ')}` : '';
  // The library's error is left out as a cause: it carries Slack's whole answer.
  return new RecallError(code, `${method}: ${word}${needed}${pointers}`, { retryable: RETRYABLE.has(code) });
}
