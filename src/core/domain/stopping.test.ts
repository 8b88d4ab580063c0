import { expect, it } from 'vitest';
import { RecallError } from './errors.ts';
import { stopError, throwIfStopped } from './stopping.ts';

it('lets work go on whose signal is not aborted', () => {
  expect(() => throwIfStopped(new AbortController().signal)).not.toThrow();
});

it('is the error that the signal was aborted with', () => {
  const error = new RecallError('superseded', 'taken up elsewhere');
  expect(stopError(AbortSignal.abort(error))).toBe(error);
});

it.each([[undefined], ['stopping'], [new Error('stopping')]])(
  'is a stop that can be made good later where the reason is %s',
  (reason) => {
    expect(stopError(AbortSignal.abort(reason))).toMatchObject({ code: 'cancelled', retryable: true });
  },
);

it('is the time limit where that ended the work', async () => {
  const signal = AbortSignal.timeout(0);
  await expect.poll(() => signal.aborted).toBe(true);
  expect(stopError(signal)).toMatchObject({ code: 'timed_out', retryable: false });
  expect(() => throwIfStopped(signal)).toThrow('the time limit of the job was reached');
});
