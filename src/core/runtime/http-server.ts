import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Closeable } from './lifecycle.ts';

/** How long requests under way may take once the server is closing, in milliseconds. */
const CLOSE_GRACE_MS = 5000;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often the server looks for requests that have taken too long. */
const TIMEOUT_CHECK_MS = 5000;

const TIMEOUTS: RequestTimeouts = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUT_CHECK_MS,
};

/** Who sends slower than this is answered 408 and cut off, all in milliseconds. */
export interface RequestTimeouts {
  headersTimeout: number;
  /** Of a whole request, its body too. */
  requestTimeout: number;
  connectionsCheckingInterval: number;
}

export interface HttpServer extends Closeable {
  port: number;
  /** Such as `http://127.0.0.1:3000`. */
  url: string;
}

/** Says in words for an operator why a server cannot listen where it should. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Listens on host and port; port 0 picks a free one.
 * @throws ListenError where the port is taken or not permitted, or the host is none of this machine
 */
export async function listen(options: ListenOptions): Promise<HttpServer> {
  const { host, port, portVariable, onRequest, onMalformed, timeouts } = options;
  const server = createServer({ ...TIMEOUTS, ...timeouts }, onRequest);
  if (onMalformed) tellMalformed(server, onMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, { host, port, portVariable })));
    server.listen(port, host, resolve);
  });
  const { port: actual } = addressOf(server.address());
  return {
    port: actual,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

export interface ListenOptions {
  host: string;
  port: number;
  /** The variable that sets the port, for the message where listening fails. */
  portVariable: 'BOT_PORT' | 'API_PORT' | 'METRICS_PORT';
  onRequest: RequestListener;
  timeouts?: RequestTimeouts;
  /** Told of requests that are no HTTP, or come too slowly: they never get as far as `onRequest`, or not to their end. */
  onMalformed?: (request: MalformedRequest) => void;
}

export interface MalformedRequest {
  /** What was answered. */
  status: number;
  /** Node's word for what is wrong with it. */
  code: string;
  /** Of whoever is at the other end of the connection; null where that is gone. */
  ip: string | null;
  /** The one that `onRequest` got, where it is its body that did not come. */
  response: ServerResponse | null;
}

const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers as Node would, and tells of it. */
function tellMalformed(server: Server, onMalformed: (request: MalformedRequest) => void): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => {
    const { socket } = request;
    responses.set(socket, response);
    // Once its body is here, or it is answered, what goes wrong on the connection is another request's fault.
    request.once('end', () => responses.delete(socket));
    response.once('close', () => responses.delete(socket));
  });
  server.on('clientError', ({ code = 'malformed' }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = STATUS_OF[code] ?? 400;
    const ip = (socket instanceof Socket && socket.remoteAddress) || null;
    onMalformed({ status, code, ip, response: responses.get(socket) ?? null });
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
  });
}

function listenError(
  cause: NodeJS.ErrnoException,
  { host, port, portVariable }: Pick<ListenOptions, 'host' | 'port' | 'portVariable'>,
): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new ListenError(
        `port ${port} on ${host} is taken: end what listens there, or set ${portVariable} to another port (0 picks a free one)`,
        { cause },
      );
    case 'EACCES':
      return new ListenError(
        `port ${port} on ${host} is not permitted: set ${portVariable} to a port from 1024 on (0 picks a free one)`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        `${host} is no address of this machine: set ${portVariable === 'METRICS_PORT' ? 'METRICS_HOST' : 'HOST'} to one, such as 127.0.0.1`,
        { cause },
      );
    default:
      return cause;
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address;
}
