import { describe, expect, it } from 'vitest';
import { decideSweep, MAX_RUNS } from './conversation.ts';

describe('a conversation that nothing has happened to for a while', () => {
  it.each(['waiting', 'active', 'delayed'])('is left to the queue while its job is %s', (jobState) => {
    expect(decideSweep({ run: 1 }, jobState)).toBe('leave');
    expect(decideSweep({ run: MAX_RUNS }, jobState)).toBe('leave');
  });

  it.each(['missing', 'completed'])('is queued again where its job is %s', (jobState) => {
    expect(decideSweep({ run: 0 }, jobState)).toBe('enqueue');
    expect(decideSweep({ run: MAX_RUNS - 1 }, jobState)).toBe('enqueue');
  });

  it('is given up where its job has failed', () => {
    expect(decideSweep({ run: 1 }, 'failed')).toBe('fail');
  });

  it('is given up after so many runs that something about it must end the worker', () => {
    expect(decideSweep({ run: MAX_RUNS }, 'missing')).toBe('fail');
  });
});
