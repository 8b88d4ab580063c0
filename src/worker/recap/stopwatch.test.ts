import { expect, it } from 'vitest';
import type { Stage } from '../../core/domain/recap.ts';
import { createStopwatch } from './stopwatch.ts';

function createWatch() {
  const told: Stage[] = [];
  return { told, watch: createStopwatch({ stageDone: ({ stage }) => void told.push(stage) }) };
}

it('gives what a stage gave, and keeps how long each took', async () => {
  const { told, watch } = createWatch();
  expect(await watch.time('gather', async () => 'messages')).toBe('messages');
  expect(await watch.time('verify', () => 'recap')).toBe('recap');
  expect(told).toEqual(['gather', 'verify']);
  expect(watch.stages).toEqual({ gather: expect.any(Number), verify: expect.any(Number) });
});

it('keeps how long a stage took that failed, and does not tell that it is done', async () => {
  const { told, watch } = createWatch();
  const failing = watch.time('summarize', () => {
    throw new Error('no answer');
  });
  await expect(failing).rejects.toThrow('no answer');
  expect(told).toEqual([]);
  expect(watch.stages).toEqual({ summarize: expect.any(Number) });
});
