import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Engine } from '../core/domain/engine.ts';
import { RecallError } from '../core/domain/errors.ts';
import { stopError } from '../core/domain/stopping.ts';
import { createBuiltinEngine } from './engines/builtin/index.ts';
import { createProbing } from './probe.ts';

const AT = new Date('2026-11-23T09:30:00.000Z');
const never = new AbortController().signal;

/** Probes in memory, asked once. */
function probing(engine: Pick<Engine, 'summarize'>) {
  const answers: (string | null)[] = [];
  const engineProbes = {
    async find(id: string) {
      if (id !== 'known') return null;
      const answeredAt = answers.length > 0 ? AT : null;
      return { id, organizationId: 'T1', askedBy: 'U1', askedAt: AT, answeredAt, errorCode: null };
    },
    async answer(_id: string, errorCode: string | null) {
      answers.push(errorCode);
      return true;
    },
  };
  return { answers, ...createProbing({ store: { engineProbes }, engine, now: () => AT }) };
}

describe('a test of the engine', () => {
  it('goes well where the engine makes a recap', async () => {
    const { answers, run } = probing(createBuiltinEngine());
    await run('known', never);
    expect(answers).toEqual([null]);
  });

  it('ends in the code of what went wrong', async () => {
    const { answers, run } = probing({
      summarize: () => Promise.reject(new RecallError('engine_denied', 'no')),
    });
    await run('known', never);
    expect(answers).toEqual(['engine_denied']);
  });

  it('is done once, and not at all where nobody wants it any more', async () => {
    const { answers, run } = probing(createBuiltinEngine());
    await run('known', never);
    await run('known', never);
    await run('gone', never);
    expect(answers).toEqual([null]);
  });

  it('ends where the engine does not answer in time', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { answers, run } = probing({
      summarize: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(stopError(signal)))),
    });
    const running = run('known', never);
    await vi.advanceTimersByTimeAsync(45_000);
    await running;
    expect(answers).toEqual(['timed_out']);
  });

  it('is left for the next worker where this one stops', async () => {
    const stopping = new AbortController();
    const { answers, run } = probing({
      summarize: async () => {
        stopping.abort();
        throw new Error('stopped');
      },
    });
    await expect(run('known', stopping.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(answers).toEqual([]);
  });
});
