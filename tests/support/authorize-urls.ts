import { createHash, randomBytes } from 'node:crypto';
import type { SimulatedApp } from '../../src/simulator/index.ts';

export const REDIRECT_URI = 'https://recall.example.com/slack/oauth_redirect';

export interface Pkce {
  verifier: string;
  challenge: string;
}

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Where an app sends a person who is to install it; what is given as empty is left out. */
export function installUrl(app: SimulatedApp, changes: Readonly<Record<string, string>> = {}): string {
  return urlOf('/oauth/v2/authorize', {
    client_id: app.clientId,
    scope: app.scopes.join(','),
    redirect_uri: REDIRECT_URI,
    state: 'a-state',
    ...changes,
  });
}

/** Where an app sends a person who is to sign in. */
export function signInUrl(app: SimulatedApp, changes: Readonly<Record<string, string>> = {}): string {
  return urlOf('/openid/connect/authorize', {
    client_id: app.clientId,
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: REDIRECT_URI,
    state: 'a-state',
    nonce: 'a-nonce',
    ...changes,
  });
}

/** What stands in the address at which Slack sends somebody back. */
export function answerIn(redirect: string): Record<string, string> {
  return Object.fromEntries(new URL(redirect).searchParams);
}

function urlOf(path: string, parameters: Readonly<Record<string, string>>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return `https://slack.com${path}?${new URLSearchParams(given)}`;
}
