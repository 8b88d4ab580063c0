import type { Engine } from '../../core/domain/engine.ts';
import type { EngineConfig } from '../../core/runtime/config.ts';
import type { Logger } from '../../core/runtime/logger.ts';
import type { ModelCall } from './model-call.ts';
import type { PartStore } from './part-store.ts';

export type { ModelCall } from './model-call.ts';
export type { PartStore } from './part-store.ts';

export interface EngineDeps {
  logger: Logger;
  now(): Date;
  /** Keeps what is paid for between attempts at a long conversation; in memory for one attempt by default. */
  parts?: PartStore;
  /** Told of every call that a model answered; see `BedrockEngineOptions`. */
  onCall?(call: ModelCall): void | Promise<void>;
}

type BedrockConfig = Extract<EngineConfig, { name: 'bedrock' }>;

/**
 * The engine that is configured; only its own code is loaded, since each is heavy.
 * @throws ConfigError where the file of prices cannot be used
 */
export async function createEngine(config: EngineConfig, deps: EngineDeps): Promise<Engine> {
  if (config.name === 'bedrock') return createConfiguredBedrock(config, deps);
  const { createBuiltinEngine } = await import('./builtin/index.ts');
  return createBuiltinEngine();
}

async function createConfiguredBedrock(config: BedrockConfig, deps: EngineDeps): Promise<Engine> {
  const { modelId, fallbackModelId = null, guardrail = null, pricesFile } = config;
  const { logger, ...others } = deps;
  const [{ createBedrockEngine }, { loadPrices }] = await Promise.all([
    import('./bedrock/index.ts'),
    import('./bedrock/price-file.ts'),
  ]);
  const prices = pricesFile === undefined ? [] : await loadPrices(pricesFile);
  for (const { model, asOf } of prices) logger.info({ model, asOf }, 'bedrock: price of the operator');
  const onEvent = ({ kind, ...event }: { kind: string }) => logger.info({ ...event }, `bedrock: ${kind}`);
  return createBedrockEngine({ modelId, fallbackModelId, guardrail, prices, onEvent, ...others });
}
