import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from '../core/runtime/logger.ts';
import { accessLog } from './requests/access-log.ts';
import { refusalOf } from './requests/refusal.ts';
import { type HealthRouteDeps, healthRoutes } from './routes/health.ts';
import { type MetricsRouteDeps, metricsRoutes } from './routes/metrics.ts';

export interface ApiAppDeps {
  logger: Logger;
  health: HealthRouteDeps;
  /** Null: they have an address of their own. */
  metrics: MetricsRouteDeps | null;
  /** `/admin` and `/api/admin`. */
  admin: RequestHandler;
  /** How many proxies stand before it, whose word on who asks is taken. */
  trustProxy: number;
}

/** The Express application; the caller does the listening. Outside of `/admin` every answer is JSON, errors too. */
export function createApiApp({ logger, health, metrics, admin, trustProxy }: ApiAppDeps): Express {
  const routes = [healthRoutes(health), ...(metrics ? [metricsRoutes(metrics)] : []), admin];
  return createApp({ logger, routes, trustProxy });
}

/** The application at the metrics' own address: there is nothing else there. */
export function createMetricsApp({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: MetricsRouteDeps;
}): Express {
  return createApp({ logger, routes: [metricsRoutes(metrics)], trustProxy: 0 });
}

function createApp({
  logger,
  routes,
  trustProxy,
}: {
  logger: Logger;
  routes: readonly RequestHandler[];
  trustProxy: number;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(accessLog(logger));
  app.use(helmet());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) app.use(route);
  app.use((request, response) => {
    response.status(404).json({
      error: { code: 'not_found', message: `there is nothing at ${request.method} ${request.path}` },
    });
  });
  app.use(answerError(logger));
  return app;
}

/** A fault of the request's is told; a fault of ours is logged and told as such only. */
function answerError(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, code, message, cause: err } = refusalOf(error);
    if (err !== undefined) logger.error({ err }, 'a request failed');
    response.status(status).json({ error: { code, message } });
  };
}
