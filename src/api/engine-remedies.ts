import type { ErrorCode } from '../core/domain/errors.ts';

type EngineCode = Extract<ErrorCode, `engine_${string}`>;

/** In one sentence, what an operator does about an engine that ends in this. */
const REMEDIES: Readonly<Record<EngineCode, string>> = {
  engine_unavailable:
    'Bedrock or the way to it is down: see whether the worker reaches the endpoint in AWS_REGION, or set BEDROCK_FALLBACK_MODEL_ID.',
  engine_throttled:
    'The model takes no more for now and its work is put off: ask AWS for a higher quota, lower WORKER_CONCURRENCY, or set BEDROCK_FALLBACK_MODEL_ID.',
  engine_denied:
    'Grant bedrock:InvokeModel on the inference profile and the foundation model, and renew credentials that are missing or expired; the log of the worker says which of the two.',
  engine_misconfigured:
    'Check BEDROCK_MODEL_ID, BEDROCK_FALLBACK_MODEL_ID and AWS_REGION; the log of the worker says what the model refused.',
  engine_refused:
    'The model or a guardrail declined a conversation because of its content; if that happens often, look at BEDROCK_GUARDRAIL_ID.',
  engine_too_long: 'A conversation was longer than one recap may take; ask for a shorter part of it.',
  engine_bad_answer:
    'The model answered in a form that could not be used, even when asked again; if that goes on, choose another BEDROCK_MODEL_ID.',
};

/** What to do about an engine's error, for `/health` and the admin; null for errors that are not an engine's. */
export function remedyFor(code: ErrorCode): string | null {
  return isEngineCode(code) ? REMEDIES[code] : null;
}

function isEngineCode(code: ErrorCode): code is EngineCode {
  return code in REMEDIES;
}
