import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { makeSecret } from '../../core/runtime/secret.ts';

/** What Slack sends back with a browser, by which it is known that Recall sent that very browser there. */
export interface InstallState {
  /** A new one for a browser that holds `browserSecret` in a cookie. */
  make(browserSecret: string): string;
  /** Whether it was made here, and for this browser. */
  isOf(state: string, browserSecret: string): boolean;
  /** What shows Slack, when the code is exchanged, that the same one asks that began (RFC 7636). */
  verifierOf(state: string): string;
}

/** `stateSecret` is SLACK_STATE_SECRET. Nothing of a state is kept that could be used by whoever reads the database. */
export function createInstallState(stateSecret: string): InstallState {
  const mac = (purpose: string, value: string) =>
    createHmac('sha256', stateSecret).update(`${purpose}\n${value}`).digest('base64url');
  const signed = (random: string, browserSecret: string) =>
    `${random}.${mac('state', `${random}\n${browserSecret}`)}`;
  return {
    make: (browserSecret) => signed(makeSecret(), browserSecret),
    isOf(state, browserSecret) {
      const [random = ''] = state.split('.');
      return isSame(state, signed(random, browserSecret));
    },
    verifierOf: (state) => mac('verifier', state),
  };
}

/** The challenge for a verifier, by S256. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
