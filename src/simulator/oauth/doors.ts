import type { SimulatedApp } from '../app.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../http/page.ts';
import { foreignness } from '../page/doing/same-origin.ts';
import { plainAnswer } from '../page/plain-answer.ts';
import { isColleague } from '../page/viewing.ts';
import { isGuest } from '../people/actor-deps.ts';
import type { Enterprise } from '../seed.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { World } from '../world/types.ts';
import { AUTHORIZE_PATHS, readAuthorizeRequest } from './authorize-request.ts';
import { type Choice, renderQuestion } from './consent-page.ts';
import type { Consents } from './consents.ts';
import type { IdTokens } from './id-token.ts';

const LONGEST_FORM_BYTES = 16_384;
const SECONDS_OF_KEYS = 60;

export interface DoorsDeps {
  app: SimulatedApp;
  consents: Consents;
  idTokens: IdTokens;
  worlds: ReadonlyMap<string, World>;
  enterprise: Enterprise | undefined;
  /** The simulator's own address, which stands for `https://slack.com`. */
  origin: () => string;
}

/** Answers at the addresses where browsers and apps meet Slack's sign-in; undefined where an address is none of them. */
export type Doors = (request: PageRequest) => ReturnType<PageHandler> | undefined;

export function createDoors(deps: DoorsDeps): Doors {
  return (request) => {
    const { path, method } = request;
    if (path === '/.well-known/openid-configuration') return json(discovery(deps.origin()));
    if (path === '/openid/connect/keys') return json(deps.idTokens.keys());
    if (AUTHORIZE_PATHS[path] === undefined) return undefined;
    if (method === 'POST') return answered(deps, request);
    return method === 'GET' || method === 'HEAD' ? asked(deps, request) : plainAnswer(405, 'This is a page.');
  };
}

/** As Slack describes itself, except for the addresses. */
function discovery(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/openid/connect/authorize`,
    token_endpoint: `${origin}/api/openid.connect.token`,
    userinfo_endpoint: `${origin}/api/openid.connect.userInfo`,
    jwks_uri: `${origin}/openid/connect/keys`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code'],
    response_modes_supported: ['form_post'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'auth_time', 'iss'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  };
}

function json(body: object): PageAnswer {
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(body),
    maxAgeSeconds: SECONDS_OF_KEYS,
  };
}

function urlOf({ path, query }: PageRequest): URL {
  return new URL(`${path}?${query}`, 'https://slack.com');
}

function asked(deps: DoorsDeps, request: PageRequest): PageAnswer {
  const { app } = deps;
  try {
    const { flow, scopes, team } = readAuthorizeRequest(urlOf(request), app);
    const offered = flow === 'install' ? installers(deps) : colleagues(deps);
    const choices = [
      ...offered.filter(({ placeId }) => placeId === team),
      ...offered.filter(({ placeId }) => placeId !== team),
    ];
    return {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      body: renderQuestion({ flow, appName: app.name, scopes, choices }),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return plainAnswer(400, `Slack shows an error: ${error.error}`);
  }
}

async function answered({ consents }: DoorsDeps, request: PageRequest): Promise<PageAnswer> {
  const foreign = foreignness(request.headers);
  if (foreign !== undefined) return plainAnswer(403, foreign);
  const form = new URLSearchParams(await request.read(LONGEST_FORM_BYTES));
  const authorizeUrl = urlOf(request).href;
  const [placeId = '', userId = ''] = (form.get('who') ?? '').split(':');
  try {
    return redirect(
      answerOf(consents, { authorizeUrl, placeId, userId, isAllowed: form.get('answer') === 'allow' }),
    );
  } catch (error) {
    return plainAnswer(400, error instanceof Error ? error.message : 'This did not work.');
  }
}

interface GivenAnswer {
  authorizeUrl: string;
  placeId: string;
  userId: string;
  isAllowed: boolean;
}

function answerOf(consents: Consents, { authorizeUrl, placeId, userId, isAllowed }: GivenAnswer): string {
  if (!isAllowed) return consents.deny({ authorizeUrl });
  if (AUTHORIZE_PATHS[new URL(authorizeUrl).pathname] === 'signIn')
    return consents.approveSignIn({ authorizeUrl, workspaceId: placeId, userId });
  return consents.approveInstall(
    placeId.startsWith('E')
      ? { authorizeUrl, org: true, by: userId }
      : { authorizeUrl, workspaceId: placeId, by: userId },
  );
}

function redirect(location: string): PageAnswer {
  return { ...plainAnswer(302, 'Back to the app.'), location };
}

function colleagues({ worlds }: DoorsDeps): Choice[] {
  return [...worlds.values()].flatMap(({ team, people }) =>
    people()
      .filter((person) => isColleague(person) && (person.teamId ?? team.id) === team.id)
      .map((person) => ({ placeId: team.id, place: team.name, person })),
  );
}

/** Guests install nothing; admins of an organization may install for all of it. */
function installers(deps: DoorsDeps): Choice[] {
  const { enterprise } = deps;
  const inWorkspaces = colleagues(deps).filter(({ person }) => !isGuest(person));
  if (enterprise === undefined) return inWorkspaces;
  const orgAdmins = new Map(
    inWorkspaces
      .filter(({ person }) => person.isOrgAdmin === true || person.isOrgOwner === true)
      .map(({ person }) => [person.id, { placeId: enterprise.id, place: enterprise.name, person }]),
  );
  return [...inWorkspaces, ...orgAdmins.values()];
}
