import { createHash, timingSafeEqual } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import type { Metrics } from '../metrics/index.ts';
import { Refusal } from '../requests/refusal.ts';

export interface MetricsRouteDeps {
  metrics: Metrics;
  /** What a monitor has to show as its bearer token; null: nothing. */
  token: string | null;
}

const UNAUTHORIZED = 401;
const BEARER = /^bearer +(\S+)$/i;

/** `/metrics`, with nothing before it but a token. */
export function metricsRoutes({ metrics, token }: MetricsRouteDeps): Router {
  const router = Router();
  router.get('/metrics', ...(token === null ? [] : [onlyWith(token)]), async (_request, response) => {
    const text = await metrics.render();
    response.set('Content-Type', metrics.contentType).send(text);
  });
  return router;
}

function onlyWith(token: string): RequestHandler {
  const expected = digestOf(token);
  return (request, response, next) => {
    const [, shown = ''] = BEARER.exec(request.get('authorization') ?? '') ?? [];
    if (timingSafeEqual(digestOf(shown), expected)) return next();
    response.set('WWW-Authenticate', 'Bearer realm="metrics"');
    throw new Refusal(UNAUTHORIZED, 'unauthorized', 'Show the token of METRICS_TOKEN as a bearer token.');
  };
}

/** All of one length, so that comparing takes as long whatever was shown. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
