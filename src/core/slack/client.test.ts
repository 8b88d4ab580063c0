import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlack } from './client.ts';

describe('a call that Slack asks to wait with', () => {
  let server: Server;
  let calls: number;
  let waits: number[];

  beforeEach(async () => {
    calls = 0;
    waits = [];
    server = createServer((_, response) => {
      calls += 1;
      const seconds = waits.shift();
      if (seconds === undefined) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ok: true, user: { id: 'U1', real_name: 'Mara' } }));
      } else {
        response.writeHead(429, { 'retry-after': String(seconds) }).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const slack = (options: { maxWaitMs: number; signal?: AbortSignal }) => {
    const { port } = server.address() as AddressInfo; // A TCP server's is never a string.
    return createSlack({ token: 'xoxb-1', apiUrl: `http://127.0.0.1:${port}/api/`, ...options });
  };

  it('is made again after the wait', async () => {
    waits = [0, 0];
    expect(await slack({ maxWaitMs: 1000 }).person('U1')).toMatchObject({ name: 'Mara' });
    expect(calls).toBe(3);
  });

  it('is given up where the wait is longer than it may be', async () => {
    waits = [60];
    await expect(slack({ maxWaitMs: 1000 }).person('U1')).rejects.toMatchObject({
      code: 'slack_rate_limited',
      retryAfterMs: 60_000,
    });
  });

  it.each([
    ['the time limit', new DOMException('late', 'TimeoutError'), { code: 'timed_out', retryable: false }],
    ['a shutdown', 'stopping', { code: 'cancelled', retryable: true }],
  ])('ends with %s, and says so', async (_, reason, error) => {
    waits = [60];
    const stopping = new AbortController();
    const asking = slack({ maxWaitMs: 90_000, signal: stopping.signal }).person('U1');
    const ended = expect(asking).rejects.toMatchObject(error);
    await expect.poll(() => calls).toBe(1);
    stopping.abort(reason);
    await ended;
  });
});

describe('an admin', () => {
  it('is one of the workspace that Slack speaks of, and no more than a member of others of its organization', async () => {
    const user = {
      ...{ id: 'U1', team_id: 'T1', is_admin: true, real_name: 'Mara' },
      enterprise_user: { id: 'U1', enterprise_id: 'E1', is_admin: false, teams: ['T1', 'T2'] },
    };
    const server = createServer((request, response) => {
      const answer = request.url?.endsWith('auth.test') ? { team_id: teamOfToken } : { user };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, ...answer }));
    });
    let teamOfToken = '';
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // A TCP server's is never a string.
    const asSeenIn = (id: string) => {
      teamOfToken = id;
      const apiUrl = `http://127.0.0.1:${port}/api/`;
      return createSlack({ token: 'xoxb-1', apiUrl, maxWaitMs: 1000 }).person('U1');
    };
    expect(await asSeenIn('T1')).toMatchObject({ standing: 'full', isAdmin: true });
    expect(await asSeenIn('T2')).toMatchObject({ standing: 'full', isAdmin: false });
    await new Promise((resolve) => server.close(resolve));
  });
});
