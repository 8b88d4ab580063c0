import type { TokenUsage } from '../../core/domain/recap.ts';

/** One call that a model answered, and that is therefore paid for, whether or not the answer could be used. */
export interface ModelCall {
  /** Model or inference profile id. */
  model: string;
  tokens: TokenUsage;
  /** US dollars; null where the model's price is not known. */
  costUsd: number | null;
}
