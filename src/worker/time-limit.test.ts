import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stopError, throwIfStopped } from '../core/domain/stopping.ts';
import { withTimeLimit } from './time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(stopError(signal));
    signal.addEventListener('abort', () => reject(stopError(signal)), { once: true });
  });

it('stops work that takes longer than its limit', async () => {
  const working = withTimeLimit(new AbortController().signal, 1000, untilStopped);
  const ended = expect(working).rejects.toMatchObject({ code: 'timed_out', retryable: false });
  await vi.advanceTimersByTimeAsync(1000);
  await ended;
});

it('stops work when the signal around it says so, also where it did before', async () => {
  const stopping = new AbortController();
  const working = withTimeLimit(stopping.signal, 1000, untilStopped);
  stopping.abort('stopping');
  await expect(working).rejects.toMatchObject({ code: 'cancelled', cause: 'stopping' });
  await expect(withTimeLimit(stopping.signal, 1000, untilStopped)).rejects.toMatchObject({
    code: 'cancelled',
  });
});

it('gives what the work gave, and leaves no timer behind', async () => {
  const work = async (signal: AbortSignal) => {
    throwIfStopped(signal);
    return 'done';
  };
  expect(await withTimeLimit(undefined, 1000, work)).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
});
