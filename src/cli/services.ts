import { startApi } from '../api/main.ts';
import { startBot } from '../bot/main.ts';
import type { Config } from '../core/runtime/config.ts';
import type { Closeable } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { startWorker } from '../worker/main.ts';

export const SERVICE_NAMES = ['bot', 'worker', 'api'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

interface ServiceOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
}

const SERVICES = { bot: startBot, worker: startWorker, api: startApi } satisfies Record<
  ServiceName,
  (options: ServiceOptions) => Promise<Closeable & { url?: string }>
>;

/** Starts services in this process. @returns where those that listen do so */
export async function startServices(
  names: readonly ServiceName[],
  { config, logger, signal, add }: ServiceOptions & { add<T extends Closeable>(part: T): T },
): Promise<Partial<Record<ServiceName, string>>> {
  const urls: Partial<Record<ServiceName, string>> = {};
  await Promise.all(
    names.map(async (name) => {
      const start: (options: ServiceOptions) => Promise<Closeable & { url?: string }> = SERVICES[name];
      const service = add(await start({ config, logger: logger.child({ service: name }), signal }));
      if (service.url) urls[name] = service.url;
    }),
  );
  return urls;
}
