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
  expired_trigger_id: 'no_longer_there',
  invalid_trigger_id: 'no_longer_there',
  exchanged_trigger_id: 'no_longer_there',
  not_found: 'no_longer_there',
  hash_conflict: 'superseded',
  missing_scope: 'slack_missing_scope',
  no_permission: 'slack_missing_scope',
  ratelimited: 'slack_rate_limited',
  rate_limited: 'slack_rate_limited',
  invalid_auth: 'slack_token_rejected',
  not_authed: 'slack_token_rejected',
  account_inactive: 'slack_token_rejected',
  token_revoked: 'slack_token_rejected',
  token_expired: 'slack_token_rejected',
  team_disabled: 'slack_token_rejected',
  user_removed_from_team: 'slack_token_rejected',
  team_access_not_granted: 'slack_token_rejected',
  org_login_required: 'slack_unavailable',
  team_added_to_org: 'slack_unavailable',
  internal_error: 'slack_unavailable',
  fatal_error: 'slack_unavailable',
  request_timeout: 'slack_unavailable',
  service_unavailable: 'slack_unavailable',
  invalid_blocks: 'slack_refused_blocks',
  invalid_blocks_format: 'slack_refused_blocks',
  msg_blocks_too_long: 'slack_refused_blocks',
  too_many_blocks: 'slack_refused_blocks',
  msg_too_long: 'slack_refused_blocks',
  view_too_large: 'slack_refused_blocks',
};
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['slack_unavailable', 'slack_rate_limited']);

/** Whether Slack says by this word that a token no longer holds. */
export function isTokenRejected(word: string): boolean {
  return Object.hasOwn(MEANING, word) && MEANING[word] === 'slack_token_rejected';
}

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

function classifyRefusal(method: string, { data }: WebAPIPlatformError): RecallError {
  const word = /^\w+$/.test(data.error) ? data.error : 'an error without a name';
  const blocks = blocksMeant(data);
  const isOfView = word === 'invalid_arguments' && blocks !== '';
  const meaning = isOfView ? 'slack_refused_blocks' : Object.hasOwn(MEANING, word) && MEANING[word];
  const code = meaning || 'slack_refused';
  const details = [scopesNeeded(data), blocks].filter(Boolean).join(' ');
  // The library's error is left out as a cause: it carries Slack's whole answer.
  return new RecallError(code, `${method}: ${word}${details && ` ${details}`}`, {
    retryable: RETRYABLE.has(code),
  });
}

function scopesNeeded(data: WebAPIPlatformError['data']): string {
  const needed = 'needed' in data ? data.needed : undefined;
  return typeof needed === 'string' && /^[\w:.,-]+$/.test(needed) ? `(needs ${needed})` : '';
}

/** Where in the blocks Slack found fault. Its sentences are left out, since they may quote what was sent. */
function blocksMeant({ response_metadata: metadata }: WebAPIPlatformError['data']): string {
  const pointers = (metadata?.messages ?? []).flatMap(
    (message) => /\[json-pointer:(\/[\w/]*)\]/.exec(message)?.[1] ?? [],
  );
  return pointers.length > 0 ? `at ${pointers.join(', ')}` : '';
}
