import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../../tests/support/until.ts';
import { type HttpServer, listen } from '../../../core/runtime/http-server.ts';
import { createLogger } from '../../../core/runtime/logger.ts';
import { Refusal } from '../../requests/refusal.ts';
import { jsonErrors } from '../errors.tsx';
import { createLimits, PACE } from './limits.ts';

let server: HttpServer;
/** Requests that came past the door; each waits for the fifth. */
let arrived = 0;

beforeAll(async () => {
  const limits = createLimits({ ...PACE, signIn: 2, badToken: 2 });
  const app = express();
  app.get('/sign-in', limits.signIn, (_request, response) => void response.send('welcome'));
  app.use(
    '/token',
    limits.badToken(({ query }, _response, next) =>
      next(query.good ? undefined : new Refusal(401, 'unauthorized', 'This API token does not hold.')),
    ),
    async (_request, response) => {
      arrived += 1;
      await until(() => arrived >= 5);
      response.sendStatus(200);
    },
  );
  app.use(jsonErrors(createLogger({ level: 'silent', format: 'json' })));
  server = await listen({ host: '127.0.0.1', port: 0, portVariable: 'API_PORT', onRequest: app });
});
afterAll(() => server.close());

async function statusesOf(path: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) statuses.push((await fetch(`${server.url}${path}`)).status);
  return statuses;
}

describe('whoever asks too often', () => {
  it('is told when to come back', async () => {
    expect(await statusesOf('/sign-in', 3)).toEqual([200, 200, 429]);
    const refused = await fetch(`${server.url}/sign-in`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } });
  });

  it('is not held back for tokens that hold', async () => {
    const atOnce = Array.from({ length: 5 }, () => statusesOf('/token?good=1', 1));
    expect((await Promise.all(atOnce)).flat()).toEqual([200, 200, 200, 200, 200]);
    const bad = await Promise.all(Array.from({ length: 4 }, () => statusesOf('/token', 1)));
    expect(bad.flat().toSorted()).toEqual([401, 401, 429, 429]);
    expect(await statusesOf('/token?good=1', 1)).toEqual([429]);
  });
});
