import type { Engine } from '../../src/core/domain/engine.ts';
import { type ErrorCode, RecallError } from '../../src/core/domain/errors.ts';
import { quotingEngine } from './quoting-engine.ts';

/** An engine that fails so many times and then answers. */
export function failingEngine({ code, times, retryable = false }: FailingOptions): Engine {
  const engine = quotingEngine();
  let failures = 0;
  return {
    ...engine,
    async summarize(question, signal) {
      failures += 1;
      if (failures <= times) throw new RecallError(code, 'as the test wants it', { retryable });
      return engine.summarize(question, signal);
    },
  };
}

interface FailingOptions {
  code: ErrorCode;
  times: number;
  retryable?: boolean;
}
