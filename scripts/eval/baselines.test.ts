import { describe, expect, it } from 'vitest';
import { BASELINES } from './baselines.ts';

const TURNS = [
  'A: hello',
  'B: hello there, how are you today',
  'A: the red boat sank in the harbour',
  'B: the red boat sank',
  'A: which boat sank in the harbour, the red one',
];

describe('what the baselines choose', () => {
  it.each([
    ['lead-3', [0, 1, 2]],
    ['longest-3', [1, 2, 4]],
    ['TextRank', [2, 3, 4]],
  ])('%s', (name, chosen) => {
    expect(BASELINES[name]?.(TURNS)).toEqual(chosen.map((i) => TURNS[i]));
  });

  it.each(Object.keys(BASELINES))('%s takes all of a short dialogue', (name) => {
    expect(BASELINES[name]?.(['A: hi', 'B: hi'])).toEqual(['A: hi', 'B: hi']);
  });
});
