import type { RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type HttpServer,
  ListenError,
  type ListenOptions,
  listen,
  type MalformedRequest,
} from './http-server.ts';

const open: HttpServer[] = [];

async function start(options: Partial<ListenOptions> = {}): Promise<HttpServer> {
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    portVariable: 'API_PORT',
    onRequest: (_, response) => void response.end('hello'),
    ...options,
  });
  open.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('a server', () => {
  it('finds a free port where it is given port 0, and says which', async () => {
    const [one, other] = [await start(), await start()];
    expect(one.port).not.toBe(other.port);
    expect(one.url).toBe(`http://127.0.0.1:${one.port}`);
    expect(await (await fetch(other.url)).text()).toBe('hello');
  });

  it('answers what is under way while it closes, and nothing afterwards', async () => {
    const asked: ServerResponse[] = [];
    const server = await start({ onRequest: (_, response) => void asked.push(response) });
    const underWay = fetch(server.url);
    await expect.poll(() => asked).toHaveLength(1);
    const closing = server.close();
    asked[0]?.end('in time');
    expect(await (await underWay).text()).toBe('in time');
    await closing;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('can be closed twice', async () => {
    const server = await start();
    await server.close();
    await expect(server.close()).resolves.toBeUndefined();
  });
});

describe('a request that comes too slowly', () => {
  const timeouts = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
  const never: RequestListener = (request) => void request.resume();

  it.each([
    ['in its headers', 'GET / HTTP/1.1\r\nHost: recall\r\nX-More', 'nothing'],
    ['in its body', 'POST / HTTP/1.1\r\nHost: recall\r\nContent-Length: 100\r\n\r\nsome', 'its response'],
  ])('%s is answered 408, told of and cut off', async (_, beginning, known) => {
    const malformed: object[] = [];
    const onMalformed = ({ response, ...told }: MalformedRequest) =>
      void malformed.push({ ...told, known: response ? 'its response' : 'nothing' });
    const { port } = await start({ onRequest: never, timeouts, onMalformed });
    const socket = connect(port, '127.0.0.1');
    socket.write(beginning);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(malformed).toEqual([{ status: 408, code: 'ERR_HTTP_REQUEST_TIMEOUT', ip: '127.0.0.1', known }]);
  });
});

describe('where a server cannot listen', () => {
  it('names the port that is taken, and the variable that sets it', async () => {
    const { port } = await start();
    const starting = start({ port, portVariable: 'BOT_PORT' });
    await expect(starting).rejects.toThrow(ListenError);
    await expect(starting).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken: end what listens there, or set BOT_PORT to another port (0 picks a free one)`,
    );
  });

  it('names the host that is none of this machine', async () => {
    // Of TEST-NET-1 (RFC 5737), which no machine has.
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is no address of this machine: set HOST to one, such as 127.0.0.1',
    );
  });
});
