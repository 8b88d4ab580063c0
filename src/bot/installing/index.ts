import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { createRefusals } from '../../core/admins/refusals.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import type { ChangingInstallations } from '../../core/installations/index.ts';
import type { Config } from '../../core/runtime/config.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Logger } from '../../core/runtime/logger.ts';
import { hashOfSecret, makeSecret } from '../../core/runtime/secret.ts';
import { exchangeCode, type Grant } from '../../core/slack/installing.ts';
import { BOT_SCOPES } from '../../core/slack/scopes.ts';
import type { Store } from '../../core/store/index.ts';
import { addressOf } from './address.ts';
import { createAllowance } from './allowance.ts';
import {
  AWAY,
  BUSY,
  installedPage,
  type Refusal,
  refusalFor,
  refusedPage,
  SINGLE_MODE,
  scopesMissing,
} from './outcomes.ts';
import { PAGE_HEADERS, type Page, renderPage } from './pages.ts';
import { challengeOf, createInstallState } from './state.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

export interface InstallingDeps {
  store: {
    installations: Pick<Store['installations'], 'save'>;
    auth: { attempts: Pick<Store['auth']['attempts'], 'create' | 'use'> };
    audit: Pick<Store['audit'], 'record'>;
  };
  installations: Pick<ChangingInstallations, 'forget'>;
  config: Pick<Config, 'slack' | 'publicUrl' | 'adminUrl' | 'trustProxy'>;
  events: Pick<Events, 'installed' | 'notInstalled'>;
  logger: Logger;
  now(): Date;
}

const COOKIE = 'recall_install';
const HOLDS_SECONDS = 10 * 60;
const BROWSER_SECRET = /^[\w-]{43}$/;
const CODE = /^[\w.-]{1,512}$/;
/** So many begin from one address in a minute. */
const MOST_BEGUN = 40;

type Answer = { redirect: string; cookie: string } | Page;
type Oauth = NonNullable<Config['slack']['oauth']>;

/** `GET /slack/install` and `GET /slack/oauth_redirect`; see decision 018. Null for requests to any other address. */
export function createInstalling(deps: InstallingDeps): (request: IncomingMessage) => RequestListener | null {
  const { slack } = deps.config;
  const answerOf =
    slack.mode === 'oauth' && slack.oauth ? createFlow(deps, slack.oauth) : async () => SINGLE_MODE;
  return (request) => {
    const url = URL.canParse(request.url ?? '', 'http://bot')
      ? new URL(request.url ?? '', 'http://bot')
      : null;
    if (url?.pathname !== INSTALL_PATH && url?.pathname !== REDIRECT_PATH) return null;
    return (_, response) => {
      if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
      answerOf(url, request)
        .catch((cause: unknown) => {
          deps.events.notInstalled({ why: 'it went wrong here', error: asRecallError(cause) });
          return AWAY;
        })
        .then((answer) => send(response, answer));
    };
  };
}

