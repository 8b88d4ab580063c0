import { describe, expect, it } from 'vitest';
import { decideSweep, MAX_RUNS } from './conversation.ts';

describe('a conversation that nothing has happened to for a while', () => {
  it.each(['waiting', 'active', 'delayed'])('is left to the queue while its job is %s', (jobState) => {
    expect(decideSweep({ run: 1, state: 'running' }, jobState)).toBe('leave');
    expect(decideSweep({ run: MAX_RUNS, state: 'queued' }, jobState)).toBe('leave');
  });

  it.each(['missing', 'completed'])('is queued again where its job is %s', (jobState) => {
    expect(decideSweep({ run: 0, state: 'queued' }, jobState)).toBe('enqueue');
    expect(decideSweep({ run: MAX_RUNS - 1, state: 'running' }, jobState)).toBe('enqueue');
  });

  it('is given up where its job has failed while it was running', () => {
    expect(decideSweep({ run: 1, state: 'running' }, 'failed')).toBe('fail');
  });

  it('is queued again where it waits for another try, and only its earlier job has failed', () => {
    expect(decideSweep({ run: 1, state: 'queued' }, 'failed')).toBe('enqueue');
  });

  it('is given up after so many runs that something about it must end the worker', () => {
    expect(decideSweep({ run: MAX_RUNS, state: 'running' }, 'missing')).toBe('fail');
  });
});
