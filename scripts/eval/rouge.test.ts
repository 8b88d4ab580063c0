import { describe, expect, it } from 'vitest';
import { meanRouge, rouge } from './rouge.ts';

describe('rouge', () => {
  it('is 1 for the same words, whatever their case and punctuation', () => {
    expect(rouge('The cat sat.', 'the CAT sat')).toEqual({ rouge1: 1, rouge2: 1, rougeL: 1 });
  });

  it('is 0 where nothing is shared, and for nothing at all', () => {
    expect(rouge('a dog', 'the cat')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(rouge('', 'the cat')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(rouge('the cat', '')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  });

  it('counts words, pairs and the longest common subsequence', () => {
    // police, the, gunman of 4 and 4 words; the pair "the gunman" of 3 and 3; police … the gunman in order.
    const { rouge1, rouge2, rougeL } = rouge('police kill the gunman', 'police killed the gunman');
    expect(rouge1).toBeCloseTo(3 / 4);
    expect(rouge2).toBeCloseTo(1 / 3);
    expect(rougeL).toBeCloseTo(3 / 4);
  });

  it('minds the order for ROUGE-L only', () => {
    // All 4 words are shared; in order only "the gunman" of 4 and 4.
    const { rouge1, rougeL } = rouge('the gunman police killed', 'police killed the gunman');
    expect(rouge1).toBe(1);
    expect(rougeL).toBeCloseTo(2 / 4);
  });

  it('weighs precision and recall alike, and counts a repeated word as often as the reference has it', () => {
    // "the" once of 3 given (1/3) and of 2 wanted (1/2): 2 · 1/3 · 1/2 / (5/6).
    expect(rouge('the the the', 'the cat').rouge1).toBeCloseTo(0.4);
  });
});

it('takes means', () => {
  expect(
    meanRouge([
      { rouge1: 1, rouge2: 0.5, rougeL: 0 },
      { rouge1: 0, rouge2: 0.5, rougeL: 1 },
    ]),
  ).toEqual({ rouge1: 0.5, rouge2: 0.5, rougeL: 0.5 });
});
