import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Closeable } from './lifecycle.ts';

/** How long requests under way may take once the server is closing, in milliseconds. */
const CLOSE_GRACE_MS = 5000;
const REQUEST_TIMEOUT_MS = 30_000;

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
export async function listen({ host, port, portVariable, onRequest }: ListenOptions): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, onRequest);
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
  portVariable: 'BOT_PORT' | 'API_PORT';
  onRequest: RequestListener;
}

function listenError(
  cause: NodeJS.ErrnoException,
  { host, port, portVariable }: Omit<ListenOptions, 'onRequest'>,
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
      return new ListenError(`${host} is no address of this machine: set HOST to one, such as 127.0.0.1`, {
        cause,
      });
    default:
      return cause;
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address;
}
