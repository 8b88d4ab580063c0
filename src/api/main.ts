import type { RequestHandler } from 'express';
import { createAccess } from '../core/display/access.ts';
import { createHomeDisplay } from '../core/display/home.ts';
import { createInstallations } from '../core/installations/index.ts';
import { createQueueBackend, type QueueBackend } from '../core/queue/backend.ts';
import { createQueueBoard } from '../core/queue/board.ts';
import { createQueueInspector } from '../core/queue/inspector.ts';
import { createLateProducer } from '../core/queue/late-producer.ts';
import type { Config } from '../core/runtime/config.ts';
import { createEvents } from '../core/runtime/events.ts';
import { type HttpServer, listen, type RequestTimeouts } from '../core/runtime/http-server.ts';
import { type AddPart, startParts } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { vaultOf } from '../core/runtime/vault.ts';
import { readVersion } from '../core/runtime/version.ts';
import { createPeople } from '../core/slack/people.ts';
import { createStore, type Store } from '../core/store/index.ts';
import { readSchemaState } from '../core/store/migrate.ts';
import { loadAssets } from './admin/assets.ts';
import { CATALOGUE } from './admin/catalogue.ts';
import { closedAdmin } from './admin/closed.tsx';
import { createDoor } from './admin/door/door.ts';
import { doorKeysOf } from './admin/door/door-keys.ts';
import { createLimits, type Limits, type Pace } from './admin/door/limits.ts';
import { adminRouter } from './admin/router.ts';
import { createApiApp, createMetricsApp } from './app.ts';
import { checkHealth, type HealthDeps } from './health.ts';
import { inTime } from './in-time.ts';
import { createMetrics } from './metrics/index.ts';
import { malformedLog } from './requests/access-log.ts';

export interface ApiOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
  /** How often it may be asked, where that is not as usual. */
  pace?: Pace;
  /** How slowly it may be asked, where that is not as usual. */
  timeouts?: RequestTimeouts;
}

/** The API: answers from the start on, so that a probe can tell that the database is away or not migrated yet. */
export async function startApi(options: ApiOptions): Promise<HttpServer> {
  return startParts(options.logger, (add) => start(options, add));
}

async function start(options: ApiOptions, add: AddPart): Promise<HttpServer> {
  const { config, logger, signal, pace, timeouts, now = () => new Date() } = options;
  const { trustProxy, host, apiPort: port } = config;
  const store = add(createStore({ databaseUrl: config.databaseUrl, ...vaultOf(config) }));
  const limits = createLimits(pace);
  const backend = createQueueBackend(config);
  const onError = (err: Error) => logger.warn({ err }, 'the queue connection has trouble');
  const health = {
    store,
    queue: add(createQueueInspector({ backend, onError })),
    queueBackend: backend.kind,
    engine: config.engine,
    version: readVersion(),
    startedAt: now(),
    now,
    limit: limits.health,
    isReady: async () => !signal.aborted && (await isMigrated(config.databaseUrl)),
  };
  const admin = adminOf({ ...options, limits, now, store, backend, onError, health }, add);
  const { token, listen: apart } = config.metrics;
  const metrics = { metrics: createMetrics({ health, store: store.metrics, now }), token };
  const onRequest = createApiApp({ logger, health, metrics: apart ? null : metrics, admin, trustProxy });
  const slowness = { onMalformed: malformedLog(logger), ...(timeouts ? { timeouts } : {}) };
  if (apart) {
    const alone = createMetricsApp({ logger, metrics });
    const { url } = add(
      await listen({ ...apart, portVariable: 'METRICS_PORT', onRequest: alone, ...slowness }),
    );
    logger.info({ metrics: `${url}/metrics` }, 'the metrics have an address of their own');
  }
  return add(await listen({ host, port, portVariable: 'API_PORT', onRequest, ...slowness }));
}

interface AdminParts extends ApiOptions {
  limits: Limits;
  now: () => Date;
  store: Store;
  backend: QueueBackend;
  onError: (error: Error) => void;
  health: HealthDeps;
}

function adminOf(parts: AdminParts, add: AddPart): RequestHandler {
  const { config, logger, store, backend, onError, health, limits, now } = parts;
  const assets = loadAssets();
  const keys = doorKeysOf(config);
  if (keys.length === 0) return closedAdmin({ assets, logger });
  const events = createEvents(logger);
  const installations = createInstallations({ store, config, events, now });
  const people = createPeople({ now });
  const { slackFor } = installations;
  const access = createAccess({ store, slackFor, people, now });
  return adminRouter({
    door: createDoor({ keys, store, installations, config, limits, logger, now }),
    admin: {
      store,
      producer: add(createLateProducer({ backend, onError })),
      installations,
      access,
      homesOf: (workspaceId) =>
        createHomeDisplay({ store: store.within(workspaceId), people, access, events, now, slackFor }),
      events,
      config,
      health: () => checkHealth(health),
      now,
    },
    catalogue: CATALOGUE,
    people,
    board: add(createQueueBoard({ backend, onError })),
    assets,
    config,
    version: health.version,
    logger,
  });
}

async function isMigrated(databaseUrl: string): Promise<boolean> {
  return inTime(readSchemaState({ databaseUrl })).then(
    (state) => state === 'current',
    () => false,
  );
}
