import { asRecallError } from '../../core/domain/errors.ts';
import type { EngineConfig } from '../../core/runtime/config.ts';
import { callTiny, type TinyCallOptions } from '../../worker/engines/tiny-call.ts';
import { about, type Check } from './finding.ts';

const ENGINE = about('Engine');
/** Some models take their time over a word, too. */
const LIMIT_MS = 15_000;

/** Whether the models answer, with these credentials and from here. */
export function engineCheck(
  config: EngineConfig,
  { clientConfig }: Pick<TinyCallOptions, 'clientConfig'> = {},
): Check {
  return {
    what: 'Engine',
    limitMs: LIMIT_MS,
    async look(signal) {
      if (config.name === 'builtin') return ENGINE.ok('builtin, which asks no model');
      const told = { atStart: 'ignore' } as const;
      try {
        const models = await callTiny(config, { signal, ...(clientConfig ? { clientConfig } : {}) });
        return ENGINE.ok(`Bedrock answers: ${models.join(', ')}`);
      } catch (cause) {
        const { code, message } = asRecallError(cause);
        if (code === 'engine_throttled')
          return ENGINE.warn(message, { ...told, fix: 'ask AWS for a higher quota if that goes on' });
        return ENGINE.broken(message, { ...told, fix: REMEDIES[code] ?? CHECK_ALL });
      }
    },
  };
}

const CHECK_ALL = 'check AWS_REGION, the AWS credentials and BEDROCK_MODEL_ID';
const REMEDIES: Readonly<Record<string, string>> = {
  engine_denied:
    'give this machine AWS credentials that allow bedrock:InvokeModel on the inference profile and the foundation model',
  engine_misconfigured:
    'check BEDROCK_MODEL_ID, BEDROCK_FALLBACK_MODEL_ID, BEDROCK_GUARDRAIL_ID and AWS_REGION',
  engine_unavailable: 'see whether this machine reaches Bedrock’s endpoint in AWS_REGION',
};
