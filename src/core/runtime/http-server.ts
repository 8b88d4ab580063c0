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

/** Listens on host and port; port 0 picks a free one. Rejects where the port is taken. */
export async function listen({ host, port, onRequest }: ListenOptions): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
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
  onRequest: RequestListener;
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address;
}
