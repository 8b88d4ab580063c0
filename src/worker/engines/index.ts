import type { Engine } from '../../core/domain/engine.ts';
import type { EngineConfig } from '../../core/runtime/config.ts';
import type { Logger } from '../../core/runtime/logger.ts';

export interface EngineDeps {
  logger: Logger;
  now(): Date;
}

/** The engine that is configured; only its own code is loaded, since each is heavy. */
export async function createEngine(config: EngineConfig, { logger, now }: EngineDeps): Promise<Engine> {
  if (config.name === 'builtin') {
    const { createBuiltinEngine } = await import('./builtin/index.ts');
    return createBuiltinEngine();
  }
  const { createBedrockEngine } = await import('./bedrock/index.ts');
  const { modelId, fallbackModelId = null, guardrail = null } = config;
  const onEvent = ({ kind, ...event }: { kind: string }) => logger.info({ ...event }, `bedrock: ${kind}`);
  return createBedrockEngine({ modelId, fallbackModelId, guardrail, now, onEvent });
}
