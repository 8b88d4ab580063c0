import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import { z } from 'zod';

/** What a browser that was sent to Slack has to come back with. */
export interface OpenIdAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Whom Slack names in a token that it signed for us. */
export interface SlackIdentityClaims {
  workspaceId: string;
  userId: string;
}

export interface SlackOpenId {
  /** @returns where to send the browser, and what to keep until it is back */
  begin(state: string): Promise<OpenIdAttempt & { url: string }>;
  /**
   * Trades the code that the browser came back with; issuer, audience, signature, times and nonce of the token are checked.
   * @param query of the address that Slack sent the browser to, with its question mark
   * @throws where any of it does not hold, or Slack does not answer
   */
  finish(query: string, attempt: OpenIdAttempt): Promise<SlackIdentityClaims>;
}

export interface SlackOpenIdDeps {
  oauth: { clientId: string; clientSecret: string };
  /** Slack's Web API; Slack's own description of its sign-in stands at the same origin. */
  apiUrl: string;
  redirectUri: string;
}

const SCOPE = 'openid profile';
const TIMEOUT_SECONDS = 5;
const CLOCK_TOLERANCE_SECONDS = 60;
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const claims = z.object({
  'https://slack.com/team_id': z.string().regex(/^T\w+$/),
  'https://slack.com/user_id': z.string().regex(/^[UW]\w+$/),
});

/** Sign in with Slack, which is OpenID Connect. Asks Slack for its description when it is first needed, and again after a failure. */
export function createSlackOpenId({ oauth, apiUrl, redirectUri }: SlackOpenIdDeps): SlackOpenId {
  let found: Promise<Configuration> | undefined;
  const configuration = () => {
    found ??= discover(oauth, new URL(new URL(apiUrl).origin)).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    async begin(state) {
      const attempt = { state, nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await configuration(), {
        response_type: 'code',
        scope: SCOPE,
        redirect_uri: redirectUri,
        state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { ...attempt, url: url.toString() };
    },
    async finish(query, { state, nonce, codeVerifier }) {
      const tokens = await authorizationCodeGrant(await configuration(), new URL(`${redirectUri}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const told = claims.parse(tokens.claims());
      return { workspaceId: told['https://slack.com/team_id'], userId: told['https://slack.com/user_id'] };
    },
  };
}

async function discover(
  { clientId, clientSecret }: SlackOpenIdDeps['oauth'],
  issuer: URL,
): Promise<Configuration> {
  const metadata = { [clockTolerance]: CLOCK_TOLERANCE_SECONDS };
  const isLocal = issuer.protocol === 'http:' && LOOPBACK.has(issuer.hostname);
  return discovery(issuer, clientId, metadata, ClientSecretPost(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    // Else a token that came straight from Slack would be taken without a look at its signature.
    execute: [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])],
  });
}
