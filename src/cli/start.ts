import { createQueueBackend } from '../core/queue/backend.ts';
import { type Config, type Environment, loadConfig } from '../core/runtime/config.ts';
import { runService } from '../core/runtime/lifecycle.ts';
import { createLogger } from '../core/runtime/logger.ts';
import { migrate } from '../core/store/migrate.ts';
import { checkBeforeStart } from './doctor/before-start.ts';
import { SERVICE_NAMES, type ServiceName, startServices } from './services.ts';

/**
 * Runs services until a signal. Without names it runs all three, for a small team, and migrates first; services started apart
 * wait for `recall migrate`.
 * @throws StartError naming what has to be mended first
 */
export async function runStart(names: readonly ServiceName[], environment: Environment): Promise<void> {
  const all = names.length === 0;
  const services = all ? SERVICE_NAMES : names;
  const config = loadConfig(environment, services);
  const logger = createLogger(config.log);
  if (config.withoutEffect.length > 0) {
    logger.warn({ variables: config.withoutEffect }, 'these variables have no effect in this version');
  }
  await runService({
    logger,
    async start({ signal, add }) {
      await checkBeforeStart({ services, config, environment, logger, signal, now: () => new Date() });
      if (all) await migrateAll(config);
      const urls = await startServices(services, { config, logger, signal, add });
      logger.info({ services, ...urls, engine: config.engine.name }, 'ready');
    },
  });
  logger.info('stopped');
}

/** Applies what the database lacks, Recall's own tables and the queue's. @returns the migrations of Recall's that were applied */
export async function migrateAll(config: Config): Promise<string[]> {
  const applied = await migrate(config);
  await createQueueBackend(config).migrate();
  return applied;
}
