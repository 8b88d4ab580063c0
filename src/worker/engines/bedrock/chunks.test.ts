import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import { cutIntoParts } from './chunks.ts';

interface Written {
  /** Seconds after the message before. */
  pause: number;
  /** Its text takes so many tokens. */
  tokens: number;
  /** Number of the message whose thread it answers. */
  replyTo?: number;
}

function messagesFrom(written: readonly Written[]): TranscriptMessage[] {
  let seconds = 1_790_000_000;
  const timestamps = written.map(({ pause }) => {
    seconds += pause;
    return `${seconds}.000100`;
  });
  return written.map(({ tokens, replyTo }, index) => ({
    number: index + 1,
    ts: timestamps[index] ?? '',
    threadTs: replyTo === undefined ? null : (timestamps[replyTo - 1] ?? null),
    author: 'U0MARA',
    text: 'x'.repeat(tokens),
    editedTs: null,
    files: [],
    reactions: [],
  }));
}

function partsOf(written: readonly Written[], budget: number): number[][] {
  const parts = cutIntoParts(messagesFrom(written), { budget, tokensOf: ({ text }) => text.length });
  return parts.map((part) => part.map(({ number }) => number));
}

describe('cutIntoParts', () => {
  it('keeps everything together where it fits', () => {
    expect(
      partsOf(
        [
          { pause: 1, tokens: 5 },
          { pause: 1, tokens: 5 },
        ],
        10,
      ),
    ).toEqual([[1, 2]]);
  });

  it('cuts where people paused longest', () => {
    const pauses = [1, 1, 1, 1, 900, 1, 1, 1];
    expect(
      partsOf(
        pauses.map((pause) => ({ pause, tokens: 1 })),
        6,
      ),
    ).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
  });

  it('keeps a thread together, even where others spoke in between', () => {
    const written: Written[] = [
      { pause: 1, tokens: 3 },
      { pause: 1, tokens: 3 },
      { pause: 1, tokens: 3, replyTo: 1 },
      { pause: 1, tokens: 3, replyTo: 2 },
    ];
    expect(partsOf(written, 6)).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('cuts a thread that is too long for one part', () => {
    const written: Written[] = Array.from({ length: 6 }, () => ({ pause: 1, tokens: 2, replyTo: 1 }));
    expect(partsOf(written, 4)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('puts every message in exactly one part, in order, within the budget', () => {
    const written = fc.array(
      fc.record({
        pause: fc.integer({ min: 1, max: 5_000 }),
        tokens: fc.integer({ min: 1, max: 30 }),
        replyTo: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(written, fc.integer({ min: 5, max: 100 }), (made, budget) => {
        const known = made.map(({ replyTo, ...rest }) =>
          replyTo === undefined ? rest : { ...rest, replyTo },
        );
        const parts = partsOf(known, budget);
        const all = parts.flat().sort((one, other) => one - other);
        expect(all).toEqual(known.map((_, index) => index + 1));
        for (const part of parts) {
          expect(part).toEqual([...part].sort((one, other) => one - other));
          const tokens = part.reduce((sum, number) => sum + (known[number - 1]?.tokens ?? 0), 0);
          expect(part.length === 1 || tokens <= budget).toBe(true);
        }
      }),
    );
  });
});
