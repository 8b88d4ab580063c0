import type { Variables } from './variables.ts';

export type EngineConfig =
  | { name: 'builtin' }
  | {
      name: 'bedrock';
      modelId: string;
      fallbackModelId: string | undefined;
      guardrail: { id: string; version: string } | undefined;
      /** Prices of the operator's own, as JSON. */
      pricesFile?: string | undefined;
    };

export function engineOf(values: Variables): EngineConfig {
  const name = values.ENGINE ?? (values.BEDROCK_MODEL_ID ? 'bedrock' : 'builtin');
  if (name === 'builtin' || !values.BEDROCK_MODEL_ID) return { name: 'builtin' };
  const { BEDROCK_GUARDRAIL_ID: id, BEDROCK_GUARDRAIL_VERSION: version } = values;
  return {
    name: 'bedrock',
    modelId: values.BEDROCK_MODEL_ID,
    fallbackModelId: values.BEDROCK_FALLBACK_MODEL_ID,
    guardrail: id && version ? { id, version } : undefined,
    pricesFile: values.BEDROCK_PRICES_FILE,
  };
}
