import { type Request, type Response, Router, urlencoded } from 'express';
import { asRecallError } from '../../../core/domain/errors.ts';
import type { Logger } from '../../../core/runtime/logger.ts';
import { hashOfSecret, makeSecret } from '../../../core/runtime/secret.ts';
import type { Store } from '../../../core/store/index.ts';
import { sendPage } from '../html.ts';
import type { Look } from '../layout.tsx';
import type { Cookies } from './cookies.ts';
import { isForeign } from './csrf.ts';
import { type Entering, type Entry, USED } from './entry.ts';
import type { Limits } from './limits.ts';
import { ownPath } from './own-path.ts';
import { type DoorMessage, LinkPage, SignInPage } from './sign-in-pages.tsx';
import type { Signer } from './signer.ts';
import type { SlackOpenId } from './slack-openid.ts';

export interface SignInDeps {
  auth: Pick<Store['auth'], 'attempts' | 'links'>;
  /** Null where Sign in with Slack is not set up. */
  openId: SlackOpenId | null;
  entry: Entry;
  cookies: Cookies;
  signer: Signer;
  limits: Limits;
  adminUrl: string;
  logger: Logger;
  lookOf(request: Request): Look;
  now(): Date;
}

/** How long somebody may take at Slack, in seconds. */
const ATTEMPT_SECONDS = 600;
const PURPOSE = 'attempt';
const SMALL_BODY = '2kb';

/** The ways in: Sign in with Slack, and the links that `/recall admin` gives. */
export function signInRoutes(deps: SignInDeps): Router {
  const { openId, limits } = deps;
  const router = Router();
  router.use(['/admin/sign-in', '/admin/link'], (_request, response, next) => {
    // Their addresses hold secrets. `no-referrer` would take the origin from their forms.
    response.set('Referrer-Policy', 'strict-origin');
    next();
  });
  router.get('/admin/sign-in', (request, response) => showSignIn(deps, request, response, 200, null));
  if (openId) {
    router.get('/admin/sign-in/slack', limits.signIn, (request, response) =>
      sendToSlack({ ...deps, openId }, request, response),
    );
    router.get('/admin/sign-in/callback', limits.signIn, (request, response) =>
      backFromSlack({ ...deps, openId }, request, response),
    );
  }
  const form = urlencoded({ extended: false, limit: SMALL_BODY });
  router.get('/admin/link', limits.signIn, (request, response) => showLink(deps, request, response));
  router.post('/admin/link', limits.signIn, form, (request, response) => useLink(deps, request, response));
  return router;
}

type WithOpenId = SignInDeps & { openId: SlackOpenId };

function showSignIn(
  { openId, lookOf }: SignInDeps,
  request: Request,
  response: Response,
  status: number,
  message: DoorMessage | null,
): void {
  const query = new URLSearchParams({ returnTo: ownPath(request.query.returnTo) });
  const slackHref = openId ? `/admin/sign-in/slack?${query}` : null;
  sendPage(response, status, <SignInPage look={lookOf(request)} slackHref={slackHref} message={message} />);
}

async function sendToSlack(deps: WithOpenId, request: Request, response: Response): Promise<void> {
  const { openId, auth, cookies, signer, now, logger } = deps;
  const state = makeSecret();
  const attempt = await openId.begin(state).catch((err: unknown) => {
    logger.warn({ err }, "Slack's sign-in cannot be reached");
    return null;
  });
  if (!attempt) return showSignIn(deps, request, response, 503, 'unavailable');
  await auth.attempts.create({
    id: hashOfSecret(state),
    purpose: 'sign_in',
    nonce: attempt.nonce,
    codeVerifier: attempt.codeVerifier,
    returnTo: ownPath(request.query.returnTo),
    expiresAt: new Date(now().getTime() + ATTEMPT_SECONDS * 1000),
  });
  cookies.set(response, 'attempt', signer.sign(state, PURPOSE), ATTEMPT_SECONDS);
  response.redirect(303, attempt.url);
}

async function backFromSlack(deps: WithOpenId, request: Request, response: Response): Promise<void> {
  const { openId, entry, cookies, logger } = deps;
  const attempt = await attemptOf(deps, request);
  cookies.clear(response, 'attempt');
  const refuse = async (why: string) => {
    await entry.refused(response, why, 'slack');
    showSignIn(deps, request, response, 403, 'refused');
  };
  if (typeof attempt === 'string') return refuse(attempt);
  if (typeof request.query.code !== 'string') return refuse('denied');
  const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
  const claims = await openId.finish(query, attempt).catch((err: unknown) => {
    logger.warn({ err }, 'a sign-in with Slack does not hold');
    return null;
  });
  if (!claims) return refuse('token_does_not_hold');
  await enterOrSay(deps, request, response, { ...claims, by: 'slack', goTo: attempt.returnTo });
}

/** The attempt that this browser made, once; or why there is none. */
async function attemptOf({ auth, cookies, signer, now }: SignInDeps, request: Request) {
  const state = signer.verified(cookies.read(request, 'attempt') ?? '', PURPOSE);
  if (state === null) return 'state_of_another_browser';
  if (request.query.state !== state) return 'state_forged';
  const kept = await auth.attempts.use(hashOfSecret(state), 'sign_in', now());
  if (!kept?.nonce || !kept.codeVerifier) return 'state_used';
  const { nonce, codeVerifier, returnTo } = kept;
  return { state, nonce, codeVerifier, returnTo: ownPath(returnTo) };
}

function showLink({ lookOf }: SignInDeps, request: Request, response: Response): void {
  const { token } = request.query;
  const page = <LinkPage look={lookOf(request)} token={typeof token === 'string' ? token : ''} />;
  sendPage(response, 200, page);
}

async function useLink(deps: SignInDeps, request: Request, response: Response): Promise<void> {
  const { auth, entry, adminUrl, now } = deps;
  const body: unknown = request.body;
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
  const id = typeof token === 'string' ? hashOfSecret(token) : null;
  const link = id === null ? null : await auth.links.find(id, now());
  if (isForeign(request, adminUrl)) {
    await entry.refused(response, 'foreign_origin', 'link', link);
    return showSignIn(deps, request, response, 403, 'foreign');
  }
  if (id === null || !link?.holds) {
    await entry.refused(response, USED, 'link', link);
    return showSignIn(deps, request, response, 403, 'link_used');
  }
  const { workspaceId, userId } = link;
  const useUp = () => auth.links.use(id, now());
  await enterOrSay(deps, request, response, { workspaceId, userId, by: 'link', useUp, goTo: '/admin' });
}

async function enterOrSay(
  deps: SignInDeps,
  request: Request,
  response: Response,
  { goTo, ...who }: Entering & { goTo: string },
): Promise<void> {
  try {
    const entered = await deps.entry.enter(request, response, who);
    if (entered === 'in') return response.redirect(303, goTo);
    showSignIn(deps, request, response, 403, entered === 'used' ? 'link_used' : 'refused');
  } catch (cause) {
    if (!asRecallError(cause).retryable) throw cause;
    showSignIn(deps, request, response, 503, 'unavailable');
  }
}
