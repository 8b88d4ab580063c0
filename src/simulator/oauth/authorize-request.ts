import type { SimulatedApp } from '../app.ts';
import { Refusal } from '../web-api/refusal.ts';

export type Flow = 'install' | 'signIn';

/** What an app asks for when it sends a person to Slack. */
export interface AuthorizeRequest {
  flow: Flow;
  /** Where the person is sent back to. */
  redirectUrl: string;
  /** As it stands in the request, which may leave it out. */
  redirectUri: string | undefined;
  scopes: readonly string[];
  state: string | undefined;
  nonce: string | undefined;
  /** Of PKCE, by SHA-256. */
  challenge: string | undefined;
  /** The workspace that is offered first. */
  team: string | undefined;
}

/** The addresses to which an app sends people. */
export const AUTHORIZE_PATHS: Readonly<Record<string, Flow>> = {
  '/oauth/v2/authorize': 'install',
  '/openid/connect/authorize': 'signIn',
};

const SIGN_IN_SCOPES: ReadonlySet<string> = new Set(['openid', 'profile', 'email']);
const BOT_SCOPE = /^[a-z_]+(\.[a-z_]+)*(:[a-z_.]+)?$/;
/** SHA-256 in base64url, without padding. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads what an authorize URL asks for, whatever host it names; throws a Refusal with what Slack shows instead of its question. */
export function readAuthorizeRequest({ pathname, searchParams }: URL, app: SimulatedApp): AuthorizeRequest {
  const flow = AUTHORIZE_PATHS[pathname];
  if (flow === undefined) throw new Refusal('oauth_authorization_url_mismatch');
  const given = (name: string) => searchParams.get(name) || undefined;
  if (given('client_id') !== app.clientId) throw new Refusal('invalid_client_id');
  const redirectUri = given('redirect_uri');
  const redirectUrl = allowedRedirect(redirectUri, app);
  const scopes = (given('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  refuseScopes(flow, scopes);
  if (flow === 'signIn' && given('response_type') !== 'code') throw new Refusal('invalid_response_type');
  return {
    flow,
    redirectUrl,
    redirectUri,
    scopes,
    state: given('state'),
    nonce: given('nonce'),
    challenge: challengeOf(given('code_challenge'), given('code_challenge_method')),
    team: given('team'),
  };
}

/** A redirect URL is one of those that the app has registered, or lies below one; Slack takes `https:` only. */
function allowedRedirect(given: string | undefined, { redirectUrls }: SimulatedApp): string {
  const url = given ?? redirectUrls[0];
  if (url === undefined || !URL.canParse(url)) throw new Refusal('bad_redirect_uri');
  const { protocol, hostname } = new URL(url);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  const isListed = redirectUrls.some((listed) => url === listed || url.startsWith(`${listed}/`));
  if (!isSafe || !isListed) throw new Refusal('bad_redirect_uri');
  return url;
}

function refuseScopes(flow: Flow, scopes: readonly string[]): void {
  if (scopes.length === 0) throw new Refusal('no_scopes');
  const isKnown = (scope: string) => (flow === 'signIn' ? SIGN_IN_SCOPES.has(scope) : BOT_SCOPE.test(scope));
  const isOpenId = flow === 'install' || scopes.includes('openid');
  if (!scopes.every(isKnown) || !isOpenId) throw new Refusal('invalid_scope');
}

function challengeOf(challenge: string | undefined, method: string | undefined): string | undefined {
  if (challenge === undefined) return undefined;
  if (method !== 'S256') throw new Refusal('invalid_code_challenge_method');
  if (!CHALLENGE.test(challenge)) throw new Refusal('invalid_code_challenge');
  return challenge;
}
