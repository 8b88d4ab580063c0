import { describe, expect, it } from 'vitest';
import { createTokenEstimator } from './tokens.ts';

describe('the token estimator', () => {
  it('counts other scripts by their signs', () => {
    const { estimate } = createTokenEstimator();
    expect(estimate('m', 'a'.repeat(350))).toBe(100);
    expect(estimate('m', '会'.repeat(100))).toBe(90);
  });

  it('comes closer to what is billed, for each model apart', () => {
    const { estimate, learn } = createTokenEstimator();
    const text = 'word '.repeat(700);
    for (let call = 0; call < 10; call += 1) learn('m', text, 1_500);
    expect(estimate('m', text)).toBeGreaterThan(1_450);
    expect(estimate('other', text)).toBe(1_000);
  });

  it('does not believe nonsense', () => {
    const { estimate, learn } = createTokenEstimator();
    for (let call = 0; call < 50; call += 1) learn('m', 'a'.repeat(350), 1_000_000);
    expect(estimate('m', 'a'.repeat(350))).toBeLessThanOrEqual(301);
  });
});
