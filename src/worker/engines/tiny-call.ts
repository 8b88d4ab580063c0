import type { EngineConfig } from '../../core/runtime/config.ts';
import type { BedrockEngineOptions } from './bedrock/index.ts';

export interface TinyCallOptions extends Pick<BedrockEngineOptions, 'clientConfig'> {
  signal: AbortSignal;
}

/**
 * Asks each model that is configured for a word or two, which costs next to nothing, so that one knows whether it would answer.
 * @returns the models that answered; none for an engine that asks no model
 * @throws RecallError `engine_*`
 */
export async function callTiny(
  config: EngineConfig,
  { clientConfig, signal }: TinyCallOptions,
): Promise<string[]> {
  if (config.name === 'builtin') return [];
  const { createConverse } = await import('./bedrock/client.ts');
  const converse = createConverse(clientConfig ? { clientConfig } : {});
  const { modelId, fallbackModelId, guardrail } = config;
  const models = [modelId, ...(fallbackModelId === undefined ? [] : [fallbackModelId])];
  const checked = guardrail && {
    guardrailConfig: { guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version },
  };
  await Promise.all(
    models.map((model) =>
      converse(
        {
          modelId: model,
          messages: [{ role: 'user', content: [{ text: 'Say yes.' }] }],
          inferenceConfig: { maxTokens: MOST_TOKENS },
          ...checked,
        },
        signal,
      ),
    ),
  );
  return models;
}

/** The least that all models take. */
const MOST_TOKENS = 16;
