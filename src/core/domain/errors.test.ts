import { describe, expect, it } from 'vitest';
import { asRecallError, isOrdinary, RecallError } from './errors.ts';

describe('an error of Recall', () => {
  it('is not worth another try unless it says so', () => {
    expect(new RecallError('internal', 'broken')).toMatchObject({
      name: 'RecallError',
      code: 'internal',
      retryable: false,
      retryAfterMs: undefined,
    });
  });

  it('has a cause only where it is given one', () => {
    const cause = new Error('away');
    expect(new RecallError('internal', 'broken', { cause }).cause).toBe(cause);
    expect(Object.hasOwn(new RecallError('internal', 'broken'), 'cause')).toBe(false);
  });
});

describe('whatever is thrown', () => {
  it('stays what it is where it is an error of Recall', () => {
    const error = new RecallError('timed_out', 'late');
    expect(asRecallError(error)).toBe(error);
  });

  it('is a fault of ours otherwise, and keeps its cause', () => {
    const cause = new TypeError('x is not a function');
    expect(asRecallError(cause)).toMatchObject({
      code: 'internal',
      message: 'an unexpected TypeError',
      retryable: false,
      cause,
    });
  });

  it('is not quoted where it is no error', () => {
    expect(asRecallError('what somebody wrote').message).toBe('a value that is not an Error was thrown');
  });
});

it('tells ends that lie in what was asked for from those that an operator must mend', () => {
  expect((['not_in_channel', 'engine_refused', 'cancelled'] as const).every(isOrdinary)).toBe(true);
  expect((['engine_denied', 'slack_token_rejected', 'internal'] as const).some(isOrdinary)).toBe(false);
});
