import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from '../../../core/runtime/logger.ts';
import { note } from '../../requests/noted.ts';
import { type Method, methodNotAllowed, notFound, Refusal } from '../../requests/refusal.ts';
import { enteredBy } from '../door/entered.ts';
import type { Notices } from '../door/notices.ts';
import { sendPage } from '../html.ts';
import type {
  Acted,
  AdminContext,
  AdminDeps,
  AnyAction,
  AnyDownload,
  AnyResource,
  Viewer,
} from '../resource.ts';
import { backTo } from './came-from.ts';
import { type Frames, namesFor } from './frame.tsx';
import { bodyGiven, parseGiven, queryGiven } from './input.ts';

/** Everything to look at, to do and to take away. */
export interface Catalogue {
  resources: readonly AnyResource[];
  actions: readonly AnyAction[];
  downloads: readonly AnyDownload[];
}

export interface PageRoutesDeps {
  catalogue: Catalogue;
  admin: AdminDeps;
  namesOf(viewer: Viewer): AdminContext['peopleNamed'];
  frames: Frames;
  notices: Notices;
  /** Stands before what is taken away, which leaves a line in the audit log. */
  beforeDownload: RequestHandler;
  /** Stands before what is worth a stricter rate limit. */
  whereExpensive: RequestHandler;
  logger: Logger;
}

/** The same thing as a page and as JSON. */
type Form = 'html' | 'json';

/** Routes for all of the catalogue; `form` says whether people or programs ask. */
export function pageRoutes(form: Form, deps: PageRoutesDeps): Router {
  const { catalogue, beforeDownload, whereExpensive } = deps;
  const router = Router();
  const root = form === 'html' ? '/admin' : '/api/admin';
  const cost = (of: { isExpensive?: boolean }) => (of.isExpensive === true ? [whereExpensive] : []);
  for (const download of catalogue.downloads)
    router.get(`${root}${download.path}`, onlyGet, beforeDownload, ...cost(download), (request, response) =>
      sendDownload(deps, download, request, response),
    );
  for (const resource of catalogue.resources)
    router.get(`${root}${resource.path}`, ...cost(resource), (request, response) =>
      form === 'html'
        ? showPage(deps, resource, request, response)
        : sendJson(deps, resource, request, response),
    );
  for (const action of catalogue.actions)
    router.post(`${root}${action.path}`, ...cost(action), (request, response) =>
      form === 'html'
        ? actByForm(deps, action, request, response)
        : actByJson(deps, action, request, response),
    );
  for (const [path, methods] of methodsByPath(catalogue)) router.all(`${root}${path}`, refuseMethod(methods));
  return router;
}

/** Express would answer HEAD by doing all of it. */
const onlyGet: RequestHandler = (request, _response, next) =>
  next(request.method === 'GET' ? undefined : methodNotAllowed(['GET'], false));

function contextOf({ admin, namesOf }: PageRoutesDeps, viewer: Viewer): AdminContext {
  return { ...admin, viewer, peopleNamed: namesOf(viewer) };
}

/** @throws Refusal 404 where there is nothing for this viewer */
async function read(deps: PageRoutesDeps, { query, ...resource }: AnyResource, request: Request) {
  const context = contextOf(deps, enteredBy(request).viewer);
  const answer = await resource.read(parseGiven(query, queryGiven(request)), context);
  if (answer === null) throw notFound();
  return { answer: resource.answer.parse(answer), context };
}

async function showPage(deps: PageRoutesDeps, resource: AnyResource, request: Request, response: Response) {
  const { answer, context } = await read(deps, resource, request);
  const people = await namesFor(context, resource.peopleOf?.(answer) ?? new Map());
  const frame = deps.frames.of({ request, response, who: enteredBy(request) }, people);
  const view = resource.view(answer, frame);
  sendPage(response, 200, deps.frames.page(request, frame, resource.title, view));
}

async function sendJson(deps: PageRoutesDeps, resource: AnyResource, request: Request, response: Response) {
  response.json((await read(deps, resource, request)).answer);
}

/** @throws Refusal 404 where there is nothing for this viewer, 403 for programs where only people may */
async function act(
  deps: PageRoutesDeps,
  action: AnyAction,
  request: Request,
  response: Response,
): Promise<Acted> {
  const { viewer, session } = enteredBy(request);
  if (action.isForPeople === true && session === null) {
    note(response, { refused: 'for_people_only' });
    throw new Refusal(403, 'for_people_only', 'Only somebody who signed in can do this.');
  }
  const body = parseGiven(action.body, bodyGiven(request));
  const acted = await action.act(body, contextOf(deps, viewer));
  if (acted === null) throw notFound();
  const { organizationId, actor } = viewer;
  const { audit, now } = { audit: deps.admin.store.audit, now: deps.admin.now() };
  if (acted.audit) await audit.record({ organizationId, actor, ...acted.audit }, now);
  return acted;
}

async function actByForm(deps: PageRoutesDeps, action: AnyAction, request: Request, response: Response) {
  const acted = await act(deps, action, request, response);
  const { viewer, session } = enteredBy(request);
  if (acted.show) {
    const people = await namesFor(contextOf(deps, viewer), new Map());
    const frame = {
      ...deps.frames.of({ request, response, who: { viewer, session } }, people),
      notice: acted.notice,
    };
    return sendPage(response, 200, deps.frames.page(request, frame, action.summary, acted.show(frame)));
  }
  if (session) deps.notices.leave(response, session, acted.notice);
  response.redirect(303, backTo(acted.goTo, request));
}

async function actByJson(deps: PageRoutesDeps, action: AnyAction, request: Request, response: Response) {
  const { notice, answer } = await act(deps, action, request, response);
  response.status(notice.kind === 'done' ? 200 : 409).json({ notice, ...answerOf(action, answer) });
}

/** As it is described; what only people may do is not. */
function answerOf({ answer: described }: AnyAction, answer: Acted['answer'] = {}): Acted['answer'] {
  return described === undefined ? answer : described.parse(answer);
}

async function sendDownload(
  deps: PageRoutesDeps,
  download: AnyDownload,
  request: Request,
  response: Response,
): Promise<void> {
  const context = contextOf(deps, enteredBy(request).viewer);
  const opened = await download.open(parseGiven(download.query, queryGiven(request)), context);
  if (opened === null) throw notFound();
  const pieces = opened.pieces[Symbol.asyncIterator]();
  // What goes wrong before the first piece is answered as an error still.
  const first = await pieces.next();
  response.attachment(opened.filename).type(download.contentType);
  const all = async function* () {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
  };
  await pipeline(Readable.from(all()), response).catch((err: unknown) => {
    deps.logger.warn({ err }, 'a download broke off');
    response.destroy();
  });
}

function methodsByPath({ resources, actions, downloads }: Catalogue): Map<string, Method[]> {
  const methods = new Map<string, Method[]>();
  const add = (path: string, method: Method) => methods.set(path, [...(methods.get(path) ?? []), method]);
  for (const { path } of [...resources, ...downloads]) add(path, 'GET');
  for (const { path } of actions) add(path, 'POST');
  return methods;
}

function refuseMethod(methods: readonly Method[]): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    note(response, { refused: 'method' });
    next(methodNotAllowed(methods));
  };
}
