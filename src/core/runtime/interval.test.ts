import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startInterval } from './interval.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createWork() {
  const turns: { finish(): void; fail(error: Error): void }[] = [];
  const work = vi.fn(
    () =>
      new Promise<void>((finish, fail) => {
        turns.push({ finish, fail });
      }),
  );
  return { work, turns };
}

describe('work at intervals', () => {
  it('is done at once and then after each interval', async () => {
    const work = vi.fn(async () => {});
    const interval = startInterval({ everyMs: 1000, work, onError: vi.fn() });
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3000);
    expect(work).toHaveBeenCalledTimes(4);
    await interval.close();
  });

  it('is never done twice at a time', async () => {
    const { work, turns } = createWork();
    startInterval({ everyMs: 1000, work, onError: vi.fn() });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledTimes(1);
    turns[0]?.finish();
    await vi.advanceTimersByTimeAsync(1000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('away'))],
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
  ])('goes on after a turn that %s', async (_, work) => {
    const onError = vi.fn();
    const interval = startInterval({ everyMs: 1000, work, onError });
    await vi.advanceTimersByTimeAsync(1000);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledWith(new Error('away'));
    await interval.close();
  });

  it('ends with the turn under way, which closing waits for', async () => {
    const { work, turns } = createWork();
    const interval = startInterval({ everyMs: 1000, work, onError: vi.fn() });
    const closed = vi.fn();
    const closing = interval.close().then(closed);
    await vi.advanceTimersByTimeAsync(5000);
    expect(closed).not.toHaveBeenCalled();
    turns[0]?.finish();
    await closing;
    await vi.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is not done again where it is closed between two turns', async () => {
    const work = vi.fn(async () => {});
    const interval = startInterval({ everyMs: 1000, work, onError: vi.fn() });
    await vi.advanceTimersByTimeAsync(500);
    await interval.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
