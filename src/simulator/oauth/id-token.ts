import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { newWord } from '../ids.ts';

/** What is to be wrong with an id_token. */
export type Forgery =
  | 'nonce'
  | 'audience'
  | 'issuer'
  | 'expired'
  /** Signed with a key that Slack does not have. */
  | 'key'
  | { teamId: string }
  | { userId: string };

export interface IdTokens {
  /** Signs what is claimed of a person, as the forgery that waits wants it. */
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** Spoils the next one. */
  forge(forgery: Forgery): void;
  /** The public keys, as a JSON Web Key Set. */
  keys(): { keys: Readonly<Record<string, unknown>>[] };
}

const HOUR_SECONDS = 3600;

/** Signs with RS256, by a key that is made anew for each simulator. */
export function createIdTokens(): IdTokens {
  const kid = newWord(16);
  let own: ReturnType<typeof newKeyPair> | undefined;
  let waiting: Forgery | undefined;
  const ownKeys = () => {
    own ??= newKeyPair();
    return own;
  };
  return {
    sign(claims) {
      const forgery = waiting;
      waiting = undefined;
      const { privateKey } = forgery === 'key' ? newKeyPair() : ownKeys();
      return signed(spoiled(claims, forgery), privateKey, kid);
    },
    forge(forgery) {
      waiting = forgery;
    },
    keys: () => ({
      keys: [{ ...ownKeys().publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }],
    }),
  };
}

/** The left half of the digest of an access token, by which an id_token is bound to it. */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

function newKeyPair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function signed(claims: Readonly<Record<string, unknown>>, key: KeyObject, kid: string): string {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encoded({ typ: 'JWT', alg: 'RS256', kid })}.${encoded(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

function spoiled(claims: Readonly<Record<string, unknown>>, forgery: Forgery | undefined) {
  switch (forgery) {
    case undefined:
    case 'key':
      return claims;
    case 'nonce':
      return { ...claims, nonce: newWord(16) };
    case 'audience':
      return { ...claims, aud: '3000000000000.4000000000000' };
    case 'issuer':
      return { ...claims, iss: 'https://slack.example.com' };
    case 'expired':
      return {
        ...claims,
        iat: earlier(claims.iat),
        auth_time: earlier(claims.iat),
        exp: earlier(claims.exp),
      };
  }
  return 'teamId' in forgery
    ? { ...claims, 'https://slack.com/team_id': forgery.teamId }
    : { ...claims, sub: forgery.userId, 'https://slack.com/user_id': forgery.userId };
}

function earlier(seconds: unknown): number {
  return Number(seconds) - HOUR_SECONDS;
}
