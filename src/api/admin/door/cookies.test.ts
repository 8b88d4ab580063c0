import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../../core/runtime/http-server.ts';
import { createCookies } from './cookies.ts';

let server: HttpServer;

beforeAll(async () => {
  const cookies = createCookies({ adminUrl: 'https://recall.example.com/admin' });
  const app = express();
  app.get('/', (request, response) => {
    cookies.set(response, 'session', 'new', 60);
    response.json({ read: cookies.read(request, 'session') ?? null });
  });
  server = await listen({ host: '127.0.0.1', port: 0, portVariable: 'API_PORT', onRequest: app });
});
afterAll(() => server.close());

describe('a cookie where the admin view is reached by https', () => {
  it('is sent by https alone, and to this host alone', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.getSetCookie()).toEqual([
      '__Host-recall_session=new; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it('is not taken under a name that other hosts could set', async () => {
    const answer = await fetch(server.url, { headers: { cookie: 'recall_session=planted' } });
    expect(await answer.json()).toEqual({ read: null });
    const own = await fetch(server.url, { headers: { cookie: '__Host-recall_session=kept' } });
    expect(await own.json()).toEqual({ read: 'kept' });
  });
});
