import { json, type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { QueueBoard } from '../../core/queue/board.ts';
import type { Config } from '../../core/runtime/config.ts';
import type { Logger } from '../../core/runtime/logger.ts';
import type { People } from '../../core/slack/people.ts';
import { notFound, Refusal } from '../requests/refusal.ts';
import type { Assets } from './assets.ts';
import type { Door } from './door/door.ts';
import { enteredBy } from './door/entered.ts';
import { ownPath } from './door/own-path.ts';
import { themeOf } from './door/theme.ts';
import { jsonErrors, pageErrors } from './errors.tsx';
import { pageHeaders } from './headers.ts';
import { createFrames } from './pages/frame.tsx';
import { createNames } from './pages/names.ts';
import { describeApi } from './pages/openapi.ts';
import { type Catalogue, pageRoutes } from './pages/routes.ts';
import { QUEUES_PATH, queuePages } from './queues.ts';
import type { AdminDeps } from './resource.ts';

export interface AdminRouterDeps {
  door: Door;
  admin: AdminDeps;
  catalogue: Catalogue;
  people: People;
  board: QueueBoard;
  assets: Assets;
  config: Pick<Config, 'adminUrl'>;
  version: string;
  logger: Logger;
}

const BODY_LIMIT = '100kb';
const QUEUE_ENTRY = { href: QUEUES_PATH, label: 'Queue' };
/** How long a browser keeps a choice of looks, in seconds. */
const THEME_SECONDS = 31_536_000;
const NOT_IN =
  'Send an API token, as in `Authorization: Bearer rcl_…`. An admin makes one on the page API tokens.';

/** `/admin` and `/api/admin`: doors first, then what is behind them. */
export function adminRouter(deps: AdminRouterDeps): Router {
  const { door, admin, catalogue, assets, logger } = deps;
  const frames = createFrames({
    cookies: door.cookies,
    notices: door.notices,
    assets,
    resources: catalogue.resources,
    more: [QUEUE_ENTRY],
    now: admin.now,
  });
  const namesOf = createNames({ ...deps, ...admin });
  const pages = {
    catalogue,
    admin,
    namesOf,
    frames,
    notices: door.notices,
    beforeDownload: door.guard.againstForeignLinks,
    whereExpensive: door.limits.expensive,
    logger,
  };
  const html = Router();
  html.use(
    pageHeaders(),
    door.limits.any,
    assets.routes,
    door.signIn(frames.lookOf),
    onlySignedIn(door),
    urlencoded({ extended: false, limit: BODY_LIMIT }),
    changesGuarded(door),
    leaving(door),
    queuePages({ ...deps, countOrganizations: admin.store.workspaces.countOrganizations }),
    pageRoutes('html', pages),
    nothingHere,
    pageErrors({ logger, frames, namesOf }),
  );
  const programs = Router();
  programs.use(
    door.limits.any,
    forPrograms(door),
    json({ limit: BODY_LIMIT }),
    changesGuarded(door),
    described(deps),
    pageRoutes('json', pages),
    nothingHere,
    jsonErrors(logger),
  );
  return Router().use(at('/admin', html), at('/api/admin', programs));
}

/** A router that sees whole paths, for those below one. */
function at(root: string, router: Router): RequestHandler {
  return (request, response, next) => {
    const isBelow = request.path === root || request.path.startsWith(`${root}/`);
    return isBelow ? router(request, response, next) : next();
  };
}

/** Sends everybody else to the door, whatever it is that they asked for. */
function onlySignedIn({ guard }: Door): RequestHandler {
  return async (request, response, next) => {
    const why = await guard.admit(request, response);
    if (why === null) return next();
    if (request.method !== 'GET' && request.method !== 'HEAD') throw signInAgain();
    response.redirect(
      303,
      `/admin/sign-in?${new URLSearchParams({ returnTo: ownPath(request.originalUrl) })}`,
    );
  };
}

function signInAgain(): Refusal {
  return new Refusal(401, 'unauthorized', 'You are not signed in any more. Sign in and repeat what you did.');
}

/** Programs show a token; scripts of our own pages have the session of whoever looks at them. */
function forPrograms({ tokens, guard, limits }: Door): RequestHandler {
  const limited: RequestHandler = async (request, response, next) => {
    const token = tokens.presented(request);
    if (token !== undefined) {
      await tokens.admit(request, response, token);
      return limits.token(request, response, next);
    }
    const why = await guard.admit(request, response);
    if (why === null) return next();
    throw new Refusal(401, 'unauthorized', NOT_IN, { headers: { 'WWW-Authenticate': 'Bearer' } });
  };
  return limits.badToken(limited);
}

/** Reading takes one scope of a token; anything else another, and that it is nobody else's making. */
function changesGuarded({ guard, tokens }: Door): RequestHandler {
  const reading = tokens.needs('read');
  const changing = Router().use(tokens.needs('write'), guard.againstForgery);
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    return (reads ? reading : changing)(request, response, next);
  };
}

/** Signing out, and how the pages look. */
function leaving({ sessions, cookies, recordSignOut }: Door): RequestHandler {
  const router = Router();
  router.post('/admin/sign-out', async (request, response) => {
    const { session } = enteredBy(request);
    const everywhere = fieldOf(request, 'everywhere') === 'yes';
    if (session) {
      await (everywhere ? sessions.endAllOf(response, session) : sessions.end(response, session));
      await recordSignOut(session, everywhere);
    }
    response.redirect(303, '/admin/sign-in');
  });
  router.post('/admin/theme', (request: Request, response: Response) => {
    cookies.set(response, 'theme', themeOf(fieldOf(request, 'theme')), THEME_SECONDS);
    response.redirect(303, ownPath(fieldOf(request, 'returnTo')));
  });
  return router;
}

function fieldOf(request: Request, name: string): unknown {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get(name) : undefined;
}

function described({ catalogue, version, config: { adminUrl } }: AdminRouterDeps): RequestHandler {
  const url = adminUrl.replace(/\/admin$/, '/api/admin');
  const description = describeApi(catalogue, { version, url });
  return Router().get('/api/admin/openapi.json', (_request, response) => void response.json(description));
}

const nothingHere: RequestHandler = () => {
  throw notFound();
};
