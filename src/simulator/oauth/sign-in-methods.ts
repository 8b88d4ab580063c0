import { randomInt } from 'node:crypto';
import type { SimulatedApp } from '../app.ts';
import { newWord } from '../ids.ts';
import type { OpenMethodTable } from '../web-api/open-method.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { Person, World } from '../world/types.ts';
import type { Codes, Consent } from './codes.ts';
import { accessTokenHash, type IdTokens } from './id-token.ts';

const ID_TOKEN_LIFE_SECONDS = 300;

export interface SignInMethodsDeps {
  app: SimulatedApp;
  codes: Codes;
  idTokens: IdTokens;
  worlds: ReadonlyMap<string, World>;
  /** The simulator's own address, which stands for `https://slack.com`. */
  issuer: () => string;
  now: () => number;
}

/** `openid.connect.token` and `openid.connect.userInfo`: who has signed in. */
export function createSignInMethods(deps: SignInMethodsDeps): OpenMethodTable {
  const { codes, idTokens } = deps;
  const signedIn = new Map<string, Consent>();
  return {
    'openid.connect.token': (call) => {
      const consent = codes.redeem(call, 'signIn');
      const accessToken = `xoxp-${randomInt(1e12, 1e13)}-${newWord(32)}`;
      signedIn.set(accessToken, consent);
      const claims = { ...protocolClaims(deps, consent, accessToken), ...claimsOf(deps, consent) };
      return { access_token: accessToken, token_type: 'Bearer', id_token: idTokens.sign(claims) };
    },
    'openid.connect.userInfo': ({ token }) => {
      if (token === undefined) throw new Refusal('not_authed');
      const consent = signedIn.get(token);
      if (consent === undefined) throw new Refusal('invalid_auth');
      if (personOf(deps, consent).deleted === true) throw new Refusal('account_inactive');
      return claimsOf(deps, consent);
    },
  };
}

function protocolClaims({ app, issuer, now }: SignInMethodsDeps, { request }: Consent, accessToken: string) {
  const at = Math.floor(now() / 1000);
  return {
    iss: issuer(),
    aud: app.clientId,
    exp: at + ID_TOKEN_LIFE_SECONDS,
    iat: at,
    auth_time: at,
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    at_hash: accessTokenHash(accessToken),
  };
}

function claimsOf(deps: SignInMethodsDeps, consent: Consent) {
  const { team } = worldOf(deps, consent);
  const { userId, request } = consent;
  const person = personOf(deps, consent);
  return {
    sub: userId,
    'https://slack.com/user_id': userId,
    'https://slack.com/team_id': team.id,
    ...(team.enterprise === undefined
      ? {}
      : {
          'https://slack.com/enterprise_id': team.enterprise.id,
          'https://slack.com/enterprise_name': team.enterprise.name,
        }),
    ...(request.scopes.includes('email')
      ? { email: `${person.name}@${team.domain}.example.com`, email_verified: true }
      : {}),
    ...(request.scopes.includes('profile')
      ? {
          name: person.realName,
          given_name: '',
          family_name: '',
          locale: person.locale ?? 'en-US',
          'https://slack.com/team_name': team.name,
          'https://slack.com/team_domain': team.domain,
          'https://slack.com/team_image_default': true,
        }
      : {}),
  };
}

function worldOf({ worlds }: SignInMethodsDeps, { placeId }: Consent): World {
  const world = worlds.get(placeId);
  if (world === undefined) throw new Error(`there is no workspace ${placeId}`);
  return world;
}

function personOf(deps: SignInMethodsDeps, consent: Consent): Person {
  const person = worldOf(deps, consent).person(consent.userId);
  if (person === undefined) throw new Error(`there is no person ${consent.userId}`);
  return person;
}
