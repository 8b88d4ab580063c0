import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProgressStep } from '../../core/domain/progress.ts';
import { startProgress } from './progress.ts';

const PACE = { afterMs: 2000, everyMs: 3000 };
const reading = (found: number): ProgressStep => ({ kind: 'reading', found });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded() {
  const shown: ProgressStep[] = [];
  const progress = startProgress(PACE, async (step) => void shown.push(step));
  return { shown, progress };
}

it('says nothing of what is done within two seconds', async () => {
  const { shown, progress } = recorded();
  progress.at(reading(1));
  await vi.advanceTimersByTimeAsync(1999);
  await progress.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('says the latest step, each once and none sooner than three seconds after the one before', async () => {
  const { shown, progress } = recorded();
  progress.at(reading(1));
  progress.at(reading(2));
  await vi.advanceTimersByTimeAsync(2000);
  expect(shown).toEqual([reading(2)]);
  progress.at(reading(3));
  progress.at(reading(4));
  await vi.advanceTimersByTimeAsync(2999);
  expect(shown).toEqual([reading(2)]);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown).toEqual([reading(2), reading(4)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual([reading(2), reading(4)]);
  await progress.close();
});

it('has ended only when what was being said is said', async () => {
  let finish = () => {};
  let ended = false;
  let signal: AbortSignal | undefined;
  const progress = startProgress(PACE, (_, given) => {
    signal = given;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  progress.at(reading(1));
  await vi.advanceTimersByTimeAsync(2000);
  const closing = progress.close().then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ended).toBe(false);
  expect(signal?.aborted).toBe(true);
  finish();
  await closing;
  expect(vi.getTimerCount()).toBe(0);
});

it('goes on after what could not be said', async () => {
  const shown: ProgressStep[] = [];
  const progress = startProgress(PACE, async (step) => {
    shown.push(step);
    throw new Error('Slack says no');
  });
  progress.at(reading(1));
  await vi.advanceTimersByTimeAsync(2000);
  progress.at(reading(2));
  await vi.advanceTimersByTimeAsync(3000);
  expect(shown).toEqual([reading(1), reading(2)]);
  await progress.close();
});
