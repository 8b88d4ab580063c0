import { type RequestHandler, Router } from 'express';
import { checkHealth, type HealthDeps, type HealthReport } from '../health.ts';

export interface HealthRouteDeps extends HealthDeps {
  /** Whether the process can take requests: not while migrating, without the database, or when stopping. */
  isReady(): Promise<boolean>;
  /** Before the report, which asks five parts each time. */
  limit: RequestHandler;
}

const SERVICE_UNAVAILABLE = 503;

/** The component report and the two probes. */
export function healthRoutes(deps: HealthRouteDeps): Router {
  const router = Router();
  let underWay: Promise<HealthReport> | null = null;
  const reportOfAll = () => {
    underWay ??= checkHealth(deps).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  router.get(['/health', '/api/health'], deps.limit, async (_request, response) => {
    const report = await reportOfAll();
    response.status(report.status === 'down' ? SERVICE_UNAVAILABLE : 200).json(report);
  });
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const ready = await deps.isReady();
    response.status(ready ? 200 : SERVICE_UNAVAILABLE).json({ status: ready ? 'ok' : 'down' });
  });
  return router;
}
