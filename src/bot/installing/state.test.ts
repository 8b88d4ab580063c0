import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSecret } from '../../core/runtime/secret.ts';
import { createAllowance } from './allowance.ts';
import { challengeOf, createInstallState } from './state.ts';

describe('a state', () => {
  const state = createInstallState('a secret of the operator');
  const browser = makeSecret();

  it('is that of the browser that it was made for, and of Recalls with the same secret', () => {
    const made = state.make(browser);
    expect(state.isOf(made, browser)).toBe(true);
    expect(createInstallState('a secret of the operator').isOf(made, browser)).toBe(true);
    expect(state.isOf(made, makeSecret())).toBe(false);
    expect(createInstallState('another').isOf(made, browser)).toBe(false);
  });

  it('is another each time, and tells nothing of what is kept for it', () => {
    const [one, two] = [state.make(browser), state.make(browser)];
    expect(one).not.toBe(two);
    expect(state.verifierOf(one)).not.toBe(state.verifierOf(two));
    expect(state.verifierOf(one)).toMatch(/^[\w-]{43}$/);
    expect(one).not.toContain(browser);
  });

  it('is nothing that anybody makes up', () => {
    fc.assert(fc.property(fc.string(), (made) => !state.isOf(made, browser)));
  });

  it('has the challenge of RFC 7636, appendix B', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });
});

it('allows each so much in a minute, and the same in the next', () => {
  let now = new Date('2026-11-23T10:00:10Z');
  const may = createAllowance(2, () => now);
  expect([may('a'), may('a'), may('a'), may('b')]).toEqual([true, true, false, true]);
  now = new Date('2026-11-23T10:01:00Z');
  expect(may('a')).toBe(true);
});
