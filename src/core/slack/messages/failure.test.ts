import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../simulator/block-kit/check.ts';
import { ERROR_CODES } from '../../domain/errors.ts';
import { ACTION_RETRY } from '../ids.ts';
import { failureMessage, refusalMessage } from './failure.ts';

const RETRIABLE = [
  'not_in_channel',
  'slack_rate_limited',
  'slack_unavailable',
  'slack_refused',
  'slack_refused_blocks',
  'engine_unavailable',
  'engine_throttled',
  'engine_denied',
  'engine_misconfigured',
  'engine_bad_answer',
  'timed_out',
  'cancelled',
  'worker_died',
  'internal',
];

const failureOf = (code: (typeof ERROR_CODES)[number]) => failureMessage({ code, conversationId: 'c1' });
const hasRetry = (blocks: readonly object[]) => JSON.stringify(blocks).includes(ACTION_RETRY);

describe.each(ERROR_CODES)('what a person reads after %s', (code) => {
  it('is a sentence that says nothing of how Recall is built', () => {
    const { text } = refusalMessage(code);
    expect(text).toMatch(/^[A-Z].{10,200}\.$/s);
    expect(text).not.toMatch(/_|null|undefined|Error|\.ts\b|recall here/);
  });

  it('is taken by Slack', () => {
    for (const { blocks, text } of [refusalMessage(code), failureOf(code)]) {
      expect(checkBlocks(blocks)).toMatchObject({ ok: true });
      expect(blocks).toContainEqual({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
    }
  });
});

describe('the button to try again', () => {
  it('stands where another try can help, and nowhere else', () => {
    expect(ERROR_CODES.filter((code) => hasRetry(failureOf(code).blocks))).toEqual(RETRIABLE);
  });

  it('does not stand where there is nothing to try again', () => {
    expect(ERROR_CODES.filter((code) => hasRetry(refusalMessage(code).blocks))).toEqual([]);
  });

  it('knows which conversation is meant', () => {
    expect(failureOf('timed_out')).toMatchObject({
      text: ':warning: This took longer than the time limit, so I stopped.',
      blocks: [
        { type: 'section' },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: ACTION_RETRY, value: 'c1', text: { text: 'Try again' } }],
        },
      ],
    });
  });
});