function createFlow(deps: InstallingDeps, oauth: Oauth) {
  const { store, config, now } = deps;
  const state = createInstallState(oauth.stateSecret);
  const mayBegin = createAllowance(MOST_BEGUN, now);
  const refuse = createRefusing(deps);
  const redirectUri = `${config.publicUrl}${REDIRECT_PATH}`;

  async function begin(url: URL, request: IncomingMessage): Promise<Answer> {
    if (!mayBegin(addressOf(request, config.trustProxy))) return BUSY;
    // Kept where there is one, so that several tabs of a browser do not end one another.
    const browserSecret = browserSecretOf(request) ?? makeSecret();
    const made = state.make(browserSecret);
    const expiresAt = new Date(now().getTime() + HOLDS_SECONDS * 1000);
    const id = hashOfSecret(made);
    const attempt = { id, purpose: 'install' as const, nonce: null, codeVerifier: null, returnTo: null };
    await store.auth.attempts.create({ ...attempt, expiresAt });
    const redirect = authorizeUrl({ state: made, team: url.searchParams.get('team') });
    return { redirect, cookie: cookieOf(browserSecret) };
  }

  function authorizeUrl({ state: made, team }: { state: string; team: string | null }): string {
    const url = new URL('../oauth/v2/authorize', config.slack.apiUrl);
    const params = {
      client_id: oauth.clientId,
      scope: BOT_SCOPES.join(','),
      redirect_uri: redirectUri,
      state: made,
      ...(oauth.pkce
        ? { code_challenge: challengeOf(state.verifierOf(made)), code_challenge_method: 'S256' }
        : {}),
      ...(team !== null && /^T[A-Z0-9]{1,30}$/.test(team) ? { team } : {}),
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  }

  function cookieOf(browserSecret: string): string {
    return stringifySetCookie({
      name: COOKIE,
      value: browserSecret,
      path: '/slack',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: HOLDS_SECONDS,
    });
  }

  /** The state goes first: what did not begin here is not looked at any further. */
  async function comeBack({ searchParams }: URL, request: IncomingMessage): Promise<Answer> {
    const made = searchParams.get('state') ?? '';
    const browserSecret = browserSecretOf(request);
    if (browserSecret === null || !state.isOf(made, browserSecret)) return refuse('forged_state');
    if (!(await store.auth.attempts.use(hashOfSecret(made), 'install', now())))
      return refuse('used_or_expired');
    if (searchParams.get('error') !== null) return refuse('cancelled');
    const code = searchParams.get('code') ?? '';
    if (!CODE.test(code)) return refuse('no_code');
    return install({ code, codeVerifier: oauth.pkce ? state.verifierOf(made) : null });
  }

  async function install(brought: { code: string; codeVerifier: string | null }): Promise<Answer> {
    const { clientId, clientSecret } = oauth;
    try {
      const { apiUrl } = config.slack;
      const grant = await exchangeCode({ ...brought, apiUrl, clientId, clientSecret, redirectUri });
      return await keep(grant, deps);
    } catch (cause) {
      const error = asRecallError(cause);
      if (error.code === 'database_unavailable') throw error;
      deps.events.notInstalled({ why: 'Slack gave no token', error });
      return refuse(refusalFor(error.code));
    }
  }

  return (url: URL, request: IncomingMessage) =>
    url.pathname === INSTALL_PATH ? begin(url, request) : comeBack(url, request);
}

/** Writes the installation down, and says so. */
async function keep(
  grant: Grant,
  { store, installations, config, events, now }: InstallingDeps,
): Promise<Page> {
  const { organization, isOrgWide, workspaces, scopes, installedBy, botUserId, botId, token } = grant;
  const [first] = workspaces;
  const own = isOrgWide ? organization : first;
  if (!own) return refusedPage('slack_refused');
  const { id: organizationId, name: organizationName } = organization ?? own;
  const installed = { id: own.id, organizationId, organizationName, isOrgWide, botUserId, botId };
  const { url, hasAllWorkspaces } = grant;
  const left = await store.installations.save(
    { ...installed, scopes, token, installedBy, url, workspaces, hasAllWorkspaces },
    now(),
  );
  installations.forget([...workspaces.map(({ id }) => id), ...left]);
  events.installed({
    installationId: own.id,
    isOrgWide,
    workspaces: workspaces.length,
    scopes: scopes.length,
  });
  const missing = scopesMissing(scopes);
  await store.audit.record(
    {
      organizationId,
      workspaceId: isOrgWide ? null : own.id,
      actor: installedBy ?? 'recall',
      action: 'installed',
      target: own.id,
      details: {
        ...{ isOrgWide, workspaces: workspaces.length, left: left.length },
        ...{ scopes: scopes.length, missing: missing.length },
      },
    },
    now(),
  );
  const openUrl = new URL(`../app_redirect?app=${grant.appId}&team=${own.id}`, config.slack.apiUrl).href;
  return installedPage({
    ...{ name: own.name, isOrgWide, workspaces: workspaces.length, missing, openUrl },
    adminUrl: config.adminUrl,
  });
}

/** Refusals leave a line each, though not without end: anybody can ask for one. */
function createRefusing({ store, logger, events, now }: InstallingDeps): (refusal: Refusal) => Promise<Page> {
  const refusals = createRefusals({ audit: store.audit, logger, now });
  return async (refusal) => {
    events.notInstalled({ why: refusal });
    await refusals.record({ action: 'access_refused', why: refusal, actor: 'recall', target: 'install' });
    return refusedPage(refusal);
  };
}

function browserSecretOf({ headers }: IncomingMessage): string | null {
  const given = parseCookie(headers.cookie ?? '')[COOKIE] ?? '';
  return BROWSER_SECRET.test(given) ? given : null;
}

function send(response: ServerResponse, answer: Answer): void {
  if ('redirect' in answer) {
    response.writeHead(302, {
      location: answer.redirect,
      'set-cookie': answer.cookie,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
  } else response.writeHead(answer.status, PAGE_HEADERS).end(renderPage(answer));
}
