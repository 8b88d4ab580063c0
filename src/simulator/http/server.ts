import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ResponseUrls } from '../deliveries/response-urls.ts';
import type { Doors } from '../oauth/doors.ts';
import type { WebApi } from '../web-api/web-api.ts';
import { readBody, readLimitedBody } from './body.ts';
import type { PageHandler, PageRequest } from './page.ts';
import type { Traffic } from './traffic.ts';

export interface SimulatorServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Ends at once, whatever is under way. */
  close(): Promise<void>;
}

export interface ServerDeps {
  host: string;
  /** 0 picks a free one. */
  port: number;
  webApi: WebApi;
  responseUrls: Pick<ResponseUrls, 'receive'>;
  /** Answers at the addresses of Slack's sign-in. */
  doors: Doors;
  page: PageHandler | undefined;
  /** Told of the requests that are the app's own. */
  traffic: Traffic;
}

interface Outgoing {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Listens for the Web API under `/api/`, for response_urls under `/response/`, and for the page. */
export async function listen(deps: ServerDeps): Promise<SimulatorServer> {
  const { host, port } = deps;
  const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (request, response) => {
    answer(deps, request).then(
      (outgoing) => write(response, outgoing),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: urlOf(server.address(), host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Undefined where the connection is to be cut. */
async function answer(deps: ServerDeps, request: IncomingMessage): Promise<Outgoing | undefined> {
  const { webApi, responseUrls, traffic } = deps;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
  const method = lastPart(pathname, '/api/');
  if (method !== undefined) return traffic.during(webApi.handle(method, request, searchParams));
  const responseId = lastPart(pathname, '/response/');
  if (responseId !== undefined && request.method === 'POST') {
    const { status, body } = await traffic.during(
      readBody(request).then((given) => responseUrls.receive(responseId, given)),
    );
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
  }
  return pageAt(deps, {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    read: (limitBytes) => readLimitedBody(request, limitBytes),
  });
}

async function pageAt({ doors, page }: ServerDeps, request: PageRequest): Promise<Outgoing> {
  const answer = await (doors(request) ?? page?.(request));
  if (answer === undefined)
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  const { status, contentType, body, location, maxAgeSeconds } = answer;
  return {
    status,
    headers: {
      'content-type': contentType,
      'cache-control': maxAgeSeconds === undefined ? 'no-store' : `max-age=${maxAgeSeconds}`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      ...(location === undefined ? {} : { location }),
    },
    body,
  };
}

function write(response: ServerResponse, outgoing: Outgoing | undefined): void {
  if (outgoing === undefined) {
    response.destroy();
    return;
  }
  const { status, headers, body } = outgoing;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

function lastPart(pathname: string, prefix: string): string | undefined {
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
}

function urlOf(address: string | AddressInfo | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('the simulator listens on no port');
  return `http://${host}:${address.port}`;
}
