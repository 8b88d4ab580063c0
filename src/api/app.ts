import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from '../core/runtime/logger.ts';
import { type HealthRouteDeps, healthRoutes } from './routes/health.ts';

export interface ApiAppDeps {
  logger: Logger;
  health: HealthRouteDeps;
}

/** The Express application; the caller does the listening. Every answer is JSON, errors too. */
export function createApiApp({ logger, health }: ApiAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(healthRoutes(health));
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
    const status = clientStatus(error);
    if (status !== null) {
      response
        .status(status)
        .json({ error: { code: 'bad_request', message: 'the request cannot be understood' } });
      return;
    }
    logger.error({ err: error }, 'a request failed');
    response
      .status(500)
      .json({ error: { code: 'internal', message: 'something went wrong; the log says what' } });
  };
}

function clientStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}
