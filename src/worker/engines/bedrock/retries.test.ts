import { describe, expect, it } from 'vitest';
import { RecallError, type RecallErrorOptions } from '../../../core/domain/errors.ts';
import { withRetries } from './retries.ts';

function failing(
  options: RecallErrorOptions,
  code: 'engine_unavailable' | 'engine_throttled' = 'engine_unavailable',
) {
  return async () => {
    throw new RecallError(code, 'no', options);
  };
}

async function pausesOf(call: () => Promise<never>, random: number, attempts = 10) {
  const pauses: number[] = [];
  const sleep = async (milliseconds: number) => void pauses.push(milliseconds);
  const failure = withRetries(call, {
    attempts,
    signal: new AbortController().signal,
    sleep,
    random: () => random,
  });
  return { error: await failure.catch((error: unknown) => error), pauses };
}

describe('withRetries', () => {
  it('pauses longer each time, up to a bound, by chance anywhere below it', async () => {
    const { pauses } = await pausesOf(failing({ retryable: true }), 0.999_999);
    expect(pauses.map(Math.round)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
    expect((await pausesOf(failing({ retryable: true }), 0)).pauses).toEqual(Array(9).fill(0));
  });

  it('does not repeat what does not pass', async () => {
    expect((await pausesOf(failing({ retryable: false }), 0.5)).pauses).toEqual([]);
  });

  it('leaves long pauses to the caller', async () => {
    const { error, pauses } = await pausesOf(
      failing({ retryable: true, retryAfterMs: 60_000 }, 'engine_throttled'),
      0.5,
    );
    expect(pauses).toEqual([]);
    expect(error).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('ends a pause when the signal is aborted', async () => {
    const abort = new AbortController();
    const sleep = async () => {
      abort.abort();
      abort.signal.throwIfAborted();
    };
    const failure = withRetries(failing({ retryable: true }), {
      attempts: 3,
      signal: abort.signal,
      sleep,
      random: () => 1,
    });
    await expect(failure).rejects.toThrow(/abort/);
  });
});
