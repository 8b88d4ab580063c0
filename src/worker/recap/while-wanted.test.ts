import { describe, expect, it } from 'vitest';
import { RecallError } from '../../core/domain/errors.ts';
import { stopError } from '../../core/domain/stopping.ts';
import type { Standing } from '../../core/store/conversations/conversations.ts';
import { whileWanted } from './while-wanted.ts';

const CONVERSATION = { id: 'c1', run: 2 };

const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(stopError(signal));
    signal.addEventListener('abort', () => reject(stopError(signal)), { once: true });
  });

function workUnder(
  look: () => Promise<Standing | null>,
  work: (signal: AbortSignal) => Promise<unknown> = untilStopped,
  signal = new AbortController().signal,
) {
  return whileWanted(CONVERSATION, { conversations: { standing: look }, signal, everyMs: 1 }, work);
}

describe('work on a conversation', () => {
  it.each<[string, Standing | null, string]>([
    ['a person cancels it', { state: 'cancelled', run: 2, isInstalled: true }, 'cancelled'],
    ['another worker takes it up', { state: 'running', run: 3, isInstalled: true }, 'superseded'],
    ['it is queued once more', { state: 'queued', run: 2, isInstalled: true }, 'superseded'],
    ['it is gone', null, 'superseded'],
    ['Recall is taken out', { state: 'running', run: 2, isInstalled: false }, 'slack_token_rejected'],
  ])('ends when %s, and is not to be tried again', async (_, then, code) => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      return looks > 2 ? then : { state: 'running' as const, run: 2, isInstalled: true };
    };
    await expect(workUnder(look)).rejects.toMatchObject({ code, retryable: false });
  });

  it('ends for the reason of the signal around it too', async () => {
    const stopping = new AbortController();
    const working = workUnder(
      async () => ({ state: 'running', run: 2, isInstalled: true }),
      untilStopped,
      stopping.signal,
    );
    stopping.abort('stopping');
    await expect(working).rejects.toMatchObject({ code: 'cancelled', retryable: true });
  });

  it('goes on where its row cannot be read', async () => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      throw new RecallError('database_unavailable', 'away', { retryable: true });
    };
    const work = async () => {
      while (looks < 3) await new Promise((resolve) => setImmediate(resolve));
      return 'done';
    };
    expect(await workUnder(look, work)).toBe('done');
  });
});
