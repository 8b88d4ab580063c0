import { createQueueBackend } from '../core/queue/backend.ts';
import { createQueueInspector } from '../core/queue/inspector.ts';
import type { Config } from '../core/runtime/config.ts';
import { type HttpServer, listen } from '../core/runtime/http-server.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { readVersion } from '../core/runtime/version.ts';
import { createStore } from '../core/store/index.ts';
import { readSchemaState } from '../core/store/migrate.ts';
import { createApiApp } from './app.ts';

export interface ApiOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  now?: () => Date;
}

/** The API: answers from the start on, so that a probe can tell that the database is away or not migrated yet. */
export async function startApi({
  config,
  logger,
  signal,
  now = () => new Date(),
}: ApiOptions): Promise<HttpServer> {
  const store = createStore(config);
  const backend = createQueueBackend(config);
  const queue = createQueueInspector({
    backend,
    onError: (err) => logger.warn({ err }, 'the queue connection has trouble'),
  });
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
  const server = await listen({
    host: config.host,
    port: config.apiPort,
    portVariable: 'API_PORT',
    onRequest,
  });
  return {
    ...server,
    async close() {
      await server.close();
      await queue.close();
      await store.close();
    },
  };
}

async function isMigrated(databaseUrl: string): Promise<boolean> {
  return readSchemaState({ databaseUrl }).then(
    (state) => state === 'current',
    () => false,
  );
}
