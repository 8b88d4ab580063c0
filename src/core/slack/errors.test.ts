import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, RecallError } from '../domain/errors.ts';
import { classifySlackError } from './errors.ts';

function refusal(error: string, answer: object = {}) {
  return classifySlackError('chat.update', new WebAPIPlatformError({ ok: false, error, ...answer }));
}

const MEANINGS: [ErrorCode, string[]][] = [
  ['not_in_channel', ['not_in_channel', 'channel_not_found']],
  ['channel_archived', ['is_archived']],
  ['message_gone', ['thread_not_found', 'message_not_found']],
  [
    'not_permitted',
    [
      'user_not_in_channel',
      'messages_tab_disabled',
      'cannot_dm_bot',
      'user_disabled',
      'restricted_action',
      'restricted_action_thread_locked',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
      'cannot_reply_to_message',
    ],
  ],
  ['slack_missing_scope', ['missing_scope', 'no_permission']],
  [
    'slack_token_rejected',
    [
      ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
      ...['team_disabled', 'user_removed_from_team'],
    ],
  ],
  [
    'slack_refused_blocks',
    ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'too_many_blocks', 'msg_too_long'],
  ],
  ['slack_refused', ['user_not_found', 'invalid_cursor', 'never_heard_of', 'constructor', 'toString']],
];
const MEANINGS_FOR_LATER: [ErrorCode, string[]][] = [
  ['slack_rate_limited', ['ratelimited', 'rate_limited']],
  [
    'slack_unavailable',
    [
      ...['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'],
      ...['org_login_required', 'team_added_to_org'],
    ],
  ],
];

describe('what Slack refuses', () => {
  it.each(MEANINGS)('is %s, and not worth another try: %j', (code, words) => {
    for (const word of words) {
      expect(refusal(word)).toMatchObject({ code, retryable: false, message: `chat.update: ${word}` });
    }
  });

  it.each(MEANINGS_FOR_LATER)('is %s, and worth another try: %j', (code, words) => {
    for (const word of words) expect(refusal(word)).toMatchObject({ code, retryable: true });
  });

  it('names the scope that is missing', () => {
    expect(refusal('missing_scope', { needed: 'channels:history,groups:history' }).message).toBe(
      'chat.update: missing_scope (needs channels:history,groups:history)',
    );
  });

  it('points at the blocks that are meant', () => {
    const messages = [
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ];
    expect(refusal('invalid_blocks', { response_metadata: { messages } }).message).toBe(
      'chat.update: invalid_blocks at /blocks/0/text/text, /blocks',
    );
  });

  it('tells nothing else of the answer, in no field', () => {
    const said = fc.uuid().map((id) => `said ${id}`);
    fc.assert(
      fc.property(said, (words) => {
        const error = refusal('invalid_blocks', {
          needed: words,
          channel: words,
          message: { text: words },
          response_metadata: { messages: [`[ERROR] ${words} [json-pointer:/blocks/0]`, words] },
        });
        expect(error.message).toBe('chat.update: invalid_blocks at /blocks/0');
        expect(error.cause).toBeUndefined();
        expect(JSON.stringify(error)).not.toContain(words);
        expect(refusal(words).message).toBe('chat.update: an error without a name');
      }),
    );
  });
});

describe('a call that Slack did not answer as asked', () => {
  it('waits as long as Slack asks for after a 429', () => {
    expect(classifySlackError('users.info', new WebAPIRateLimitedError(30))).toMatchObject({
      code: 'slack_rate_limited',
      retryable: true,
      retryAfterMs: 30_000,
      message: 'users.info: Slack asks to wait 30 s',
    });
  });

  it.each([500, 502, 503, 504])('is worth another try after HTTP %i', (status) => {
    const error = new WebAPIHTTPError(status, 'broken', {}, 'what somebody wrote');
    expect(classifySlackError('users.info', error)).toMatchObject({
      code: 'slack_unavailable',
      retryable: true,
      message: `users.info: HTTP ${status}`,
    });
  });

  it.each([400, 404, 413])('is not after HTTP %i', (status) => {
    expect(classifySlackError('users.info', new WebAPIHTTPError(status, '', {}))).toMatchObject({
      code: 'slack_refused',
      retryable: false,
    });
  });

  it('is worth another try after a time-out or a lost connection', () => {
    const error = new WebAPIRequestError(new DOMException('timed out', 'TimeoutError'));
    expect(classifySlackError('users.info', error)).toMatchObject({
      code: 'slack_unavailable',
      retryable: true,
      message: 'users.info: Slack did not answer',
    });
  });

  it('is a fault of ours where it is anything else', () => {
    expect(classifySlackError('users.info', new TypeError('x'))).toMatchObject({
      code: 'internal',
      retryable: false,
    });
  });

  it('stays what it is where it is classified already', () => {
    const error = new RecallError('timed_out', 'late');
    expect(classifySlackError('users.info', error)).toBe(error);
  });
});
