import { createQueueBackend } from '../core/queue/backend.ts';
import { createQueueInspector } from '../core/queue/inspector.ts';
import type { Config } from '../core/runtime/config.ts';
import { type HttpServer, listen } from '../core/runtime/http-server.ts';
import { type AddPart, startParts } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { readVersion } from '../core/runtime/version.ts';
import { createStore } from '../core/store/index.ts';
import { readSchemaState } from '../core/store/migrate.ts';
import { createApiApp } from './app.ts';
import { inTime } from './in-time.ts';

export interface ApiOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
}

/** The API: answers from the start on, so that a probe can tell that the database is away or not migrated yet. */
export async function startApi(options: ApiOptions): Promise<HttpServer> {
  return startParts(options.logger, (add) => start(options, add));
}

async function start(
  { config, logger, signal, now = () => new Date() }: ApiOptions,
  add: AddPart,
): Promise<HttpServer> {
  const store = add(createStore(config));
  const backend = createQueueBackend(config);
  const queue = add(
    createQueueInspector({
      backend,
      onError: (err) => logger.warn({ err }, 'the queue connection has trouble'),
    }),
  );
  const health = {
    store,
    queue,
    queueBackend: backend.kind,
    engine: config.engine,
    version: readVersion(),
    startedAt: now(),
    now,
    isReady: async () => !signal.aborted && (await isMigrated(config.databaseUrl)),
  };
  const onRequest = createApiApp({ logger, health });
  const { host, apiPort: port } = config;
  return add(await listen({ host, port, portVariable: 'API_PORT', onRequest }));
}

async function isMigrated(databaseUrl: string): Promise<boolean> {
  return inTime(readSchemaState({ databaseUrl })).then(
    (state) => state === 'current',
    () => false,
  );
}
