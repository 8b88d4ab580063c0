import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { type RequestHandler, type Response, Router } from 'express';
import type { QueueBoard } from '../../core/queue/board.ts';
import { methodNotAllowed, Refusal } from '../requests/refusal.ts';
import { enteredBy } from './door/entered.ts';
import { queueHeaders } from './headers.ts';

export const QUEUES_PATH = '/admin/queues';

export interface QueuePagesDeps {
  board: QueueBoard;
  /** How many organizations Recall keeps anything of. */
  countOrganizations(): Promise<number>;
}

const PAGE = /^<!doctype html>/i;
const FOREIGN_STYLES = /<link href="https:[^>]*>/g;
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The queue itself, to look at. Its jobs say which workspaces they are for, so it is shown only where all of them are the viewer's. */
export function queuePages({ board, countOrganizations }: QueuePagesDeps): Router {
  let pages: Promise<RequestHandler> | undefined;
  const open = () => {
    pages ??= board.queues().then(pagesOf);
    pages.catch(() => {
      pages = undefined;
    });
    return pages;
  };
  const router = Router();
  router.use(QUEUES_PATH, queueHeaders(), async (request, response, next) => {
    if (!READS.has(request.method)) throw methodNotAllowed(['GET']);
    const { workspaceIds } = enteredBy(request).viewer;
    if (workspaceIds !== null || (await countOrganizations()) > 1) throw notAlone();
    const show = await open();
    withoutForeignStyles(response);
    return show(request, response, next);
  });
  return router;
}

/** Takes fonts of another host out of the library's page: browsers would ask nobody for them, and complain of the policy that forbids it. */
function withoutForeignStyles(response: Response): void {
  const send = response.send.bind(response);
  response.send = (body: unknown) =>
    send(typeof body === 'string' && PAGE.test(body) ? body.replace(FOREIGN_STYLES, '') : body);
}

function notAlone(): Refusal {
  const message =
    'The queue holds jobs of other organizations or workspaces too, so it is not shown here. The overview says how full it is.';
  return new Refusal(404, 'not_found', message);
}

function pagesOf(queues: Awaited<ReturnType<QueueBoard['queues']>>): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Recall', boardLogo: { path: '' } } },
  });
  return serverAdapter.getRouter();
}
