import type { Config } from '../core/runtime/config.ts';
import type { Closeable } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';

export const SERVICE_NAMES = ['bot', 'worker', 'api'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

interface ServiceOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
}

/** A service that runs; those that listen have a URL. */
type Service = Closeable & { url?: string };

/** How each is started. Loaded when it is, so that a process holds only what it runs. */
const START: Record<ServiceName, (options: ServiceOptions) => Promise<Service>> = {
  bot: async (options) => (await import('../bot/main.ts')).startBot(options),
  worker: async (options) => (await import('../worker/main.ts')).startWorker(options),
  api: async (options) => (await import('../api/main.ts')).startApi(options),
};

/** Starts services in this process. @returns where those that listen do so */
export async function startServices(
  names: readonly ServiceName[],
  { config, logger, signal, add }: ServiceOptions & { add<T extends Closeable>(part: T): T },
): Promise<Partial<Record<ServiceName, string>>> {
  const urls: Partial<Record<ServiceName, string>> = {};
  await Promise.all(
    names.map(async (name) => {
      const service = add(await START[name]({ config, logger: logger.child({ service: name }), signal }));
      if (service.url) urls[name] = service.url;
    }),
  );
  return urls;
}
